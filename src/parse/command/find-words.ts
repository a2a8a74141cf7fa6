// Reads the words of find: start paths, tests with their values, and the commands that it runs.
import type { GivenOption, OptionsReading } from './option-reading.ts';
import { textOf, type Word } from './word.ts';

const VALUED = new Set(
  (
    '-name -iname -path -ipath -wholename -iwholename -lname -ilname -regex -iregex -regextype -type -xtype -perm -user -group -uid -gid -size ' +
    '-mtime -atime -ctime -mmin -amin -cmin -newer -anewer -cnewer -maxdepth -mindepth -fstype -samefile -inum -links -used -context -printf ' +
    '-fprint -fprint0 -fls -newermt'
  ).split(' '),
);

const RUNS = new Set(['-exec', '-execdir', '-ok', '-okdir']);

/** Splits the words of find. The value of `-exec` and its like are the words that it runs. */
export function readFindWords(words: readonly Word[]): OptionsReading {
  const options: GivenOption[] = [];
  const operands: Word[] = [];
  let firstOperand = words.length;
  let inExpression = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const { text } = word;
    const next = words[at + 1];
    if (RUNS.has(text)) {
      const end = endOfRun(words, at + 1);
      const run = words.slice(at + 1, end);
      options.push({
        name: text,
        value: run.map((one) => one.text).join(' '),
        span: { start: word.start, end: (run.at(-1) ?? word).end },
      });
      at = end;
      inExpression = true;
    } else if (VALUED.has(text) && next !== undefined) {
      options.push({ name: text, value: textOf(next), valueWord: next, span: { start: word.start, end: next.end } });
      at += 1;
      inExpression = true;
    } else if (/^-./.test(text)) {
      options.push({ name: text, value: '', span: word });
      inExpression ||= !/^-[HLPOD]/.test(text);
    } else if (/^(?:[!(),])$/.test(text)) {
      inExpression = true;
    } else if (!inExpression) {
      firstOperand = Math.min(firstOperand, at);
      operands.push(word);
    }
  }
  return { options, operands, subcommand: '', firstOperand };
}

/** The words that find runs, one list for each `-exec`. */
export function commandsOfFind(words: readonly Word[]): (readonly Word[])[] {
  const commands: (readonly Word[])[] = [];
  for (let at = 0; at < words.length; at += 1) {
    if (!RUNS.has(words[at]?.text ?? '')) continue;
    const end = endOfRun(words, at + 1);
    if (end > at + 1) commands.push(words.slice(at + 1, end));
    at = end;
  }
  return commands;
}

/** `;` ends it, and so does `+` behind `{}`. */
function endOfRun(words: readonly Word[], from: number): number {
  for (let at = from; at < words.length; at += 1) {
    const text = words[at]?.text;
    if (text === ';' || (text === '+' && words[at - 1]?.text === '{}')) return at;
  }
  return words.length;
}
