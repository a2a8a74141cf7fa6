// Splits the words of a program into options, operands and subcommand by its grammar.

import { readFindWords } from './find-words.ts';
import { familyOf, type Grammar, grammarOf, type OptionShape } from './grammar.ts';
import type { GivenOption, OptionsReading } from './option-reading.ts';
import { textOf, type Word } from './word.ts';

/** Programs whose first word only names the kind of thing that the next word acts on: `docker container run`. */
const MANAGED: Readonly<Record<string, readonly string[]>> = {
  docker: ['container', 'image'],
  podman: ['container', 'image'],
  nerdctl: ['container', 'image'],
  uv: ['pip', 'tool'],
};

const MAX_CLUSTER = 64;

interface State {
  readonly words: readonly Word[];
  readonly options: GivenOption[];
  readonly operands: Word[];
  grammar: Grammar | undefined;
  subcommand: string;
  firstOperand: number;
}

/** Reads the words behind `program`, a base name. */
export function readOptions(program: string, words: readonly Word[]): OptionsReading {
  const family = familyOf(program);
  if (family === 'find') return readFindWords(words);
  const state: State = {
    words,
    options: [],
    operands: [],
    grammar: grammarOf(family),
    subcommand: '',
    firstOperand: words.length,
  };
  let at = 0;
  if (family === 'tar') at = readOldCluster(state);
  for (; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    if (word.missing || word.text === '-' || !word.text.startsWith('-') || isOperandAnyway(family, word.text, state)) {
      if (takeOperand(family, word, at, state)) return endAt(state, at + 1);
    } else if (word.text === '--') {
      return endAt(state, at + 1);
    } else if (family === 'kill' && state.options.length === 0 && /^-[A-Z0-9]/.test(word.text)) {
      state.options.push({ name: '--signal', value: word.text.slice(1), span: word });
    } else {
      at += readOption(word, at, state);
      // What follows `-m module` or `-c code` belongs to that, and is read as its own options.
      if (family === 'python' && /^-[mc]$/.test(state.options.at(-1)?.name ?? '')) state.grammar = codeGrammar(state);
    }
  }
  return endAt(state, words.length);
}

function codeGrammar({ options }: State): Grammar | undefined {
  const last = options.at(-1);
  return last?.name === '-m' ? grammarOf(`python -m ${last.value}`) : grammarOf('python -c');
}

function endAt(state: State, at: number): OptionsReading {
  const { options, operands, subcommand, words } = state;
  if (at < words.length && state.firstOperand === words.length) state.firstOperand = at;
  return { options, operands: [...operands, ...words.slice(at)], subcommand, firstOperand: state.firstOperand };
}

/** Takes a word that is no option; answers whether the options end here. */
function takeOperand(family: string, word: Word, at: number, state: State): boolean {
  const { grammar } = state;
  if (grammar?.subcommands && state.subcommand === '') {
    const managed = Object.hasOwn(MANAGED, family) ? MANAGED[family] : undefined;
    if (managed?.includes(word.text) && state.words[at + 1]?.text.startsWith('-') === false) return false;
    state.subcommand = word.text;
    const inner = grammarOf(`${family} ${word.text}`);
    state.grammar = inner ?? { ...grammar, subcommands: false, stops: false };
    return false;
  }
  if (state.firstOperand === state.words.length) state.firstOperand = at;
  state.operands.push(word);
  // A subcommand may have its own: `docker compose exec`.
  const inner = state.operands.length === 1 ? grammarOf(`${family} ${state.subcommand} ${word.text}`) : undefined;
  if (inner !== undefined) state.grammar = inner;
  return inner === undefined && grammar?.stops === true;
}

/** A mode such as `-x` of chmod, and the targets of kill, only look like options. */
function isOperandAnyway(family: string, text: string, { options }: State): boolean {
  if (family === 'chmod') return /^-[rwxXstugo,+=-]+$/.test(text) && !text.startsWith('--');
  return family === 'kill' && options.length > 0 && /^-\d+$/.test(text);
}

