// Splits the rest of an instruction into words, the two ways the builder does, quotes kept for the expansion that follows.

import type { Span } from '../shell/script.ts';
import { isBlank, skipBlanks } from './blanks.ts';
import type { JoinedText } from './joined-text.ts';
import type { DockerfileWord } from './tree.ts';

/** A word together with its place in the joined text. */
interface RawWord {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Words between blanks, whatever quotes say: FROM, COPY, ADD, EXPOSE, VOLUME. */
export function splitAtBlanks({ text, span }: JoinedText): DockerfileWord[] {
  const words: DockerfileWord[] = [];
  for (let from = skipBlanks(text, 0); from < text.length; ) {
    let to = from + 1;
    while (to < text.length && !isBlank(text, to)) to += 1;
    words.push(wordAt(text.slice(from, to), span(from, to)));
    from = skipBlanks(text, to);
  }
  return words;
}

/** A key with its value, quotes still on. A key without `=` has no value. */
export interface KeyValue {
  readonly key: DockerfileWord;
  readonly value?: DockerfileWord;
}

/** `NAME=value NAME=value`, where a name may stand alone: ARG. */
export function readArguments(joined: JoinedText, escapeSign: string): KeyValue[] {
  return splitQuoted(joined.text, escapeSign).map((word) => splitPair(word, joined));
}

/** `NAME=value ...`, or the old form `NAME value with blanks`: ENV and LABEL. */
export function readPairs(joined: JoinedText, escapeSign: string): KeyValue[] {
  const words = splitQuoted(joined.text, escapeSign);
  const [first, second] = words;
  if (first === undefined || first.text.includes('=') || second === undefined)
    return words.map((word) => splitPair(word, joined));
  const text = joined.text.slice(second.from).trimEnd();
  return [
    {
      key: wordAt(first.text, joined.span(first.from, first.to)),
      value: wordAt(text, joined.span(second.from, second.from + text.length)),
    },
  ];
}

function wordAt(text: string, { start, end }: Span): DockerfileWord {
  return { text, start, end };
}

function splitPair({ text, from, to }: RawWord, { span }: JoinedText): KeyValue {
  const equals = text.indexOf('=');
  if (equals === -1) return { key: wordAt(text, span(from, to)) };
  return {
    key: wordAt(text.slice(0, equals), span(from, from + equals)),
    value: wordAt(text.slice(equals + 1), span(from + equals + 1, to)),
  };
}

function splitQuoted(text: string, escapeSign: string): RawWord[] {
  const words: RawWord[] = [];
  let from = -1;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote === '' && isBlank(text, at)) {
      if (from !== -1) words.push({ text: text.slice(from, at), from, to: at });
      from = -1;
      continue;
    }
    if (from === -1) from = at;
    if (char === escapeSign && quote !== "'") at += 1;
    else if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
  }
  if (from !== -1) words.push({ text: text.slice(from), from, to: text.length });
  return words;
}
