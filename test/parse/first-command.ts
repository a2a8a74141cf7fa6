// The words of the first command of a text, read as the inputs read it.

import { dockerWords, expansionTable } from '../../src/parse/shell/docker-words.ts';
import { readShell } from '../../src/parse/shell/read-shell.ts';
import type { Word } from '../../src/parse/shell-words.ts';

/** The first command, and the sources that its holes stand for. */
export function firstCommand(
  text: string,
  variables: Record<string, string> = {},
): { readonly words: readonly Word[]; readonly expansions: readonly string[] } {
  const { calls, problems } = readShell(text, { variables });
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`${problem.message} at ${problem.start}`);
  const expansions = expansionTable();
  const [call] = calls;
  return { words: call === undefined ? [] : dockerWords(call, expansions), expansions: expansions.sources };
}
