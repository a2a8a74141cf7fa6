// What runs in the container: command, environment, health check, restart, logging.
import type { Variable } from '../../model/container.ts';
import type { Absence } from '../../model/subject.ts';
import { hasHole } from '../../parse/hole.ts';
import { inheritedFromImage } from '../inherited.ts';
import { itemsAt, keysAt, type Path, valueAt } from './document.ts';
import { change, type Found, found, lost, readInt, readText, readTexts } from './found.ts';
import { type Draft, put, type Stating, state, stateFlags, stateTexts } from './state.ts';

const HOST = 'HostConfig';

/** States what runs and how it is kept running. */
export function stateProcess(stating: Stating): void {
  stateTexts(stating, { workingDir: ['Config', 'WorkingDir'], logDriver: [HOST, 'LogConfig', 'Type'] });
  stateFlags(stating, { autoRemove: [HOST, 'AutoRemove'], init: [HOST, 'Init'] });
  stateStop(stating);
  stateHostname(stating);
  stateCommand(stating);
  stateHealthcheck(stating);
  stateRestart(stating);
  stateMap(stating, 'labels', ['Config', 'Labels']);
  stateMap(stating, 'logOptions', [HOST, 'LogConfig', 'Config']);
  stateEnvironment(stating);
}

function stateStop(stating: Stating): void {
  const { document } = stating;
  const path: Path = ['Config', 'StopSignal'];
  const value = valueAt(document, path);
  state(
    stating,
    'stopSignal',
    typeof value === 'number' ? found(String(value), document.origin(path)) : readText(document, path),
  );
}

/** The engine names a container that has no hostname after its id. */
function stateHostname(stating: Stating): void {
  const { document } = stating;
  const id = valueAt(document, ['Id']);
  const made = (name: string) => name.length >= 12 && typeof id === 'string' && id.startsWith(name);
  state(
    stating,
    'hostname',
    change(readText(document, ['Config', 'Hostname']), (name) => (made(name) ? '' : name)),
  );
}

function ofImage({ document }: Stating, what: string): Absence {
  return inheritedFromImage(`scan the image to know its ${what}`, document.declared);
}

function stateCommand(stating: Stating): void {
  const { document } = stating;
  const entrypoint = wordsAt(stating, ['Config', 'Entrypoint']);
  const command = wordsAt(stating, ['Config', 'Cmd']);
  const replaced = valueAt(document, ['Config', 'Entrypoint']) !== null;
  const given = valueAt(document, ['Config', 'Cmd']) !== null;
  const isRun = document.kind === 'run';
  state(stating, 'entrypoint', isRun && !replaced ? lost(ofImage(stating, 'entrypoint')) : entrypoint);
  state(stating, 'command', isRun && !given && !replaced ? lost(ofImage(stating, 'command')) : command);
}

/** Words of a command; podman 4 writes the entrypoint as one text. An empty entrypoint stands for none. */
function wordsAt({ document }: Stating, path: Path): Found<readonly (string | undefined)[]> {
  const value = valueAt(document, path);
  if (typeof value === 'string')
    return change(readText(document, path), (text) => (text === '' ? [] : text.split(' ')));
  return change(readTexts(document, path), (words) => (words.length === 1 && words[0] === '' ? [] : words));
}

function stateHealthcheck(stating: Stating): void {
  const { document } = stating;
  const path: Path = ['Config', 'Healthcheck', 'Test'];
  const test = readTexts(document, path);
  const none = test.known && test.value.length === 0;
  if (none && document.kind === 'run') {
    state(stating, 'healthcheck', lost(ofImage(stating, 'health check')));
    state(stating, 'healthcheckTest', lost(ofImage(stating, 'health check')));
    return;
  }
  state(
    stating,
    'healthcheck',
    change(test, (words) => (words.length === 0 ? 'none' : words[0] === 'NONE' ? 'disabled' : 'defined')),
  );
  state(
    stating,
    'healthcheckTest',
    change(test, (words) => (words[0] === 'NONE' ? [] : words)),
  );
}

