// The build arguments whose value goes into a RUN.
import type { DockerfileInstruction } from '../../parse/dockerfile/tree.ts';
import type { RunMount } from './run-mounts.ts';
import type { Scope, Source } from './scope.ts';

const REFERENCE = /\$(?:\{[!#]?)?([A-Za-z_]\w*)/g;

/**
 * Names of arguments that the text expands, in quotes too: the builder hands every argument to the shells inside as a variable. ENV wins over an
 * argument of the same name, and a secret mount with `env=` sets the variable itself.
 */
export function usedArguments(
  instruction: DockerfileInstruction,
  { scope, source, mounts }: { scope: Scope; source: Source; mounts: readonly RunMount[] },
): string[] {
  const secrets = new Set(mounts.filter(({ type }) => type === 'secret').map(({ variable }) => variable));
  const bodies = instruction.heredocs.map(({ body }) => source.tree.text.slice(body.start, body.end));
  const used = new Set<string>();
  for (const text of [instruction.rest.text, ...bodies]) {
    for (const { 1: name = '', index } of text.matchAll(REFERENCE)) {
      if (!isEscaped(text, index) && scope.args.has(name) && !scope.env.has(name) && !secrets.has(name)) used.add(name);
    }
  }
  return [...used];
}

function isEscaped(text: string, index: number): boolean {
  let at = index;
  while (text[at - 1] === '\\') at -= 1;
  return (index - at) % 2 === 1;
}
