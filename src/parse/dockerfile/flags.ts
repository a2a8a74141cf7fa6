// The flags in front of the arguments of an instruction: `--name=value`, quotes removed, as the builder takes them off.
import { isBlank, skipBlanks } from './blanks.ts';
import type { JoinedText } from './joined-text.ts';
import type { DockerfileFlag } from './tree.ts';

/** Reads the flags at the beginning, and answers where the rest begins. */
export function readFlags(joined: JoinedText, from: number): { flags: DockerfileFlag[]; rest: number } {
  const { text } = joined;
  const flags: DockerfileFlag[] = [];
  let at = skipBlanks(text, from);
  while (text.startsWith('--', at)) {
    const { word, end } = readWord(text, at);
    if (word === '--') return { flags, rest: skipBlanks(text, end) };
    const equals = word.indexOf('=');
    const name = equals === -1 ? word.slice(2) : word.slice(2, equals);
    flags.push({
      name: name.toLowerCase(),
      value: equals === -1 ? '' : word.slice(equals + 1),
      ...joined.span(at, end),
    });
    at = skipBlanks(text, end);
  }
  return { flags, rest: at };
}

function readWord(text: string, start: number): { word: string; end: number } {
  const parts: string[] = [];
  let quote = '';
  let at = start;
  for (; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote === '' && isBlank(text, at)) break;
    if (char === '\\' && at + 1 < text.length) {
      at += 1;
      parts.push(text.charAt(at));
    } else if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else parts.push(char);
  }
  return { word: parts.join(''), end: at };
}
