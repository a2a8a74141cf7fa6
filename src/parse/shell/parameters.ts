// Resolves `$NAME` and `${NAME...}` where the value is known.
import type { ParameterExpansionPart, SimpleExpansionPart, SyntaxNode, Word as TreeWord } from 'unbash';
import { nodeSpan } from './offsets.ts';
import type { Piece, Reading } from './reading.ts';
import type { VariablePart } from './script.ts';
import type { Value } from './variables.ts';

interface Readers {
  readonly readParts: (word: TreeWord, reading: Reading) => Piece[];
  readonly addInner: (node: SyntaxNode, quoted: boolean, pieces: Piece[], reading: Reading) => void;
}

/** Adds the part of a variable, or the words of an array in its place. */
export function readParameter(
  node: SimpleExpansionPart | ParameterExpansionPart,
  quoted: boolean,
  pieces: Piece[],
  reading: Reading,
  readers: Readers,
): void {
  const name = nameOf(node, reading);
  const many = isMany(node, name);
  const known =
    node.type === 'ParameterExpansion' && node.prefix !== undefined ? undefined : knownValue(node, name, reading);
  if (many && known?.kind === 'list' && (name === '@' || !quoted || isAt(node)) && spendWords(known, reading)) {
    pieces.push({ kind: 'words', words: known.words, quoted });
    return;
  }
  const operation = node.type === 'ParameterExpansion' ? node.operation : undefined;
  const operand = operation?.type === 'Default' ? readers.readParts(operation.operand, reading) : undefined;
  const plain = many ? joinedText(known, isAt(node) || name === '@') : textOf(known);
  const operator = operation?.type === 'Default' ? operation.operator : '';
  const value = operation === undefined ? plain : withDefault(operator, plain, operand);
  const affordable = value !== undefined && reading.variables.spend(value.length);
  const part: VariablePart = {
    kind: 'variable',
    name,
    source: reading.source.slice(node.pos, node.end),
    ...(affordable ? { value } : {}),
    ...(operation === undefined && !many ? assignedOf(known, reading) : {}),
    guarded: isGuarded(node, name, operator, operand),
    quoted,
    ...nodeSpan(reading, node),
  };
  pieces.push({ kind: 'part', part });
  if (operator.endsWith('=')) reading.variables.assign(name, undefined);
  for (const piece of operand ?? [])
    if (piece.kind !== 'words' && 'script' in piece.part)
      pieces.push({ kind: 'inner', part: { ...piece.part, quoted: quoted || piece.part.quoted } });
  if (operand === undefined) readers.addInner(node, quoted, pieces, reading);
}

function nameOf(node: SimpleExpansionPart | ParameterExpansionPart, reading: Reading): string {
  if (node.type === 'ParameterExpansion') return node.parameter.replaceAll('\\\n', '');
  return reading.source.slice(node.pos + 1, node.end).replaceAll('\\\n', '');
}

function isMany(node: SimpleExpansionPart | ParameterExpansionPart, name: string): boolean {
  return name === '@' || name === '*' || (node.type === 'ParameterExpansion' && isIndexOfAll(node.index?.text));
}

function isAt(node: SimpleExpansionPart | ParameterExpansionPart): boolean {
  return node.type === 'ParameterExpansion' && node.index?.text === '@';
}

function isIndexOfAll(index: string | undefined): boolean {
  return index === '@' || index === '*';
}

function knownValue(
  node: SimpleExpansionPart | ParameterExpansionPart,
  name: string,
  reading: Reading,
): Value | undefined {
  const value = reading.variables.read(name === '*' ? '@' : name);
  const index = node.type === 'ParameterExpansion' ? node.index?.text : undefined;
  if (index === undefined || isIndexOfAll(index)) {
    const bare = node.type === 'SimpleExpansion' || node.operation === undefined;
    return value?.kind === 'list' && !bare ? undefined : value;
  }
  if (value?.kind !== 'list' || !/^\d{1,4}$/.test(index)) return undefined;
  const word = value.words[Number(index)];
  return word?.literal === true ? { kind: 'text', text: word.text } : undefined;
}

function textOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'text') return value.text;
  if (value?.kind !== 'list') return undefined;
  const [first] = value.words;
  return first?.literal === true ? first.text : undefined;
}

/** `"$*"` and `"${NAME[*]}"` are one word. */
function joinedText(value: Value | undefined, isApart: boolean): string | undefined {
  if (isApart || value?.kind !== 'list' || !value.words.every(({ literal }) => literal)) return undefined;
  return value.words.map(({ text }) => text).join(' ');
}

function assignedOf(value: Value | undefined, reading: Reading): Pick<VariablePart, 'assigned'> {
  if (value === undefined || value.kind === 'list' || value.parts === undefined) return {};
  let characters = 0;
  for (const part of value.parts) characters += part.kind === 'text' ? part.text.length : part.source.length;
  return reading.variables.spend(characters) ? { assigned: value.parts } : {};
}

function spendWords({ words }: { readonly words: readonly { readonly text: string }[] }, reading: Reading): boolean {
  let characters = 0;
  for (const { text } of words) characters += text.length + 1;
  return reading.variables.spend(characters);
}

function withDefault(operator: string, value: string | undefined, operand: Piece[] | undefined): string | undefined {
  if (value === undefined || operand === undefined) return undefined;
  const isEmpty = operator.startsWith(':') && value === '';
  if (operator.endsWith('+')) return isEmpty ? '' : constantOf(operand);
  return isEmpty ? (operator === ':?' ? undefined : constantOf(operand)) : value;
}

function constantOf(pieces: readonly Piece[]): string | undefined {
  let text = '';
  for (const piece of pieces) {
    if (piece.kind === 'words') return undefined;
    if (piece.kind === 'inner') continue;
    const { part } = piece;
    const value = part.kind === 'text' ? part.text : part.kind === 'variable' ? part.value : undefined;
    if (value === undefined) return undefined;
    text += value;
  }
  return text;
}

function isGuarded(
  node: SimpleExpansionPart | ParameterExpansionPart,
  name: string,
  operator: string,
  operand: readonly Piece[] | undefined,
): boolean {
  if (['#', '?', '$'].includes(name)) return true;
  if (node.type === 'ParameterExpansion' && node.prefix === '#') return true;
  if (operator === ':?') return true;
  if (operator !== ':-' && operator !== ':=') return false;
  return (operand ?? []).some(
    (piece) =>
      piece.kind === 'part' &&
      ((piece.part.kind === 'text' && piece.part.text !== '') ||
        (piece.part.kind === 'variable' && (piece.part.guarded || (piece.part.value ?? '') !== ''))),
  );
}
