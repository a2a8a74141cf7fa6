// The script of a step: which shell reads it, and what becomes of its commands.
import type { Subject } from '../../model/subject.ts';
import { readCommands } from '../../parse/command/read-commands.ts';
import type { CommandSetting } from '../../parse/command/reading.ts';
import { type Expansions, expansionTable, NAMES_ENGINE } from '../../parse/shell/docker-words.ts';
import { readShell, readShellAt } from '../../parse/shell/read-shell.ts';
import { commandSubject, unreadCommandSubject } from '../commands.ts';
import { childOf } from '../compose/build-node.ts';
import type { Node } from '../compose/node.ts';
import { findExpressions } from './expression.ts';
import type { PlacedText, StepsPlace, WorkflowReading } from './reading.ts';

/** A shell, or what stands in its place and is read by nothing here. */
export interface StepShell {
  readonly name: string;
  readonly isRead: boolean;
}

const SETTING: CommandSetting = { phase: 'ci', origin: 'step', stage: '', discarded: false, onbuild: false };
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

/** Reads a script. Outside of a container of the job only commands of docker and podman are looked at. */
export function readScript(run: PlacedText, shell: StepShell, place: StepsPlace, reading: WorkflowReading): void {
  const namesEngine = NAMES_ENGINE.test(run.text);
  const owner: Subject['owner'] = place.owner === undefined ? undefined : { kind: 'container', id: place.owner };
  const add = (...subjects: readonly Subject<'command'>[]): void => {
    for (const subject of subjects) {
      const id = reading.freeId(`${place.id}/${subject.id}`);
      reading.subjects.push({ ...subject, id });
    }
  };
  if (!shell.isRead) {
    const message = `a script for \`${shell.name}\` is not read`;
    if (!namesEngine) reading.skip(shell.name, run.at);
    else add(unreadCommandSubject({ message, start: 0 }, SETTING, run.place, owner));
    return;
  }
  if (!namesEngine && !place.hasContainer) return;
  const expansions = expansionTable();
  const { text, at } = replaceExpressions(run.text, expansions);
  const script = readShellAt(text, { variables: {} }, at, expansions.sources);
  const { commands, problems } = readCommands(script, run.text, { shell: shell.name, readShell });
  const kept = place.hasContainer
    ? commands
    : commands.filter(({ facts }) => /^(?:docker|podman)/.test(facts.program ?? ''));
  add(
    ...kept.map((command) => commandSubject(command, SETTING, run.place, owner)),
    ...[...script.problems, ...problems].map((problem) => unreadCommandSubject(problem, SETTING, run.place, owner)),
  );
}

interface ReplacedText {
  readonly text: string;
  /** Leads an offset of `text` back to the script as it is written. */
  readonly at: (offset: number) => number;
}

/** The script with a hole for each expression: the runner puts its value in before any shell reads the text. */
function replaceExpressions(script: string, expansions: Expansions): ReplacedText {
  const found = findExpressions(script);
  if (found.length === 0) return { text: script, at: (offset) => offset };
  let text = '';
  let done = 0;
  /** Where pieces of the script stand in the text, by the ends of both. */
  const ends: { readonly text: number; readonly script: number }[] = [];
  for (const { start, end } of found) {
    text += script.slice(done, start);
    ends.push({ text: text.length, script: start });
    text += expansions.mark(script.slice(start, end), 'any');
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
