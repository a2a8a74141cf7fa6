// The script of a step: which shell reads it, and what becomes of its commands.
import type { Subject } from '../../model/subject.ts';
import { readCommands } from '../../parse/command/read-commands.ts';
import type { CommandProblem, CommandSetting } from '../../parse/command/reading.ts';
import { type Expansions, expansionTable, NAMES_ENGINE } from '../../parse/shell/docker-words.ts';
import { readShell, readShellAt } from '../../parse/shell/read-shell.ts';
import { commandSubject, unreadCommandSubject } from '../commands.ts';
import { childOf } from '../compose/build-node.ts';
import type { Node } from '../compose/node.ts';
import type { NamedContainer } from '../engine/shared-namespaces.ts';
import { renameSubject } from '../rename-subject.ts';
import { readEngineLines } from './engine-lines.ts';
import type { Constants } from './environment.ts';
import { findExpressions } from './expression.ts';
import type { PlacedText, StepsPlace, WorkflowReading } from './reading.ts';

/** A shell, or what stands in its place and is read by nothing here. */
export interface StepShell {
  readonly name: string;
  readonly isRead: boolean;
}

const SETTING: CommandSetting = { phase: 'ci', origin: 'step', stage: '', discarded: false, onbuild: false };
const ENGINES = new Set(['docker', 'podman', 'nerdctl', 'docker-compose', 'podman-compose']);
const SHELL_NAME = /(?:^|[\s/])((?:ba|da|a|z|k)?sh|msys2)(?:\.exe)?(?=\s|$)/;

/** The shell of a step: its own, else the default of the job or the workflow, else that of the runner. */
export function shellOf(step: Node, { scopes, hasContainer }: StepsPlace, reading: WorkflowReading): StepShell {
  const defaults = scopes.map((scope) => childOf(childOf(childOf(scope, 'defaults'), 'run'), 'shell'));
  const written = [childOf(step, 'shell'), ...defaults].find((node) => node !== undefined);
  const text =
    reading.read(written, '`shell`')?.text ?? (runsOnWindows(scopes[0]) ? 'pwsh' : hasContainer ? 'sh' : 'bash');
  const name = SHELL_NAME.exec(text)?.[1];
  if (name !== undefined) return { name: name === 'msys2' ? 'bash' : name, isRead: true };
  return { name: text.trim().split(/\s/, 1)[0] ?? '', isRead: false };
}

function runsOnWindows(job: Node | undefined): boolean {
  const node = childOf(job, 'runs-on');
  const labels = node?.kind === 'list' ? node.items : [node];
  return labels.some((label) => label?.kind === 'scalar' && /^windows\b/i.test(String(label.value)));
}

/**
 * Reads a script. Outside of a container of the job only commands of docker and podman are looked at. Answers the containers that it makes, as the
 * names say by which others may join them.
 */
export function readScript(
  run: PlacedText,
  shell: StepShell & { readonly constants: Constants },
  place: StepsPlace,
  reading: WorkflowReading,
): readonly NamedContainer[] {
  const namesEngine = NAMES_ENGINE.test(run.text);
  const owner: Subject['owner'] = place.owner === undefined ? undefined : { kind: 'container', id: place.owner };
  const add = (subjects: readonly Subject<'command'>[]): void => {
    for (const subject of subjects) {
      const id = reading.freeId(`${place.id}/${subject.id}`);
      reading.subjects.push(renameSubject(subject, { id }));
    }
  };
  const unread = (problem: CommandProblem) => unreadCommandSubject(problem, SETTING, run.place, owner);
  if (!shell.isRead) {
    if (namesEngine) add([unread({ message: `a script for \`${shell.name}\` is not read`, start: 0 })]);
    else reading.skip(shell.name, run.at);
    return [];
  }
  if (!namesEngine && !place.hasContainer) return [];
  const expansions = expansionTable();
  const { text, at } = replaceExpressions(run.text, shell.constants, expansions);
  const script = readShellAt(text, { variables: shell.constants }, at, expansions.sources);
  const { commands, problems } = readCommands(script, run.text, { shell: shell.name, readShell });
  const kept = place.hasContainer ? commands : commands.filter(({ facts }) => ENGINES.has(facts.program));
  const hasProblems = script.problems.length > 0 || !namesEngine;
  const lines = hasProblems ? undefined : readEngineLines(script, run, expansions, place.id, reading);
  reading.subjects.push(...(lines?.containers ?? []).map(({ subject }) => subject));
  add(kept.map((command) => commandSubject(command, SETTING, run.place, owner)));
  add(lines?.commands ?? []);
  add([...script.problems, ...problems, ...(lines?.problems ?? [])].map(unread));
  return lines?.containers ?? [];
}

interface ReplacedText {
  readonly text: string;
  /** Leads an offset of `text` back to the script as it is written. */
  readonly at: (offset: number) => number;
}

/** The script with a hole for each expression that is not known: the runner puts its value in before any shell reads the text. */
function replaceExpressions(script: string, constants: Constants, expansions: Expansions): ReplacedText {
  const found = findExpressions(script);
  if (found.length === 0) return { text: script, at: (offset) => offset };
  let text = '';
  let done = 0;
  /** Where pieces of the script stand in the text, by the ends of both. */
  const ends: { readonly text: number; readonly script: number }[] = [];
  for (const { start, end, code } of found) {
    text += script.slice(done, start);
    ends.push({ text: text.length, script: start });
    const [, name = ''] = /^env\.(\w+)$/.exec(code) ?? [];
    text += Object.hasOwn(constants, name) ? constants[name] : expansions.mark(script.slice(start, end), 'any');
    ends.push({ text: text.length, script: end });
    done = end;
  }
  text += script.slice(done);
  return { text, at: (offset) => scriptOffset(ends, offset) };
}

/** Offsets inside a hole lead to the start of its expression. */
function scriptOffset(ends: readonly { readonly text: number; readonly script: number }[], offset: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle]?.text ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const before = ends[low - 1];
  if (before === undefined) return offset;
  const insideHole = low % 2 === 1;
  return insideHole ? before.script : before.script + offset - before.text;
}
