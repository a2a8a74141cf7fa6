// Reads one simple command: its assignments, words and redirects in place.
import type { Command } from 'unbash';
import { applyAssignment, applyCommand } from './effects.ts';
import { nodeSpan } from './offsets.ts';
import type { OpenCall, Reading } from './reading.ts';
import { readRedirect } from './redirects.ts';
import type { ShellAssignment, ShellCall, ShellRedirect, ShellWord } from './script.ts';
import { assignmentWord, readAssignment, readWords } from './words.ts';

/** Where a command stands in the lists and compounds around it. */
export interface Standing {
  readonly inFunction: string;
  readonly conditional: boolean;
  readonly background: boolean;
  /** The pipeline around it, whose members are filled in as they are read. */
  readonly pipeline: readonly (readonly ShellCall[])[] | undefined;
  readonly position: number;
}

/** Reads a simple command and adds it to the calls. Answers whether it can do nothing but succeed. */
export function readCall(node: Command, standing: Standing, joined: string, reading: Reading): boolean {
  const { errexit, xtrace } = reading.switches;
  const assignments: ShellAssignment[] = [];
  const redirects: ShellRedirect[] = [];
  const words: ShellWord[] = [];
  const own: { assignment: ShellAssignment; isIndexed: boolean }[] = [];
  for (const item of node.prefix) {
    if (item.type !== 'Assignment') {
      redirects.push(readRedirect(item, reading));
      continue;
    }
    const assignment = readAssignment(item, reading);
    assignments.push(assignment);
    if (node.name === undefined) applyAssignment(assignment, item.index !== undefined, reading);
  }
  if (node.name !== undefined) words.push(...readWords(node.name, reading));
  for (const item of node.suffix) {
    if (item.type === 'Word') words.push(...readWords(item, reading));
    else if (item.type === 'Assignment') {
      const assignment = readAssignment(item, reading);
      own.push({ assignment, isIndexed: item.index !== undefined });
      words.push(assignmentWord(assignment, item, reading));
    } else redirects.push(readRedirect(item, reading));
  }
  const members: ShellCall[][] = [];
  const call: OpenCall = {
    assignments,
    words,
    redirects,
    pipeline: standing.pipeline ?? members,
    position: standing.position,
    joined,
    background: standing.background,
    inFunction: standing.inFunction,
    conditional: standing.conditional,
    errexit,
    xtrace,
    ...nodeSpan(reading, node),
  };
  members.push([call]);
  reading.calls.push(call);
  applyCommand(words, own, reading);
  return isSafe(words, assignments);
}

function isSafe(words: readonly ShellWord[], assignments: readonly ShellAssignment[]): boolean {
  const program = words[0]?.text;
  if (program !== undefined) return ['set', 'export', 'true', ':', 'echo'].includes(program);
  return assignments.every(({ value, elements }) =>
    [...(elements ?? []), ...(value === undefined ? [] : [value])].every(({ parts }) =>
      parts.every((part) => !('script' in part)),
    ),
  );
}
