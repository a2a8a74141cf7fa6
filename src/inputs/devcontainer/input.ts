// Reads a devcontainer file into the container that it opens.
import { posix } from 'node:path';
import { InputError } from '../../model/errors.ts';
import type { Build, TargetFacts } from '../../model/run.ts';
import type { Subject } from '../../model/subject.ts';
import { parseJsoncTree } from '../../parse/jsonc.ts';
import { placeFinder } from '../../parse/text-place.ts';
import { BUILT_IMAGE, joinDockerfile } from '../built-here.ts';
import { type DeclaredWord, stateDeclared } from '../declared-line.ts';
import type { Input, InputContext } from '../input.ts';
import { readProjectFile } from '../project-file.ts';
import { readDevcontainerBuild } from './build.ts';
import { withFeatures } from './features.ts';
import { keptOpen, optionWords } from './line.ts';
import { type DevcontainerReading, placeOf, readWord, readWords, valueAt } from './reading.ts';
import { explainVariable } from './variables.ts';

/** Reads `devcontainer.json` and `.devcontainer.json`. */
export const devcontainerInput: Input = { read: readDevcontainer };

async function readDevcontainer(path: string, context: InputContext): Promise<TargetFacts> {
  const { files } = context;
  const text = files.read(path);
  const file = files.label(path);
  const root = parseJsoncTree(text, file);
  const reading: DevcontainerReading = {
    root,
    place: placeFinder(file, text),
    expansions: [],
    errors: [],
    notices: [],
  };
  const facts = { id: `devcontainer:${file}`, kind: 'devcontainer', name: file, file };
  const { errors, notices } = reading;
  if (root.kind !== 'object') throw new InputError(`${file}: a devcontainer file is an object`, placeOf(root, reading));
  if (valueAt(root, 'dockerComposeFile') !== undefined) {
    noteCompose(reading);
    return { ...facts, subjects: [], errors, notices };
  }
  const { subject, build } = await readContainer(path, reading, context);
  return {
    ...facts,
    subjects: subject === undefined ? [] : [subject],
    errors,
    notices,
    ...(build === undefined ? {} : { builds: [build] }),
  };
}

/** Compose makes the container, so that the compose file is where it is judged. */
function noteCompose(reading: DevcontainerReading): void {
  const node = valueAt(reading.root, 'dockerComposeFile');
  if (node === undefined) return;
  const words =
    node.kind === 'list'
      ? readWords(node, 'dockerComposeFile', reading)
      : [readWord(node, 'dockerComposeFile', reading)];
  const names = words.flatMap((word) => (word === undefined ? [] : [`\`${word.text}\``])).join(' and ');
  const service = readWord(valueAt(reading.root, 'service'), 'service', reading);
  const which = service === undefined ? '' : `the service \`${service.text}\` of `;
  reading.notices.push({
    message: `the container is ${which}${names}: scan the compose file`,
    location: placeOf(node, reading),
  });
}

async function readContainer(
  path: string,
  reading: DevcontainerReading,
  { files }: InputContext,
): Promise<{ readonly subject?: Subject<'container'>; readonly build?: Build }> {
  const folder = posix.dirname(path.replaceAll('\\', '/'));
  const project = projectOf(folder);
  const declared = reading.place(reading.root.start, reading.root.start + 1);
  const build = readDevcontainerBuild(reading, folder, project);
  const image =
    build === undefined
      ? readWord(valueAt(reading.root, 'image'), 'image', reading)
      : { text: BUILT_IMAGE, at: build.origin.at };
  if (image === undefined || image.text === '') {
    reading.errors.push({
      message:
        'the file names no image; write for example "image": "debian:13" or "build": { "dockerfile": "Dockerfile" }',
      location: declared,
    });
    return {};
  }
  const { before, after } = keptOpen(reading);
  const answer = stateDeclared(
    {
      subcommand: 'run',
      words: [...optionWords(reading), ...before, image, ...after],
      expansions: reading.expansions,
      explain: explainVariable,
      readFile: (name) => readProjectFile(name, project, files),
      texts: files.texts,
      runner: 'the devcontainer tool',
    },
    { kind: 'devcontainer', id: 'devcontainer', name: nameOf(reading), declared: declaredAt(reading, image) },
  );
  if ('error' in answer) {
    reading.errors.push(answer.error);
    return {};
  }
  const built = build === undefined ? { subject: answer.subject } : await joinDockerfile(answer.subject, build, files);
  return { ...built, subject: withFeatures(built.subject, reading) };
}

/** The folder that the tool opens: the one around `.devcontainer`, else that of the file. */
function projectOf(folder: string): string {
  const above = /^(.*?)(?:^|\/)\.devcontainer(?:\/[^/]+)?$/.exec(folder)?.[1];
  return above === undefined ? folder : above === '' ? (folder.startsWith('/') ? '/' : '.') : above;
}

function nameOf(reading: DevcontainerReading): string {
  const name = valueAt(reading.root, 'name');
  const text = name?.kind === 'scalar' && typeof name.value === 'string' ? name.value.trim() : '';
  return text === '' || text.includes('${') ? 'devcontainer' : text;
}

/** Findings about something missing point at the key that makes the container. */
function declaredAt({ root, place }: DevcontainerReading, image: DeclaredWord): DeclaredWord['at'] {
  const keys = ['image', 'build', 'dockerFile'];
  const entry = keys.flatMap((key) => (root.kind === 'object' ? (root.entries.get(key) ?? []) : []))[0];
  return entry === undefined ? image.at : place(entry.keyStart, entry.keyEnd);
}