/** Reads one word of options and answers how many more words it took. */
function readOption(word: Word, at: number, state: State): 0 | 1 {
  const { grammar } = state;
  const double = word.text.startsWith('--');
  if (grammar === undefined && !double) {
    state.options.push({ name: word.text, value: '', span: word });
    return 0;
  }
  if (double || grammar?.singleDash) return readLong(word, at, state, double ? '--' : '-');
  return readCluster(word, at, state, word.text.slice(1));
}

function readLong(word: Word, at: number, state: State, dashes: string): 0 | 1 {
  const { text } = word;
  const equals = text.indexOf('=');
  const written = text.slice(dashes.length, equals === -1 ? undefined : equals);
  const shape = state.grammar === undefined ? undefined : longShape(state.grammar, written);
  const name = shape?.name ?? `${dashes}${written}`;
  if (equals !== -1) {
    state.options.push({ name, value: text.slice(equals + 1), valueWord: word, span: word });
    return 0;
  }
  if (shape?.value !== 'needed') {
    state.options.push({ name, value: '', span: word });
    return 0;
  }
  return pushWithNext(name, word, at, state);
}

function longShape({ long, exact }: Grammar, written: string): OptionShape | undefined {
  const whole = long.get(written);
  if (whole !== undefined || exact || written.length < 3) return whole;
  const found = new Set<OptionShape>();
  for (const [name, shape] of long) if (name.startsWith(written)) found.add(shape);
  const [only, ...others] = found;
  return others.length === 0 ? only : undefined;
}

function readCluster(word: Word, at: number, state: State, letters: string): 0 | 1 {
  // No program has that many letters; a cluster this long is kept whole.
  if (letters.length > MAX_CLUSTER) {
    state.options.push({ name: word.text, value: '', span: word });
    return 0;
  }
  const start = state.options.length;
  for (let index = 0; index < letters.length; index += 1) {
    const letter = letters[index] ?? '';
    const shape = state.grammar?.short.get(letter);
    const name = shape?.name ?? `-${letter}`;
    const rest = letters.slice(index + 1);
    if (shape === undefined || shape.value === 'none' || (shape.value === 'optional' && !rest.startsWith('='))) {
      // An expansion inside a cluster cannot be split into letters.
      if (/[$`(]/.test(letter)) {
        state.options.splice(start, state.options.length, { name: word.text, value: '', span: word });
        return 0;
      }
      state.options.push({ name, value: '', span: word });
    } else if (rest !== '' || shape.value !== 'needed') {
      state.options.push({ name, value: rest.replace(/^=/, ''), valueWord: word, span: word });
      return 0;
    } else {
      return pushWithNext(name, word, at, state);
    }
  }
  return 0;
}

function pushWithNext(name: string, word: Word, at: number, state: State): 0 | 1 {
  const next = state.words[at + 1];
  if (next === undefined) {
    state.options.push({ name, value: '', span: word });
    return 0;
  }
  state.options.push({ name, value: textOf(next), valueWord: next, span: { start: word.start, end: next.end } });
  return 1;
}

/** `tar xzf FILE`: the first word is a cluster without a dash, whose values follow in order. */
function readOldCluster(state: State): number {
  const first = state.words[0];
  if (first === undefined || !/^[A-Za-z]+$/.test(first.text)) return 0;
  let taken = 1;
  for (const letter of first.text) {
    const shape = state.grammar?.short.get(letter);
    const name = shape?.name ?? `-${letter}`;
    const next = shape?.value === 'needed' ? state.words[taken] : undefined;
    if (next === undefined) state.options.push({ name, value: '', span: first });
    else {
      state.options.push({ name, value: textOf(next), valueWord: next, span: { start: next.start, end: next.end } });
      taken += 1;
    }
  }
  return taken;
}
