// Reads a command line, or a file of them, into containers.
import { InputError } from '../../model/errors.ts';
import type { Location } from '../../model/location.ts';
import type { TargetError, TargetFacts } from '../../model/run.ts';
import type { Subject } from '../../model/subject.ts';
import type { FileAnswer } from '../../parse/docker-env-file.ts';
import { type DockerLine, parseDockerLine } from '../../parse/docker-line.ts';
import { hasHole } from '../../parse/hole.ts';
import { fillHoles, hostPathText } from '../../parse/hole-marks.ts';
import { dockerCommands } from '../../parse/shell/docker-commands.ts';
import { type Expansions, expansionTable } from '../../parse/shell/docker-words.ts';
import type { ShellScript, Span } from '../../parse/shell/script.ts';
import { placeFinder } from '../../parse/text-place.ts';
import { followSharedNamespaces, type NamedContainer } from '../engine/shared-namespaces.ts';
import type { SourceFiles } from '../files.ts';
import type { InputContext } from '../input.ts';
import { renameSubject } from '../rename-subject.ts';
import { engineCommands, startCommands } from './command-subjects.ts';
import type { LinePlaces } from './document.ts';
import { lineContainer } from './line-container.ts';
import { isMakefileName, mentionsRun } from './names.ts';
import { openSource, readScripts } from './source.ts';

/** Reads one target. Throws InputError where it is no shell script, or no line of it makes a container. */
export function readLines(text: string, context: InputContext): TargetFacts {
  const source = openSource(text, context.files);
  const place = placeFinder(source.label, source.text);
  const expansions = expansionTable();
  const { scripts, problems, shell } = readScripts(source, context.environment, expansions);
  const read: Lines = { containers: [], commands: [], errors: [], notices: [], others: [] };
  const places: LinePlaces = {
    place,
    expansions: expansions.sources,
    fileLine: (file, line) => fileLine(context.files, file, line),
  };
  const freeId = identities();
  for (const script of scripts) {
    readScript(script, read, { context, expansions, places, freeId, text: source.text });
    if (source.file !== undefined) read.commands.push(...engineCommands(script, source.text, shell, place));
  }
  const { containers, commands, errors, notices, others } = read;
  for (const { message, start } of problems) {
    const location = place(start, Math.min(start + 1, source.text.length));
    if (source.file === undefined || !isMakefileName(source.file)) throw new InputError(message, location);
    errors.push({ message, location });
  }
  if (containers.length === 0 && errors.length === 0 && !(source.file !== undefined && mentionsRun(source.text)))
    throw new InputError(
      `${source.label} holds no docker or podman line that runs, creates or enters a container; write for example run:'docker run nginx'`,
    );
  const [first] = others;
  if (first !== undefined) {
    const message =
      others.length === 1
        ? 'one other command was not looked at'
        : `${others.length} other commands were not looked at`;
    notices.push({ message, location: place(first.start, first.end) });
  }
  if (containers.length + commands.length + errors.length + notices.length === 0)
    notices.push({ message: 'no container and no docker command' });
  const commandId = identities();
  const subjects: Subject[] = [
    ...followSharedNamespaces(containers),
    ...commands.map((command) => renameSubject(command, { id: commandId(command.id) })),
  ];
  const name = source.file ?? text.trim().replaceAll(/\s+/g, ' ');
  return {
    id: `run:${name}`,
    kind: 'run',
    name,
    ...(source.file === undefined ? {} : { file: source.file }),
    subjects,
    errors,
    notices,
  };
}

interface Lines {
  readonly containers: NamedContainer[];
  readonly commands: Subject<'command'>[];
  readonly errors: TargetError[];
  readonly notices: TargetError[];
  readonly others: Span[];
}

interface Reading {
  readonly context: InputContext;
  readonly expansions: Expansions;
  readonly places: LinePlaces;
  readonly freeId: (base: string) => string;
  readonly text: string;
}

/** Gives out identities: the wanted one, or one with a number behind it. */
function identities(): (base: string) => string {
  const used = new Map<string, number>();
  return (base) => {
    const count = (used.get(base) ?? 0) + 1;
    used.set(base, count);
    return count === 1 ? base : `${base}-${count}`;
  };
}

function readScript(script: ShellScript, into: Lines, { context, expansions, places, freeId, text }: Reading): void {
  const { commands, others, problems } = dockerCommands(script, expansions);
  into.others.push(...others);
  for (const { message, start } of problems) into.errors.push({ message, location: places.place(start, start + 1) });
  for (const words of commands) {
    const [first] = words;
    if (first === undefined) continue;
    const line = parseDockerLine(words, {
      expansions: expansions.sources,
      environment: context.environment,
      readFile: (path) => readFile(path, context.files),
    });
    if (line.kind === 'create') {
      const container = lineContainer(line, places, freeId);
      into.containers.push(container);
      into.commands.push(...startCommands(line, container.subject.id, text, places.place));
    } else if (line.kind === 'refused') {
      const { start, end } = line.refusal.span ?? line.declared;
      (line.isCreate ? into.errors : into.notices).push({
        message: `${refusedBy(line.refusal.stage)}: ${fillHoles(line.refusal.message, expansions.sources)}`,
        location: places.place(start, end),
      });
    } else if (line.kind === 'foreign') into.others.push({ start: first.start, end: first.end });
    else into.notices.push({ message: skipped(line), location: places.place(line.declared.start, line.declared.end) });
  }
}

function refusedBy(stage: 'flag' | 'client' | 'engine'): string {
  return stage === 'engine' ? 'the engine would refuse this line' : 'this line would fail';
}

function skipped(line: DockerLine): string {
  if (line.kind === 'exec') return 'a command in a running container was not looked at: it makes none';
  if (line.kind === 'build') return 'a build was not looked at: scan its Dockerfile';
  if (line.kind === 'compose') return 'a command of compose was not looked at: scan the compose file';
  return 'this command makes no container';
}

/** Files that a line names are read only inside the project: a line must not make the scan look at files of the host. */
function readFile(path: string, files: SourceFiles): FileAnswer {
  const shown = hostPathText(path);
  if (/^(?:[/~\\]|[A-Za-z]:)/.test(shown) || shown.split('/').includes('..') || hasHole(shown))
    return { unknown: `\`${hasHole(shown) ? 'the file' : shown}\` lies outside the project` };
  try {
    const text = files.readIfPresent(shown);
    return text === undefined
      ? { unknown: `there is no file \`${shown}\` in the project` }
      : { text, file: files.label(shown) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { unknown: error.message };
  }
}

function fileLine(files: SourceFiles, file: string, line: number): Location {
  const text = files.texts.get(file)?.split('\n')[line - 1] ?? '';
  return { file, startLine: line, startColumn: 1, endLine: line, endColumn: text.length + 1 };
}
