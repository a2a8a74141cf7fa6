// Splits shell text into simple commands and their words, quotes removed, with the place of each word and a hole for what only a shell can know.
import { InputError } from '../model/errors.ts';
import { markHole } from './hole-marks.ts';
import { type Expander, readBacktick, readDollar, readTilde } from './shell-expansion.ts';
import { placeFinder } from './text-place.ts';

export interface Word {
  /** The word as the program gets it. A hole stands where an expansion is not known. */
  readonly text: string;
  /** Offsets in the source, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** The source spells the word exactly as its text: offsets inside the text are offsets in the source. */
  readonly plain: boolean;
  /** An expansion in it is not quoted: the shell may make several words of it, or none. */
  readonly loose: boolean;
}

export interface ShellText {
  /** Simple commands in order, those inside substitutions and subshells included. Each has at least one word. */
  readonly commands: readonly (readonly Word[])[];
  /** Source text of every expansion; the marks in the words point into it. */
  readonly expansions: readonly string[];
}

export interface ShellOptions {
  /** Variables with a known value; every other one becomes a hole. */
  readonly environment: Readonly<Record<string, string>>;
  /** File name for errors. */
  readonly file: string;
}

/** Splits shell text. Throws InputError where a quote or a bracket is left open. */
export function splitShell(text: string, options: ShellOptions): ShellText {
  const place = placeFinder(options.file, text);
  const commands: Word[][] = [];
  const expansions: string[] = [];
  let depth = 0;
  const fail = (message: string, start: number): never => {
    throw new InputError(message, place(start, Math.min(start + 1, text.length)));
  };
  const expander: Expander = {
    text,
    environment: options.environment,
    mark: (source, kind) => markHole(expansions.push(source) - 1, kind),
    skipCommands: (at, stop) => nested(at, stop),
    fail,
  };
  readCommands(0, '');
  return { commands: commands.filter((words) => words.length > 0), expansions };

  /** Reads commands up to the closing character and answers the offset behind it. */
  function readCommands(from: number, stop: '' | ')' | '`'): number {
    let command: Word[] = [];
    let heredocs: { readonly delimiter: string; readonly tabs: boolean }[] = [];
    const opened = from - 1;
    commands.push(command);
    const next = () => {
      command = [];
      commands.push(command);
    };
    for (let at = from; ; ) {
      const char = text[at];
      if (char === undefined) {
        if (stop !== '') fail(`the ${stop === ')' ? 'bracket' : 'backtick'} opened here is not closed`, opened);
        return at;
      }
      if (char === stop) return at + 1;
      if (char === ' ' || char === '\t' || char === '\r') at += 1;
      else if (text.startsWith('\\\n', at)) at += 2;
      else if (text.startsWith('\\\r\n', at)) at += 3;
      else if (char === '\n') {
        next();
        at = skipHeredocs(text, at + 1, heredocs);
        heredocs = [];
      } else if (char === '#') {
        const end = text.indexOf('\n', at);
        at = end === -1 ? text.length : end;
      } else if (char === '<' || char === '>' || text.startsWith('&>', at)) {
        at = readRedirect(at, command, heredocs);
      } else if (char === '(') {
        next();
        at = nested(at + 1);
        next();
      } else if (';&|)'.includes(char)) {
        next();
        at += 1;
      } else at = readWord(at, command, stop);
    }
  }

  function nested(at: number, stop: ')' | '`' = ')'): number {
    depth += 1;
    if (depth > 100) fail('brackets are nested more than 100 deep', at - 1);
    const end = readCommands(at, stop);
    depth -= 1;
    return end;
  }

  function readRedirect(at: number, command: Word[], heredocs: { delimiter: string; tabs: boolean }[]): number {
    const last = command.at(-1);
    if (last !== undefined && last.end === at && last.plain && /^\d+$/.test(last.text)) command.pop();
    if (/^[<>]\(/.test(text.slice(at, at + 2))) {
      const end = nested(at + 2);
      const hole = expander.mark(text.slice(at, end), 'any');
      command.push({ text: hole, start: at, end, plain: false, loose: false });
      return end;
    }
    const operator = /^(?:&>>?|<<<|<<-?|<>|<&|<|>>|>&|>\||>)/.exec(text.slice(at, at + 3))?.[0] ?? '<';
    let start = at + operator.length;
    while (text[start] === ' ' || text[start] === '\t') start += 1;
    const target: Word[] = [];
    const end = '\n;|)'.includes(text[start] ?? '\n') ? start : readWord(start, target, '');
    if (operator === '<<' || operator === '<<-')
      heredocs.push({ delimiter: target[0]?.text ?? '', tabs: operator === '<<-' });
    return end;
  }

  function readWord(from: number, command: Word[], stop: string): number {
    let word = '';
    let quoted = false;
    let loose = false;
    let at = from;
    const finish = (end: number) => {
      if (word !== '' || quoted)
        command.push({ text: word, start: from, end, plain: text.slice(from, end) === word, loose });
      word = '';
      quoted = false;
      loose = false;
    };
    const add = (value: string, isQuoted: boolean) => {
      const pieces = isQuoted ? [value] : value.split(/[ \t\n]+/);
      for (const [index, piece] of pieces.entries()) {
        if (index > 0) finish(at);
        word += piece;
      }
    };
    for (;;) {
      const char = text[at];
      if (char === undefined || ' \t\n;&|()<>'.includes(char) || (char === stop && stop !== '')) break;
      if (char === '\r' && (text[at + 1] === '\n' || text[at + 1] === undefined)) break;
      if (char === '\\') {
        const step = text.startsWith('\\\r\n', at) ? 3 : 2;
        if (text[at + step - 1] === '\n') at += step;
        else {
          word += text[at + 1] ?? '\\';
          at = Math.min(at + 2, text.length);
        }
      } else if (char === "'") {
        const end = text.indexOf("'", at + 1);
        if (end === -1) fail('the quote opened here is not closed', at);
        word += text.slice(at + 1, end);
        quoted = true;
        at = end + 1;
      } else if (char === '"') {
        quoted = true;
        at = readDoubleQuotes(at + 1);
      } else if (char === '$') {
        const piece = readDollar(expander, at, false);
        add(piece.text, piece.quoted);
        quoted ||= piece.quoted;
        loose ||= piece.loose;
        at = piece.end;
      } else if (char === '`') {
        const piece = readBacktick(expander, at, false);
        word += piece.text;
        loose ||= piece.loose;
        at = piece.end;
      } else if (char === '~' && at === from) {
        const piece = readTilde(expander, at);
        word += piece.text;
        at = piece.end;
      } else {
        const pattern = patternAt(text, at);
        if (pattern !== '') loose = true;
        word += pattern === '' ? char : expander.mark(pattern, 'any');
        at += pattern === '' ? 1 : pattern.length;
      }
    }
    finish(at);
    return at;

    function readDoubleQuotes(start: number): number {
      for (let inner = start; ; ) {
        const char = text[inner];
        if (char === undefined) fail('the quote opened here is not closed', start - 1);
        if (char === '"') return inner + 1;
        if (char === '\\') {
          const escaped = text[inner + 1] ?? '';
          if (escaped !== '\n') word += '$`"\\'.includes(escaped) ? escaped : `\\${escaped}`;
          inner += 2;
        } else if (char === '$' || char === '`') {
          const piece = char === '$' ? readDollar(expander, inner, true) : readBacktick(expander, inner, true);
          word += piece.text;
          loose ||= piece.loose;
          inner = piece.end;
        } else {
          word += char;
          inner += 1;
        }
      }
    }
  }
}

/** Quotes words so that a shell, or `splitShell`, gets back exactly these words. */
export function quoteWords(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}

/** A file name pattern or a brace expansion that the shell would replace. */
function patternAt(text: string, at: number): string {
  if (text[at] === '*' || text[at] === '?') return text[at] ?? '';
  if (text[at] !== '{') return '';
  const braces = /\{[^\s{}'"\\;&|()<>]{0,1000}\}/y;
  braces.lastIndex = at;
  const found = braces.exec(text)?.[0] ?? '';
  return found.includes(',') || found.includes('..') ? found : '';
}

function skipHeredocs(
  text: string,
  from: number,
  heredocs: readonly { readonly delimiter: string; readonly tabs: boolean }[],
): number {
  let at = from;
  for (const { delimiter, tabs } of heredocs) {
    while (at < text.length) {
      const end = text.indexOf('\n', at);
      const line = text.slice(at, end === -1 ? undefined : end).replace(/\r$/, '');
      at = end === -1 ? text.length : end + 1;
      if ((tabs ? line.replace(/^\t+/, '') : line) === delimiter) break;
    }
  }
  return at;
}
