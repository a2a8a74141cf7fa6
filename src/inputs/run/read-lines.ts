// Reads a command line, or a file of them, into containers.
import { InputError } from '../../model/errors.ts';
import type { Location } from '../../model/location.ts';
import type { TargetError, TargetFacts } from '../../model/run.ts';
import type { FileAnswer } from '../../parse/docker-env-file.ts';
import { type CreateLine, type DockerLine, parseDockerLine } from '../../parse/docker-line.ts';
import { hasHole } from '../../parse/hole.ts';
import { fillHoles, hostPathText } from '../../parse/hole-marks.ts';
import { splitShell, type Word } from '../../parse/shell-words.ts';
import { placeFinder } from '../../parse/text-place.ts';
import { withOpenOptions } from '../engine/open-options.ts';
import { followSharedNamespaces, type NamedContainer } from '../engine/shared-namespaces.ts';
import { stateContainer } from '../engine-config.ts';
import type { SourceFiles } from '../files.ts';
import type { InputContext } from '../input.ts';
import { type LinePlaces, requestDocument } from './document.ts';

/** Reads one target. Throws InputError where no line of it makes a container. */
export function readLines(text: string, context: InputContext): TargetFacts {
  const source = openSource(text, context.files);
  const { commands, expansions } = splitShell(source.text, { environment: context.environment, file: source.label });
  const place = placeFinder(source.label, source.text);
  const places: LinePlaces = { place, expansions, fileLine: (file, line) => fileLine(context.files, file, line) };
  const containers: NamedContainer[] = [];
  const errors: TargetError[] = [];
  const notices: TargetError[] = [];
  const foreign: Word[] = [];
  const used = new Map<string, number>();
  for (const words of commands) {
    const [first] = words;
    if (first === undefined) continue;
    const line = parseDockerLine(words, {
      expansions,
      environment: context.environment,
      readFile: (path) => readFile(path, context.files),
    });
    if (line.kind === 'create') containers.push(containerOf(line, places, used));
    else if (line.kind === 'refused') {
      const { start, end } = line.refusal.span ?? line.declared;
      (line.isCreate ? errors : notices).push({
        message: `${refusedBy(line.refusal.stage)}: ${fillHoles(line.refusal.message, expansions)}`,
        location: place(start, end),
      });
    } else if (line.kind === 'foreign') foreign.push(first);
    else notices.push({ message: skipped(line), location: place(line.declared.start, line.declared.end) });
  }
  if (containers.length === 0 && errors.length === 0)
    throw new InputError(
      `${source.label} holds no docker or podman line that runs or creates a container; write for example run:'docker run nginx'`,
    );
  if (foreign[0] !== undefined) {
    const message =
      foreign.length === 1
        ? 'one other command was not looked at'
        : `${foreign.length} other commands were not looked at`;
    notices.push({ message, location: place(foreign[0].start, foreign[0].end) });
  }
  const subjects = followSharedNamespaces(containers);
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

interface Source {
  readonly text: string;
  readonly label: string;
  /** Set where the target is a file. */
  readonly file?: string;
}

function openSource(text: string, files: SourceFiles): Source {
  const mayBePath = !/[\n\0]/.test(text) && text.length < 4096;
  if (mayBePath && text.trim() !== '' && files.exists(text))
    return { text: files.read(text), label: files.label(text), file: files.label(text) };
  if (mayBePath && !/\s/.test(text.trim()))
    throw new InputError(
      `there is no file \`${text}\`, and it is no command line; write for example run:'docker run nginx'`,
    );
  let count = 1;
  while (files.texts.has(`run:${count}`) && files.texts.get(`run:${count}`) !== text) count += 1;
  const label = `run:${count}`;
  files.remember(label, text);
  return { text, label };
}

function containerOf(line: CreateLine, places: LinePlaces, used: Map<string, number>): NamedContainer {
  const document = requestDocument(line, places);
  const given = hasHole(line.request.name) ? '' : line.request.name.replace(/^\//, '');
  const base =
    given === ''
      ? imageName(fillHoles(line.request.Config.Image || (line.request.Rootfs ?? ''), places.expansions))
      : given;
  const count = (used.get(base) ?? 0) + 1;
  used.set(base, count);
  const subject = stateContainer(document, count === 1 ? base : `${base}-${count}`, base);
  const [opaque] = line.opaque;
  if (opaque === undefined) return { subject, names: given === '' ? [] : [given] };
  const reason = `\`${fillHoles(opaque.text, places.expansions)}\` may add any option`;
  const hint = 'write the options out, or put quotes around it if it is one word';
  const open = withOpenOptions(subject, { reason, hint, at: places.place(opaque.start, opaque.end) });
  return { subject: open, names: given === '' ? [] : [given] };
}

/** The image without tag and digest. */
function imageName(image: string): string {
  const name = image.split('@', 1)[0] ?? image;
  const colon = name.lastIndexOf(':');
  return (
    (colon > name.lastIndexOf('/') && !name.slice(colon).includes('}') ? name.slice(0, colon) : name) || 'container'
  );
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