function stateRestart(stating: Stating): void {
  const { document } = stating;
  const path: Path = [HOST, 'RestartPolicy'];
  const absence = document.absence(path);
  const place = document.origin(path);
  if (absence !== undefined) {
    state(stating, 'restart', lost(absence, place));
    state(stating, 'restartMaxRetries', lost(absence, place));
    return;
  }
  const name = change(readText(document, [...path, 'Name'], 'no'), (text) =>
    text === '' || text === 'never' ? 'no' : text,
  );
  state(stating, 'restart', placed(name));
  state(stating, 'restartMaxRetries', placed(readInt(document, [...path, 'MaximumRetryCount'])));

  function placed<T>(reading: Found<T>): Found<T> {
    return reading.known && reading.origin === undefined ? found(reading.value, place) : reading;
  }
}

function stateMap(stating: Stating, field: 'labels' | 'logOptions', path: Path): void {
  const { document } = stating;
  const map: Record<string, string> = Object.create(null);
  let open = document.absence(path);
  for (const key of keysAt(document, path)) {
    const reading = readText(document, [...path, key]);
    if (reading.origin !== undefined) stating.facts.locate(`${field}.${key}`, reading.origin);
    if (hasHole(key)) open ??= document.explain(key, [...path, key]);
    else if (reading.known) map[key] = reading.value;
    else open ??= reading.absence;
  }
  state(stating, field, open === undefined ? found(map, document.origin(path)) : lost(open));
}

function stateEnvironment(stating: Stating): void {
  const { document } = stating;
  const path: Path = ['Config', 'Env'];
  const last = new Map<string, Path>();
  for (const item of itemsAt(document, path)) {
    const value = valueAt(document, item);
    const text = typeof value === 'string' ? value : document.fail(item, 'a text');
    last.set(text.split('=', 1)[0] ?? '', item);
  }
  const variables = [...last.values()].map((item, index) => variableOf(stating, item, index));
  const open = document.absence(path);
  if (open !== undefined) variables.push(openVariable(stating, open, variables.length));
  state(stating, 'environment', found(variables, document.origin(path)));
}

function openVariable(stating: Stating, absence: Absence, index: number): Variable {
  const at = `environment[${index}]`;
  stating.facts.unknown(at, absence);
  for (const name of ['name', 'value', 'literal', 'fromFile'] as const) stating.facts.unknown(`${at}.${name}`, absence);
  return {};
}

function variableOf(stating: Stating, path: Path, index: number): Variable {
  const { document } = stating;
  const at = `environment[${index}]`;
  const origin = document.origin(path);
  if (origin !== undefined) stating.facts.locate(at, origin);
  const raw = valueAt(document, path);
  const text = typeof raw === 'string' ? raw : '';
  const cut = text.indexOf('=');
  const name = cut === -1 ? text : text.slice(0, cut);
  const value = cut === -1 ? undefined : text.slice(cut + 1);
  const element: Draft<Variable> = {};
  const reading = variableValue(stating, path, name, value);
  put(stating, at, element, 'name', hasHole(name) ? lost(document.explain(name, path)) : found(name));
  put(stating, at, element, 'value', reading);
  put(stating, at, element, 'literal', isLiteral(stating, name, path, reading.known));
  put(stating, at, element, 'fromFile', found(document.fromFile(path)));
  return element;
}

/** An inspect document shows a value and hides where it was written. */
function isLiteral({ document }: Stating, name: string, path: Path, known: boolean): Found<boolean> {
  if (document.kind === 'run') return found(known && document.literal(path));
  const reason = `an inspect document does not say whether the value of \`${name}\` is written in a repository`;
  return lost({ reason, hint: 'scan the file that starts the container as well', at: document.declared });
}

function variableValue({ document }: Stating, path: Path, name: string, value: string | undefined): Found<string> {
  if (value === undefined) {
    const reason = `\`${document.spell(name)}\` is taken from the environment of whoever runs the line`;
    return document.kind === 'run' ? lost({ reason, at: document.declared }) : found('');
  }
  if (document.engine === 'podman' && document.kind === 'inspect' && value === '*******')
    return lost({ reason: `podman hides the value of \`${name}\``, at: document.declared });
  return hasHole(value) ? lost(document.explain(value, path)) : found(value);
}
