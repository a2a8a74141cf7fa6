// Finds the code that a shell, an interpreter or a program such as `su -c` is given, and where it comes from.
import type { ShellCall, ShellHeredoc } from '../shell/script.ts';
import { familyOf } from './grammar.ts';
import type { Layer } from './unwrap.ts';
import { scriptsIn, type Word } from './word.ts';

export interface CodeSource {
  /** `stdin`, `argument`, `substitution`, `process`, `file` or empty; empty too for programs that hand code to a shell. */
  readonly from: string;
  /** The words that are code. */
  readonly words: readonly Word[];
  readonly heredoc?: ShellHeredoc;
  /** The file that holds the code. */
  readonly file?: Word;
  /** Shell that reads the code; empty where another language is meant. */
  readonly shell: string;
  /** A program of some language is run, be it a shell or not. */
  readonly runs: boolean;
}

const NO_CODE: CodeSource = { from: '', words: [], shell: '', runs: false };
const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'mksh', 'zsh', 'rbash', 'hush']);

/** Options of interpreters that hold code. */
const CODE_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  python: ['-c'],
  pypy: ['-c'],
  perl: ['-e', '-E'],
  ruby: ['-e'],
  node: ['--eval', '--print'],
  nodejs: ['--eval', '--print'],
  php: ['-r', '-B', '-R', '-E'],
  lua: ['-e'],
  luajit: ['-e'],
  Rscript: ['-e'],
  osascript: ['-e'],
  awk: [],
  gawk: [],
  mawk: [],
  nawk: [],
};

/** With these an interpreter reads no code, or another file than its operand. */
const NO_CODE_OPTIONS: ReadonlySet<string> = new Set([
  '--version',
  '--help',
  '-m',
  '-V',
  '-S',
  '-f',
  '-F',
  '--info',
  '--modules',
  '--file',
]);

/** Tells whether a program is a shell whose code is read here. */
export const isShell = (program: string): boolean => SHELLS.has(program);

/** Finds the code of a layer; `shell` is the one around it. */
export function codeSourceOf(layer: Layer, call: ShellCall, shell: string): CodeSource {
  const { program, reading } = layer;
  const { options, operands } = reading;
  const has = (name: string) => options.some((option) => option.name === name);
  if (isShell(program)) {
    if (has('-c')) return inWords(operands.slice(0, 1), program);
    if (has('--version') || has('--help')) return NO_CODE;
    return has('-s') ? fromInput(call, program) : fromFile(operands[0], call, program);
  }
  if (program === 'eval') return inWords(operands, shell || 'sh');
  if (program === 'source' || program === '.')
    return operands[0] === undefined ? NO_CODE : fromFile(operands[0], call, shell || 'sh');
  const handed = handedToShell(layer);
  if (handed !== undefined) return { ...NO_CODE, words: [handed], shell: program === 'trap' ? shell || 'sh' : 'sh' };
  return codeOfInterpreter(layer, call);
}

function codeOfInterpreter({ program, reading, wraps }: Layer, call: ShellCall): CodeSource {
  const family = familyOf(program);
  const codeOptions = Object.hasOwn(CODE_OPTIONS, family) ? CODE_OPTIONS[family] : undefined;
  if (codeOptions === undefined || wraps) return NO_CODE;
  const { options, operands } = reading;
  if (codeOptions.length === 0)
    return options.some(({ name }) => name === '--file') ? NO_CODE : inWords(operands.slice(0, 1), '');
  const code = options.flatMap(({ name, valueWord }) =>
    codeOptions.includes(name) && valueWord !== undefined ? [valueWord] : [],
  );
  if (code.length > 0) return inWords(code, '');
  const off = family === 'ruby' || family === 'perl' ? [] : options.filter(({ name }) => NO_CODE_OPTIONS.has(name));
  const informs = options.some(({ name }) => name === '--version' || name === '--help');
  if (off.length > 0 || informs) return NO_CODE;
  if (family === 'perl' && operands.length === 0 && options.some(({ name }) => name === '-v' || name === '-V'))
    return NO_CODE;
  return fromFile(operands[0], call, '');
}

function inWords(words: readonly Word[], shell: string): CodeSource {
  if (words.length === 0) return NO_CODE;
  const scripts = words.flatMap(scriptsIn);
  const process = scripts.length > 0 && scripts.every(({ kind }) => kind === 'process');
  return { from: scripts.length === 0 ? 'argument' : process ? 'process' : 'substitution', words, shell, runs: true };
}

function fromFile(file: Word | undefined, call: ShellCall, shell: string): CodeSource {
  if (file === undefined || /^(?:-|\/dev\/stdin|\/dev\/fd\/0|\/proc\/self\/fd\/0)$/.test(file.text))
    return fromInput(call, shell);
  const isProcess = scriptsIn(file).some(({ kind }) => kind === 'process');
  return { from: isProcess ? 'process' : 'file', words: [], file, shell, runs: true };
}

function fromInput({ redirects }: ShellCall, shell: string): CodeSource {
  const input = redirects.findLast(({ operator, descriptor }) => operator.startsWith('<') && (descriptor ?? 0) === 0);
  if (input?.heredoc !== undefined) return { from: 'stdin', words: [], heredoc: input.heredoc, shell, runs: true };
  if (input?.operator === '<<<' && input.target !== undefined)
    return { from: 'stdin', words: [input.target], shell, runs: true };
  const process = input?.target !== undefined && scriptsIn(input.target).some(({ kind }) => kind === 'process');
  return { from: process ? 'process' : 'stdin', words: [], shell, runs: true };
}

/** The word that a program gives to a shell as code. */
function handedToShell({ program, reading, wraps }: Layer): Word | undefined {
  const { options, operands } = reading;
  if (wraps) return undefined;
  if (program === 'su' || program === 'runuser' || program === 'flock')
    return options.findLast(({ name }) => name === '--command' || name === '--session-command')?.valueWord;
  if (program === 'ssh' || program === 'autossh')
    return options.some(({ name }) => name === '-N' || name === '-V') ? undefined : operands[1];
  if (program === 'watch' || program === 'parallel') return operands[0];
  const code = operands[0];
  return program === 'trap' && operands.length > 1 && code?.text !== '-' && code?.text !== '' ? code : undefined;
}
