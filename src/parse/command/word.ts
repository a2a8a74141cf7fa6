// Words of a command, whether a shell or a list gave them, and the few questions that every part asks of them.
import type { ScriptPart, ShellCall, ShellWord, Span, TextPart, WordPart } from '../shell/script.ts';
import type { ArgvWord } from './reading.ts';

/** A word; `missing` where not even its spelling is known. */
export interface Word extends ShellWord {
  readonly missing?: true;
}

/** Makes a word of an element of a list: nothing in it is expanded. */
export function wordOfElement({ text, span }: ArgvWord): Word {
  const { start, end } = span;
  if (text !== undefined)
    return { start, end, text, literal: true, loose: false, parts: [{ kind: 'text', text, quoted: true, start, end }] };
  const part: WordPart = { kind: 'other', source: '', quoted: true, start, end };
  return { start, end, text: '', literal: false, loose: false, parts: [part], missing: true };
}

/** Makes a literal word that stands in the place of another. */
export function literalWord(text: string, { start, end }: Span): Word {
  return wordOfElement({ text, span: { start, end } });
}

/** The simple command that an argv is: no pipeline, no redirects, nothing around it. */
export function callOfWords(words: readonly Word[]): ShellCall {
  return {
    assignments: [],
    words,
    redirects: [],
    pipeline: [],
    position: 0,
    joined: '',
    background: false,
    inFunction: '',
    conditional: false,
    errexit: false,
    xtrace: false,
    start: words[0]?.start ?? 0,
    // The words of CMD may stand above those of the ENTRYPOINT that they belong to.
    end: words.reduce((end, word) => Math.max(end, word.end), 0),
  };
}

/** Text of a word; `undefined` where it is not known at all. */
export const textOf = (word: Word): string | undefined => (word.missing ? undefined : word.text);

/** Command and process substitutions that stand in a word. */
export function scriptsIn(word: ShellWord): ScriptPart[] {
  return word.literal ? [] : word.parts.filter(isScript);
}

/** Tells whether a part is a command or process substitution. */
export function isScript(part: WordPart): part is ScriptPart {
  return part.kind === 'command' || part.kind === 'process';
}

/** Expansions of a word whose value is not known. */
export function unknownParts(word: ShellWord): Expansion[] {
  if (word.literal) return [];
  return word.parts.filter(
    (part): part is Expansion => part.kind !== 'text' && !(part.kind === 'variable' && part.value !== undefined),
  );
}

type Expansion = Exclude<WordPart, TextPart>;

/** Tells whether a word is made of expansions alone. */
export function isAllExpansion(word: ShellWord): boolean {
  return !word.literal && word.parts.every((part) => part.kind !== 'text' || part.text.trim() === '');
}

/** Last part of a path: the name by which a program goes. */
export function baseName(path: string): string {
  const end = path.endsWith('/') ? path.length - 1 : path.length;
  return path.slice(path.lastIndexOf('/', end - 1) + 1, end);
}

/** Text in one line: continuations and line breaks become a blank, blanks are collapsed; cut at `limit` with `...`. */
export function oneLine(text: string, limit = 200): string {
  if (text.length <= limit && !/[^\S ]| {2}/.test(text)) return text.trim();
  const line = text
    .slice(0, limit * 8)
    .replace(/\\\r?\n/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > limit ? `${line.slice(0, limit - 3)}...` : line;
}

/** A path with `.`, `..` and repeated slashes resolved. One that holds an expansion keeps its `..`. */
export function cleanPath(path: string): string {
  if (path === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(path)) return path;
  const known = !/[$`]/.test(path);
  const absolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    const last = kept.at(-1);
    if (part !== '..' || !known || (!absolute && (last === undefined || last === '..'))) kept.push(part);
    else kept.pop();
  }
  if (absolute) return `/${kept.join('/')}`;
  return kept.length === 0 ? '.' : kept.join('/');
}
