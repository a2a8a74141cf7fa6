// The environment and labels a service ends up with: its files first, then what is written in place.
import type { Location } from '../../model/location.ts';
import type { Absence } from '../../model/subject.ts';
import { scalarText } from '../../parse/compose-scalar.ts';
import { HOLE, hasHole } from '../../parse/hole.ts';
import { childOf, isNull, makeMap, makeScalar, withEntries } from './build-node.ts';
import { type EnvFormat, readEnvFile } from './env-file.ts';
import type { Environment, LoadContext, VariableValue } from './load-context.ts';
import type { Entry, MapNode, Node } from './node.ts';
import { realPath, showPath } from './paths.ts';
import { refuse } from './refusal.ts';

/** Resolves what a service takes from env files, label files and the project environment. */
export function resolveEnvironment(
  name: string,
  service: MapNode,
  environment: Environment,
  context: LoadContext,
): MapNode {
  const own = resolveOwn(childOf(service, 'environment'), environment, context);
  const fromFiles = readEnvFiles(name, service, own, environment, context);
  const labels = readLabelFiles(service, context);
  const build = childOf(service, 'build');
  return withEntries(service, {
    env_file: undefined,
    label_file: undefined,
    ...layered('environment', fromFiles, own, service),
    ...layered('labels', labels, entriesOf(childOf(service, 'labels')), service),
    ...(build?.kind === 'map' ? { build: resolveArguments(build, environment, context) } : {}),
  });
}

function entriesOf(node: Node | undefined): Map<string, Entry> {
  return node?.kind === 'map' ? node.entries : new Map();
}

function layered(
  key: string,
  below: ReadonlyMap<string, VariableValue>,
  above: ReadonlyMap<string, Entry>,
  service: MapNode,
): Record<string, Node> {
  const written = childOf(service, key);
  if (below.size === 0 && above.size === 0) return {};
  const origin = written?.origin ?? service.origin;
  const entries = new Map<string, Entry>();
  for (const [name, variable] of below) {
    const at = variable.at ?? origin.at;
    entries.set(name, { key: at, node: makeScalar(variable.value, { at }, variable.hole) });
  }
  for (const [name, entry] of above) entries.set(name, entry);
  return { [key]: makeMap(entries, origin) };
}

/** Variables written in place; a bare name takes the value of the project, or stays null. */
function resolveOwn(node: Node | undefined, environment: Environment, context: LoadContext): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const [name, entry] of entriesOf(node))
    entries.set(name, isBare(entry.node) ? { key: entry.key, node: lookUp(name, entry, environment, context) } : entry);
  return entries;
}

function isBare(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null && node.hole === undefined;
}

function lookUp(name: string, entry: Entry, environment: Environment, context: LoadContext): Node {
  const { at } = entry.node.origin;
  const found = environment.get(name);
  if (found?.at !== undefined) return makeScalar(found.value, { at, related: [found.at] }, found.hole);
  if (found !== undefined) return { ...makeScalar(found.value, { at }, found.hole), lent: true };
  if (context.mode === 'config') return entry.node;
  return makeScalar(HOLE, { at: entry.key }, outside(name, entry.key));
}

function outside(name: string, at: Location): Absence {
  return {
    reason: `${name} takes its value from outside the repository`,
    hint: 'set it in an env file, or lend it to the scan with --env',
    at,
  };
}

/** Arguments of the build: a bare name without a value is dropped, since the Dockerfile decides then. */
function resolveArguments(build: MapNode, environment: Environment, context: LoadContext): MapNode {
  const args = childOf(build, 'args');
  if (args?.kind !== 'map') return build;
  const entries = new Map<string, Entry>();
  for (const [name, entry] of args.entries) {
    const node = isBare(entry.node) ? lookUp(name, entry, environment, context) : entry.node;
    if (!isBare(node)) entries.set(name, { key: entry.key, node });
  }
  return withEntries(build, { args: { ...args, entries } });
}

function readEnvFiles(
  name: string,
  service: MapNode,
  own: ReadonlyMap<string, Entry>,
  environment: Environment,
  context: LoadContext,
): Map<string, VariableValue> {
  const read = new Map<string, VariableValue>();
  const files = childOf(service, 'env_file');
  const outer = (variable: string): VariableValue | undefined =>
    environment.get(variable) ?? variableOf(own.get(variable));
  for (const file of files?.kind === 'list' ? files.items : []) {
    const path = childOf(file, 'path');
    if (path?.kind !== 'scalar') continue;
    const real = realPath(scalarText(path.value), context);
    if (path.hole === undefined && (real === '/dev/null' || context.reader.exists(real))) {
      readEnvFile(real, outer, read, context, formatOf(name, file));
      continue;
    }
    if (context.mode === 'scan') noteIncomplete(name, path.hole ?? missing(path, context), context);
    else if (isRequired(file))
      refuse(`env file ${context.reader.label(real)} not found; create it or set required: false`, path.origin.at);
  }
  return read;
}

function variableOf(entry: Entry | undefined): VariableValue | undefined {
  const node = entry?.node;
  if (node?.kind !== 'scalar' || node.value === null) return undefined;
  return { value: scalarText(node.value), at: node.origin.at, ...(node.hole === undefined ? {} : { hole: node.hole }) };
}

function formatOf(name: string, file: Node): EnvFormat {
  const format = childOf(file, 'format');
  if (format === undefined || isNull(format)) return 'dotenv';
  const text = format.kind === 'scalar' ? scalarText(format.value) : '';
  if (text === 'raw') return 'raw';
  if (text === '' || text === '.env' || hasHole(text)) return 'dotenv';
  return refuse(
    `services.${name}: unsupported env_file format ${JSON.stringify(text)}; leave it out or write raw`,
    format.origin.at,
  );
}

function isRequired(file: Node): boolean {
  const required = childOf(file, 'required');
  return !(required?.kind === 'scalar' && required.value === false);
}

function missing(path: Node & { value: unknown }, context: LoadContext): Absence {
  const shown = showPath(String(path.value));
  const label = shown.startsWith('~') ? shown : context.reader.label(realPath(String(path.value), context));
  return {
    reason: `the env file ${label} is not in the repository`,
    hint: 'put it in place before the scan to have its variables judged',
    at: path.origin.at,
  };
}

function noteIncomplete(name: string, absence: Absence, context: LoadContext): void {
  const known = context.incompleteEnvironment.get(name) ?? [];
  context.incompleteEnvironment.set(name, [...known, absence]);
}

function readLabelFiles(service: MapNode, context: LoadContext): Map<string, VariableValue> {
  const read = new Map<string, VariableValue>();
  const files = childOf(service, 'label_file');
  for (const file of files?.kind === 'list' ? files.items : []) {
    if (file.kind !== 'scalar' || file.hole !== undefined) continue;
    const real = realPath(scalarText(file.value), context);
    if (context.reader.exists(real)) readEnvFile(real, () => undefined, read, context);
    else if (context.mode === 'config')
      refuse(
        `label file ${context.reader.label(real)} not found; create it or remove it from label_file`,
        file.origin.at,
      );
    else
      context.notices.push({
        message: `the label file ${context.reader.label(real)} is not in the repository`,
        location: file.origin.at,
      });
  }
  return read;
}
