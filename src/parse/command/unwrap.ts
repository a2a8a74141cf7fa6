// Strips what stands in front of a program: `sudo`, `env`, `timeout`, `find -exec` and the like, one layer for each that counts.
import { commandsOfFind } from './find-words.ts';
import { familyOf } from './grammar.ts';
import type { OptionsReading } from './option-reading.ts';
import { readOptions } from './read-options.ts';
import { baseName, literalWord, textOf, type Word } from './word.ts';
import { wrapperOf } from './wrappers.ts';

/** A variable that is set by words. */
export interface GivenSetting {
  readonly name: string;
  readonly value: string | undefined;
  readonly word: Word;
}

/** A program with its words. */
export interface Layer {
  /** The program first; never empty. */
  readonly words: readonly Word[];
  /** Base name; empty where it is not known. */
  readonly program: string;
  readonly reading: OptionsReading;
  /** How many of the words are its own; those behind belong to the program that it runs. */
  readonly own: number;
  readonly wrappers: readonly string[];
  readonly runsAs: string;
  readonly settings: readonly GivenSetting[];
  readonly unset: readonly string[];
  /** What `xargs` or `find` puts in place of this text; empty where nothing is. */
  readonly placeholder: string;
  /** `find -type d` runs it: its operand is a directory. */
  readonly onDirectories: boolean;
  /** It begins where the whole command does: what stands in front is no command of its own. */
  readonly leads: boolean;
  /** It runs another layer. */
  readonly wraps: boolean;
}

type Around = Pick<Layer, 'wrappers' | 'runsAs' | 'settings' | 'unset' | 'placeholder' | 'onDirectories' | 'leads'>;

/** Most programs in front of one another. */
const MAX_WRAPPERS = 32;
const NOTHING: Around = {
  wrappers: [],
  runsAs: '',
  settings: [],
  unset: [],
  placeholder: '',
  onDirectories: false,
  leads: true,
};

/** The layers of a simple command, outermost first. `undefined` where there are too many. */
export function unwrap(words: readonly Word[], wrappers: readonly string[], runsAs: string): Layer[] | undefined {
  const layers: Layer[] = [];
  const base = wrappers.length;
  const visit = (inner: readonly Word[], around: Around): boolean => {
    if (around.wrappers.length - base > MAX_WRAPPERS) return false;
    const [head] = inner;
    if (head === undefined) return true;
    const program = programOf(head);
    const reading = readOptions(program, inner.slice(1));
    const next = stripped(inner, program, reading, around);
    if (next.shown) {
      const account = wrapperOf(program, reading.options)?.account?.(reading) ?? '';
      layers.push({
        words: inner,
        program,
        reading,
        own: next.own,
        wrappers: around.wrappers,
        runsAs: account === '' ? around.runsAs : account,
        settings: around.settings,
        unset: around.unset,
        placeholder: around.placeholder,
        onDirectories: around.onDirectories,
        leads: around.leads,
        wraps: next.runs.length > 0,
      });
    }
    return next.runs.every((run) => visit(run.words, run.around));
  };
  return visit(words, { ...NOTHING, wrappers, runsAs }) ? layers : undefined;
}

/** Base name of a program: known too where only its directory is not, as in `$HOME/bin/tool`. */
function programOf(head: Word): string {
  if (head.literal) return baseName(head.text);
  const last = head.parts.at(-1);
  return last?.kind === 'text' && last.text.includes('/') ? baseName(last.text) : '';
}

interface Stripped {
  readonly runs: readonly { readonly words: readonly Word[]; readonly around: Around }[];
  readonly own: number;
  readonly shown: boolean;
}

