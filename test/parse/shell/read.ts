// Reads shell text in a test and shows what came of it in a short form.
import { readShell } from '../../../src/parse/shell/read-shell.ts';
import type { ShellCall, ShellScript, WordPart } from '../../../src/parse/shell/script.ts';

/** Reads a script that must have no problems. */
export function read(text: string, variables: Record<string, string> = {}): ShellScript {
  const script = readShell(text, { variables });
  const [problem] = script.problems;
  if (problem !== undefined) throw new Error(`${problem.message} at ${problem.start} of ${text}`);
  return script;
}

/** Texts of the words of every command, substitutions left out. */
export function words(text: string, variables: Record<string, string> = {}): string[][] {
  return read(text, variables).calls.map((call) => call.words.map((word) => word.text));
}

/** Every part of a command, in its assignments, words and redirects. */
export function partsOf({ assignments, words, redirects }: ShellCall): WordPart[] {
  return [
    ...assignments.flatMap(({ value, elements }) => [
      ...(value?.parts ?? []),
      ...(elements ?? []).flatMap((one) => one.parts),
    ]),
    ...words.flatMap(({ parts }) => parts),
    ...redirects.flatMap(({ target, heredoc }) => [...(target?.parts ?? []), ...(heredoc?.parts ?? [])]),
  ];
}

/** Texts of every command as they stand in the text, with those of substitutions behind the one that holds them. */
export function sources(text: string): string[] {
  const visit = (script: ShellScript): string[] =>
    script.calls.flatMap((call) => [
      text.slice(call.start, call.end),
      ...partsOf(call).flatMap((part) => ('script' in part ? visit(part.script) : [])),
    ]);
  return visit(read(text));
}
