// A command written as one string, split into words the way Compose does.
import { InputError } from '../model/errors.ts';

/** Splits a command line. An unquoted `;`, `&`, `|`, `<` or `>` ends it, as it does in Compose. Throws InputError for unbalanced quotes or parentheses. */
export function splitCommand(line: string): string[] {
  const words: string[] = [];
  let word = '';
  let started = false;
  let escaped = false;
  let quote: '' | '"' | "'" | '`' | '(' = '';
  for (const char of line) {
    if (escaped) {
      word += char;
      escaped = false;
      started = true;
    } else if (char === '\\' && quote !== "'") {
      escaped = true;
    } else if (/[ \t\r\n]/.test(char)) {
      if (quote !== '') word += char;
      else if (started) {
        words.push(word);
        word = '';
        started = false;
      }
    } else if ((char === '"' || char === "'") && (quote === '' || quote === char)) {
      started = true;
      quote = quote === '' ? char : '';
    } else {
      if (quote === '' && /[;&|<>]/.test(char)) {
        if (char === '>' && /^\d/.test(word)) started = false;
        break;
      }
      if (char === '`' && (quote === '' || quote === '`')) quote = quote === '' ? '`' : '';
      else if (char === '(' && (quote === '' || quote === '(')) {
        if (quote === '(' || !word.endsWith('$')) throw invalid(line);
        quote = '(';
      } else if (char === ')' && (quote === '' || quote === '(')) quote = quote === '(' ? '' : '(';
      word += char;
      started = true;
    }
  }
  if (escaped || quote !== '') throw invalid(line);
  if (started) words.push(word);
  return words;
}

function invalid(line: string): InputError {
  const shown = line.length > 200 ? `${line.slice(0, 200)}...` : line;
  return new InputError(
    `invalid command line string ${JSON.stringify(shown)}: quotes or parentheses do not balance; write it as a list of words`,
  );
}
