// How a service starts, restarts, proves its health and logs.
import type { Container } from '../../model/container.ts';
import { HOLE } from '../../parse/hole.ts';
import {
  child,
  entriesOf,
  holeOf,
  itemsOf,
  known,
  mapReading,
  plain,
  type Reading,
  readBool,
  readInteger,
  readKey,
  readText,
  readWords,
  unknown,
} from './container-read.ts';
import { decidedByImage } from './container-rights.ts';
import { flagPart, type Part, type ServiceContext, state, stateWords, textPart } from './container-state.ts';
import type { Node } from './node.ts';

/** Everything about starting and running. What is left out of health check and command comes from the image. */
export const startParts: readonly Part[] = [
  { keys: ['restart', 'deploy'], state: stateRestart },
  { state: stateHealth },
  { state: stateCommand },
  { keys: ['scale', 'deploy'], state: (service) => state(service, 'replicas', readReplicas(service.node)) },
  flagPart('init', 'init'),
  textPart('stopSignal', 'stop_signal'),
  textPart('workingDir', 'working_dir'),
  { keys: ['logging'], state: stateLogging },
  { keys: ['labels'], state: (service) => stateMap(service, 'labels', child(service.node, 'labels')) },
];

function stateLogging(service: ServiceContext): void {
  state(service, 'logDriver', readText(child(service.node, 'logging', 'driver')));
  stateMap(service, 'logOptions', child(service.node, 'logging', 'options'));
}

const RESTART_WORDS: ReadonlyMap<string, string> = new Map([
  ['', 'no'],
  ['none', 'no'],
  ['false', 'no'],
  ['any', 'always'],
]);

function stateRestart(service: ServiceContext): void {
  const policy = child(service.node, 'deploy', 'restart_policy');
  const name = (word: string) => RESTART_WORDS.get(word) ?? word;
  if (policy !== undefined) {
    // The Compose specification lets a policy without a condition restart in any case.
    const condition = readText(child(policy, 'condition'), 'any');
    state(service, 'restart', locateDefault(mapReading(condition, name), policy));
    state(service, 'restartMaxRetries', readInteger(child(policy, 'max_attempts')));
    return;
  }
  const text = readText(child(service.node, 'restart'));
  state(
    service,
    'restart',
    mapReading(text, (value) => name(value.split(':', 1)[0] ?? '')),
  );
  state(
    service,
    'restartMaxRetries',
    mapReading(text, (value) => (/^[^:]*:\d+$/.test(value) ? Number(value.split(':')[1]) : 0)),
  );
}

function locateDefault<T>(reading: Reading<T>, node: Node): Reading<T> {
  return reading.known ? known(reading.value, reading.origin ?? node.origin) : reading;
}

interface Health {
  readonly state: Reading<string>;
  readonly test: Reading<Container['healthcheckTest']>;
}

function stateHealth(service: ServiceContext): void {
  const health = readHealth(service, child(service.node, 'healthcheck'));
  state(service, 'healthcheck', health.state);
  state(service, 'healthcheckTest', health.test);
}

/** A health check without a test only tunes that of the image. */
function readHealth(service: ServiceContext, node: Node | undefined): Health {
  const disable = readBool(child(node, 'disable'));
  if (!disable.known) return { state: disable, test: disable };
  if (disable.value) return { state: known('disabled', disable.origin), test: known([]) };
  const written = child(node, 'test');
  const test = stateWords(service, 'healthcheckTest', written);
  if (!test.known) return { state: test, test };
  const open = itemsOf(written).find((item) => plain(item) === HOLE);
  const hole = holeOf(open);
  if (hole !== undefined && isNone(test.value.map((word) => word ?? 'NONE'))) {
    const either = unknown(hole, open?.origin);
    return { state: either, test: either };
  }
  if (isNone(test.value)) return { state: known('disabled', test.origin), test: known([]) };
  if (test.value.length > 0) return { state: known('defined', test.origin), test };
  const absent = unknown(decidedByImage(service, 'give `healthcheck:` a `test`, or scan the image'));
  return { state: absent, test: absent };
}

/** `test: NONE` becomes a shell command of that name, which never is what its author meant. */
function isNone(words: Container['healthcheckTest']): boolean {
  return words[0] === 'NONE' || (words[0] === 'CMD-SHELL' && words.length === 2 && words[1] === 'NONE');
}

function stateCommand(service: ServiceContext): void {
  const entrypoint = child(service.node, 'entrypoint');
  state(
    service,
    'entrypoint',
    entrypoint === undefined ? keptFromImage(service, 'entrypoint') : stateWords(service, 'entrypoint', entrypoint),
  );
  state(service, 'command', readCommand(service, entrypoint));
}

/** An entrypoint of the declaration also discards the command of the image. */
function readCommand(service: ServiceContext, entrypoint: Node | undefined): Reading<Container['command']> {
  const command = child(service.node, 'command');
  if (command !== undefined) return stateWords(service, 'command', command);
  const before = readWords(entrypoint);
  if (!before.known) return before;
  return before.value.length > 0 ? known([]) : keptFromImage(service, 'command');
}

function keptFromImage(service: ServiceContext, key: string): Reading<never> {
  return unknown(decidedByImage(service, `give \`${key}:\`, or scan the image`));
}

function readReplicas(node: Node): Reading<number> {
  const scale = readInteger(child(node, 'scale'), 1);
  const replicas = child(node, 'deploy', 'replicas');
  return replicas === undefined ? scale : readInteger(replicas);
}

/** States a map of texts. Where one value is not known the whole map is absent: a missing key would read as "not set". */
function stateMap(service: ServiceContext, field: 'labels' | 'logOptions', node: Node | undefined): void {
  const map: Record<string, string> = Object.create(null);
  const values = entriesOf(node).map(([text, entry]) => {
    const key = readKey(text, entry);
    return [text, key.known ? readText(entry.node) : key] as const;
  });
  for (const [key, value] of values) if (value.known) map[key] = value.value;
  const open = values.map(([, value]) => value).find((value) => !value.known);
  state(service, field, open ?? known(map, node?.origin));
}
