// What a command changes for those behind it: variables that builtins set, the switches of `set`, functions that are called.
import { namesAssignedBy } from './assigned-names.ts';
import type { Reading } from './reading.ts';
import type { ShellAssignment, ShellWord, WordPart } from './script.ts';
import type { Value } from './variables.ts';

/** Carries out an assignment as far as its value is known. */
export function applyAssignment(assignment: ShellAssignment, isIndexed: boolean, reading: Reading): void {
  const { name, append, value, elements } = assignment;
  const { variables } = reading;
  if (isIndexed) {
    variables.assign(name, undefined);
    return;
  }
  const next = value === undefined ? listOf(elements ?? []) : textOf(value);
  variables.assign(name, append ? joined(variables.read(name), next, reading) : next);
}

/** Carries out what a command with words does to variables and switches. `assignments` are those among its words. */
export function applyCommand(
  words: readonly ShellWord[],
  assignments: readonly { readonly assignment: ShellAssignment; readonly isIndexed: boolean }[],
  reading: Reading,
): void {
  const { variables } = reading;
  const [program] = words;
  if (program === undefined) return;
  const texts = words.map(({ text }) => text);
  if (reading.functionNames.has(program.text)) {
    variables.noteFunctionCall();
    return;
  }
  switch (program.text) {
    case 'export':
    case 'local':
    case 'readonly':
    case 'declare':
    case 'typeset':
      declareNames(texts, assignments, reading);
      if (words.some((word, index) => index > 0 && !word.literal && /^[$`]/.test(word.text))) variables.forgetAll();
      return;
    case 'source':
    case '.':
    case 'eval':
      variables.forgetAll();
      return;
    case 'set':
      turnSwitches(texts.slice(1), reading);
      setPositional(words, reading);
      return;
    default:
      for (const name of namesAssignedBy(texts) ?? []) variables.assign(name, undefined);
  }
}

function declareNames(
  texts: readonly string[],
  assignments: readonly { readonly assignment: ShellAssignment; readonly isIndexed: boolean }[],
  reading: Reading,
): void {
  const options = texts.filter((text) => /^[-+]/.test(text)).join('');
  const isOdd = /[Ainlu]/.test(options);
  for (const { assignment, isIndexed } of assignments) applyAssignment(assignment, isIndexed || isOdd, reading);
  if (texts[0] === 'local' || isOdd)
    for (const text of texts.slice(1)) if (/^[A-Za-z_]\w*$/.test(text)) reading.variables.assign(text, undefined);
}

/** Reads `-eux`, `+e` and `-o errexit`. */
export function turnSwitches(words: readonly string[], { switches }: Pick<Reading, 'switches'>): void {
  for (const [index, word] of words.entries()) {
    if (word === '--' || !/^[-+][A-Za-z]/.test(word)) {
      if (/^[-+]o$/.test(words[index - 1] ?? '') || /^[-+][A-Za-z]*o$/.test(words[index - 1] ?? '')) continue;
      return;
    }
    const on = word.startsWith('-');
    if (word.includes('e')) switches.errexit = on;
    if (word.includes('x')) switches.xtrace = on;
    if (!word.endsWith('o')) continue;
    if (words[index + 1] === 'errexit') switches.errexit = on;
    if (words[index + 1] === 'xtrace') switches.xtrace = on;
  }
}

/** `set -- WORDS` gives the positional parameters. */
function setPositional(words: readonly ShellWord[], { variables }: Reading): void {
  const dashes = words.findIndex(({ text }) => text === '--');
  if (dashes !== -1) variables.assign('@', listOf(words.slice(dashes + 1)));
  else if (words.slice(1).some(({ text }) => !/^[-+]/.test(text))) variables.assign('@', undefined);
}

/** Most parts of a value that are remembered. */
const MAX_PARTS = 32;

function textOf(word: ShellWord): Value | undefined {
  const parts = word.parts.flatMap(flatten);
  const [first] = parts;
  const hasTilde = first?.kind === 'text' && !first.quoted && first.text.startsWith('~');
  if (parts.length > MAX_PARTS) return word.literal ? { kind: 'text', text: word.text } : undefined;
  if (word.literal) return { kind: 'text', text: word.text, ...(hasTilde ? { parts } : {}) };
  return { kind: 'parts', parts };
}

/** The parts that make up a text, with those of other variables in their place. */
function flatten(part: WordPart): readonly WordPart[] {
  if (part.kind !== 'variable') return [part];
  if (part.assigned !== undefined) return part.assigned;
  if (part.value === undefined) return [part];
  return [{ kind: 'text', text: part.value, quoted: true, start: part.start, end: part.end }];
}

function listOf(words: readonly ShellWord[]): Value | undefined {
  return words.some(({ text }) => /^\[[^\]]*\]\+?=/.test(text)) ? undefined : { kind: 'list', words };
}

function joined(before: Value | undefined, next: Value | undefined, { variables }: Reading): Value | undefined {
  if (before === undefined || next === undefined) return undefined;
  if (before.kind === 'text' && next.kind === 'text') {
    const text = before.text + next.text;
    return variables.spend(text.length) ? { kind: 'text', text } : undefined;
  }
  if (before.kind !== 'list' && next.kind !== 'list') {
    const parts = [...partsOf(before), ...partsOf(next)];
    return parts.length > MAX_PARTS ? undefined : { kind: 'parts', parts };
  }
  if (before.kind !== 'list' || next.kind !== 'list') return undefined;
  return variables.spend(before.words.length) ? { kind: 'list', words: [...before.words, ...next.words] } : undefined;
}

function partsOf(value: Exclude<Value, { readonly kind: 'list' }>): readonly WordPart[] {
  if (value.kind === 'parts' || value.parts !== undefined) return value.parts ?? [];
  return [{ kind: 'text', text: value.text, quoted: true, start: 0, end: 0 }];
}
