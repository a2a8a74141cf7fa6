// The docker and podman lines in the script of a step: the containers that they make.
import type { Absence, Subject } from '../../model/subject.ts';
import { type DockerLine, parseDockerLine } from '../../parse/docker-line.ts';
import { fillHoles } from '../../parse/hole-marks.ts';
import { dockerCommands } from '../../parse/shell/docker-commands.ts';
import type { Expansions } from '../../parse/shell/docker-words.ts';
import type { ShellProblem, ShellScript } from '../../parse/shell/script.ts';
import { lineFinder } from '../declared-line.ts';
import type { NamedContainer } from '../engine/shared-namespaces.ts';
import { readProjectFile } from '../project-file.ts';
import { startCommands } from '../run/command-subjects.ts';
import { lineContainer } from '../run/line-container.ts';
import { explainExpression } from './expression.ts';
import type { PlacedText, WorkflowReading } from './reading.ts';

export interface EngineLines {
  readonly containers: readonly NamedContainer[];
  /** What the containers start. */
  readonly commands: readonly Subject<'command'>[];
  /** Code inside the lines that could not be read. */
  readonly problems: readonly ShellProblem[];
}

/** Reads the lines of a script; `id` begins the ids of its containers. A line that would fail is an error. */
export function readEngineLines(
  script: ShellScript,
  run: PlacedText,
  expansions: Expansions,
  id: string,
  reading: WorkflowReading,
): EngineLines {
  const { files, environment } = reading.context;
  const { sources } = expansions;
  const places = { place: run.place, expansions: sources, fileLine: lineFinder(files.texts) };
  const containers: NamedContainer[] = [];
  const started: Subject<'command'>[] = [];
  const { commands, problems } = dockerCommands(script, expansions);
  for (const words of commands) {
    const line = parseDockerLine(words, {
      expansions: sources,
      environment,
      readFile: (path) => readProjectFile(path, '.', files),
    });
    if (line.kind === 'create') {
      const { subject, names } = lineContainer(line, places, (base) => reading.freeId(`${id}/${base}`));
      containers.push({ subject: asPartOfWorkflow(subject), names });
      started.push(...startCommands(line, subject.id, run.text, run.place));
    } else if (line.kind === 'refused') {
      const { start, end } = line.refusal.span ?? line.declared;
      (line.isCreate ? reading.errors : reading.notices).push({
        message: `this line would fail: ${fillHoles(line.refusal.message, sources)}`,
        location: run.place(start, end),
      });
    } else noteOther(line, run, reading);
  }
  return { containers, commands: started, problems };
}

/** The container of a run line, as a workflow declares it: what an expression hides is for the workflow to say. */
function asPartOfWorkflow(subject: Subject<'container'>): Subject<'container'> {
  const absences = Object.entries(subject.absences).map(([path, absence]): [string, Absence] => {
    const source = /^`(\$\{\{.*)` is not known here$/s.exec(absence.reason)?.[1];
    return [path, source === undefined ? absence : { ...absence, ...explainExpression(source) }];
  });
  return { ...subject, facts: { ...subject.facts, kind: 'workflow' }, absences: Object.fromEntries(absences) };
}

function noteOther(line: DockerLine, run: PlacedText, reading: WorkflowReading): void {
  if (line.kind !== 'build' && line.kind !== 'compose') return;
  const message =
    line.kind === 'build'
      ? 'a build was not looked at: scan its Dockerfile'
      : 'a command of compose was not looked at: scan the compose file';
  reading.notices.push({ message, location: run.place(line.declared.start, line.declared.end) });
}