function stripped(words: readonly Word[], program: string, reading: OptionsReading, around: Around): Stripped {
  const none: Stripped = { runs: [], own: words.length, shown: true };
  const wrappers = [...around.wrappers, program];
  if (program === 'find') {
    const runs = commandsOfFind(words.slice(1));
    const onDirectories = reading.options.some(({ name, value }) => name === '-type' && value === 'd');
    const inner: Around = { ...around, wrappers, placeholder: '{}', onDirectories, leads: false };
    return { ...none, runs: runs.map((run) => ({ words: run, around: inner })) };
  }
  if (familyOf(program) === 'python') return moduleOf(words, reading, { ...around, wrappers }) ?? none;
  const wrapper = wrapperOf(program, reading.options);
  if (wrapper === undefined || runsCode(program, reading)) return none;
  const split = program === 'env' ? splitString(reading) : [];
  const settings: GivenSetting[] = [];
  let rest = words.slice(1).slice(split.length > 0 ? words.length : reading.firstOperand + wrapper.skip);
  if (split.length > 0) rest = [...split, ...reading.operands];
  if (program === 'parallel') rest = rest.slice(0, indexOrEnd(rest, /^:{3,4}\+?$/));
  if (wrapper.assigns)
    for (const word of rest) {
      const setting = settingOf(word);
      if (setting === undefined) break;
      settings.push(setting);
    }
  rest = rest.slice(settings.length);
  const account = wrapper.account?.(reading) ?? '';
  // OpenSSH takes options behind the host too.
  if (program === 'ssh' || program === 'autossh') rest = rest.slice(readOptions(program, rest).firstOperand);
  const inner: Around = {
    wrappers,
    runsAs: account === '' ? around.runsAs : account,
    settings: [...around.settings, ...settings],
    unset: [...around.unset, ...(program === 'env' ? unsetBy(reading) : [])],
    placeholder: placeholderOf(program, reading) || around.placeholder,
    onDirectories: around.onDirectories,
    leads: around.leads && !wrapper.shown,
  };
  if (rest.length === 0) return none;
  return { runs: [{ words: rest, around: inner }], own: words.length - rest.length, shown: wrapper.shown };
}

/** Reads `NAME=value`. */
export function settingOf(word: Word): GivenSetting | undefined {
  const head = /^([A-Za-z_][A-Za-z0-9_]*)\+?=/.exec(word.text);
  return head?.[1] === undefined ? undefined : { name: head[1], value: textOf(word)?.slice(head[0].length), word };
}

/** With these the words are code, or no program follows. */
function runsCode(program: string, { options, operands }: OptionsReading): boolean {
  if (program === 'su') return true;
  if (program === 'runuser') return !options.some(({ name }) => name === '--user');
  if (program === 'ssh' || program === 'autossh') return operands.length === 2;
  if (program === 'watch' || program === 'parallel') return operands[0] !== undefined && /\s/.test(operands[0].text);
  return false;
}

/** `python -m pip install` is pip. */
function moduleOf(words: readonly Word[], { options }: OptionsReading, around: Around): Stripped | undefined {
  const given = options.find(({ name }) => name === '-m');
  const index = given?.valueWord === undefined ? -1 : words.indexOf(given.valueWord);
  const word = words[index];
  if (given === undefined || word === undefined || !/^(?:pip|pipx|uv|poetry|conda)$/.test(given.value ?? ''))
    return undefined;
  const rest = [literalWord(given.value ?? '', word), ...words.slice(index + 1)];
  return { runs: [{ words: rest, around }], own: index, shown: false };
}

function unsetBy({ options }: OptionsReading): string[] {
  return options.filter(({ name }) => name === '--unset').map(({ value }) => value ?? '');
}

/** `env -S "program words"` splits one word. */
function splitString({ options }: OptionsReading): Word[] {
  const given = options.find(({ name }) => name === '--split-string');
  const { valueWord, value } = given ?? {};
  if (valueWord === undefined || value === undefined) return [];
  return value
    .split(/\s+/)
    .filter((text) => text !== '')
    .map((text) => ({ ...literalWord(text, valueWord), literal: !text.includes('$') }));
}

function placeholderOf(program: string, { options }: OptionsReading): string {
  if (program === 'parallel') return '{}';
  if (program !== 'xargs') return '';
  const given = options.findLast(({ name }) => name === '-I' || name === '--replace');
  return given === undefined ? '' : given.value || '{}';
}

function indexOrEnd(words: readonly Word[], pattern: RegExp): number {
  const index = words.findIndex(({ text }) => pattern.test(text));
  return index === -1 ? words.length : index;
}
