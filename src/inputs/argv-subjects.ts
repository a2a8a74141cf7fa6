// The commands in a list of words that a declaration gives: the argv itself, and the shell code inside it.
import type { Location } from '../model/location.ts';
import type { Subject } from '../model/subject.ts';
import { holdsShellCode, readArgv } from '../parse/command/read-commands.ts';
import type { ArgvWord, CommandSetting } from '../parse/command/reading.ts';
import type { ReadShell } from '../parse/command/walk.ts';
import { embeddedPlace } from '../parse/embedded-text.ts';
import { HOLE, hasHole } from '../parse/hole.ts';
import { commandSubject, unreadCommandSubject } from './commands.ts';

/** A word with its place. A text with holes is one whose variables are not known. */
export interface PlacedWord {
  readonly text: string;
  readonly at: Location;
}

/** A shell variable that no script sets, in place of one that the declaration does not know. */
const UNKNOWN = '${_}';

/** What a declaration interpolates: `$NAME`, `${NAME}` and its default forms, but not `$$` and not `${NAME:?...}`, which cannot be empty. */
const INTERPOLATION = /(?<!\$)(?:\$\$)*\$(?:[A-Za-z_]|\{[A-Za-z_]\w*(?!\w|:?\?))/;
/** The names of what a declaration interpolates. */
const INTERPOLATED = /\$\$|\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)[^}]*\})/g;

/** The parser of shell code. It is large, so it is loaded when the first code is met; a list of words without code is read alike with and without it. */
let parser: { readonly readShell: ReadShell } | undefined;

/**
 * The commands of an argv, each a subject of its own that belongs to `owner`. `texts` are those of the files that the places point into.
 */
export async function argvSubjects(
  words: readonly PlacedWord[],
  setting: CommandSetting,
  owner: Subject['owner'],
  texts: ReadonlyMap<string, string>,
): Promise<Subject<'command'>[]> {
  const laid = layWords(words, texts);
  const placeIn = laid.map(({ word, text }) => embeddedPlace(texts.get(word.at.file) ?? '', word.at, text));
  const indexAt = (offset: number) => {
    const index = laid.findIndex(({ start, end }) => start <= offset && offset <= end);
    return index === -1 ? laid.length - 1 : index;
  };
  const place = (start: number, end: number): Location => {
    const [first, last] = [indexAt(start), indexAt(end)];
    const [from, to] = [laid[first], laid[last]];
    if (from === undefined || to === undefined) throw new TypeError('a command without words has no place');
    if (first === last) return placeIn[first]?.(start - from.start, end - from.start) ?? from.word.at;
    return around(from.word.at, to.word.at);
  };
  const interpolated = (start: number) => {
    const at = laid[indexAt(start)]?.word.at;
    return at !== undefined && INTERPOLATION.test(sliceOf(texts.get(at.file) ?? '', at));
  };
  const argv = laid.map(
    ({ word, text, start, end }): ArgvWord => ({ text: word.text === HOLE ? undefined : text, span: { start, end } }),
  );
  if (parser === undefined && holdsShellCode(argv)) parser = await import('../parse/shell/read-shell.ts');
  const { commands, problems } = readArgv(argv, {
    text: laid.map(({ text }) => text).join(' '),
    interpolated,
    ...(parser === undefined ? {} : { readShell: parser.readShell }),
  });
  return [
    ...commands.map((reading) => commandSubject(reading, setting, place, owner)),
    ...problems.map((problem) => unreadCommandSubject(problem, setting, place, owner)),
  ];
}

interface LaidWord {
  readonly word: PlacedWord;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The words one behind another with a blank between, so that an offset names a word. */
function layWords(words: readonly PlacedWord[], texts: ReadonlyMap<string, string>): LaidWord[] {
  let start = 0;
  return words.map((word) => {
    const text = hasHole(word.text) ? spellHoles(word, texts.get(word.at.file) ?? '') : word.text;
    const laid = { word, text, start, end: start + text.length };
    start = laid.end + 1;
    return laid;
  });
}

/** The text with each hole spelled as the variable it stands for, where the source tells which. */
function spellHoles({ text, at }: PlacedWord, source: string): string {
  const names = [...sliceOf(source, at).matchAll(INTERPOLATED)].flatMap(([, bare, braced]) => bare ?? braced ?? []);
  const holes = text.split(HOLE);
  const known = names.length === holes.length - 1;
  return holes.reduce((all, part, index) => `${all}${known ? `\${${names[index - 1]}}` : UNKNOWN}${part}`);
}

function around(first: Location, last: Location): Location {
  // An entrypoint of the image in front of a command of the declaration: the command is what can be edited here.
  if (first.file !== last.file) return last;
  const ordered =
    last.startLine > first.startLine || (last.startLine === first.startLine && last.startColumn >= first.startColumn);
  return ordered ? { ...first, endLine: last.endLine, endColumn: last.endColumn } : first;
}

function sliceOf(text: string, at: Location): string {
  const lines = text.split('\n').slice(at.startLine - 1, at.endLine);
  const last = lines.length - 1;
  return lines
    .map((line, index) =>
      line.slice(index === 0 ? at.startColumn - 1 : 0, index === last ? at.endColumn - 1 : undefined),
    )
    .join('\n');
}
