// Finds shell code that a command hands to another shell: `bash -c`, `ssh`, `su -c`, `eval`, a heredoc that feeds a shell.
import type { FoundProgram } from '../docker-command.ts';
import { type Expansions, ownParts, partText } from './docker-words.ts';
import { joinPieces, type Offsets } from './offsets.ts';
import type { ShellCall, ShellWord } from './script.ts';

/** Code with holes where expansions were made before the inner shell reads it. */
export interface EmbeddedCode {
  readonly text: string;
  readonly at: Offsets;
}

const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'rbash']);
/** Letters of the options of ssh that take the next word. */
const SSH_VALUED = 'BbcDEeFIiJLlmOopQRSWw';

/** The code that a command hands on, if it does; `program` is the program among its words. */
export function embeddedCode(call: ShellCall, program: FoundProgram, expansions: Expansions): EmbeddedCode | undefined {
  const args = call.words.slice(program.at - call.assignments.length + 1);
  if (SHELLS.has(program.name)) {
    const code = codeOfShell(args);
    if (code !== undefined) return codeOf([code], expansions);
    return args.every(({ text }) => /^-[A-Za-z]*$/.test(text)) ? heredocOf(call) : undefined;
  }
  switch (program.name) {
    case 'eval':
      return codeOf(args, expansions);
    case 'su':
    case 'runuser':
    case 'sg': {
      const at = args.findIndex(({ text }) => text === '-c' || text === '--command');
      const code = at === -1 ? undefined : args[at + 1];
      return code === undefined ? undefined : codeOf([code], expansions);
    }
    case 'ssh': {
      const rest = args.slice(skipOptions(args, SSH_VALUED) + 1);
      return rest.length === 0 ? heredocOf(call) : codeOf(rest, expansions);
    }
    default:
      return undefined;
  }
}

/** The index of the first word that is no option. */
export function skipOptions(words: readonly { readonly text: string }[], valued: string): number {
  let at = 0;
  for (; at < words.length; at += 1) {
    const text = words[at]?.text ?? '';
    if (text === '--') return at + 1;
    if (!text.startsWith('-') || text === '-') return at;
    if (!text.startsWith('--') && valued.includes(text.at(-1) ?? ' ') && text.length === 2) at += 1;
  }
  return at;
}

function codeOfShell(args: readonly ShellWord[]): ShellWord | undefined {
  for (const [index, { text }] of args.entries()) {
    if (/^-[A-Za-z]*c[A-Za-z]*$/.test(text)) return args.slice(index + 1).find((word) => !/^[-+]/.test(word.text));
    const isValue = /^[-+][A-Za-z]*o$/.test(args[index - 1]?.text ?? '');
    if (!/^[-+]/.test(text) && !isValue) return undefined;
  }
  return undefined;
}

function heredocOf(call: ShellCall): EmbeddedCode | undefined {
  const body = call.redirects.findLast(({ heredoc }) => heredoc !== undefined)?.heredoc;
  return body === undefined ? undefined : { text: body.text, at: (offset) => body.start + offset };
}

function codeOf(words: readonly ShellWord[], expansions: Expansions): EmbeddedCode {
  return joinPieces(
    words.flatMap((word, index) => [
      ...(index > 0 ? [{ text: ' ', start: word.start, end: word.start }] : []),
      ...ownParts(word.parts).map((part) => ({ text: partText(part, expansions), start: part.start, end: part.end })),
    ]),
  );
}
