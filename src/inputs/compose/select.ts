// Which services are active: profiles, then the services named and what they depend on.
import { InputError } from '../../model/errors.ts';
import { hasHole } from '../../parse/hole.ts';
import { childOf, knownText } from './build-node.ts';
import { dependenciesOf } from './dependencies.ts';
import type { Entry, MapNode, Node } from './node.ts';

export interface Selection {
  readonly enabled: Map<string, Entry>;
  readonly disabled: Map<string, Entry>;
}

/** Splits services by the profiles that are on; `*` switches on every one. */
export function splitByProfiles(services: ReadonlyMap<string, Entry>, profiles: ReadonlySet<string>): Selection {
  const enabled = new Map<string, Entry>();
  const disabled = new Map<string, Entry>();
  for (const [name, entry] of services) (isActive(entry.node, profiles) ? enabled : disabled).set(name, entry);
  return { enabled, disabled };
}

function isActive(service: Node, profiles: ReadonlySet<string>): boolean {
  const own = profilesOf(service);
  return own.length === 0 || profiles.has('*') || own.some((profile) => hasHole(profile) || profiles.has(profile));
}

function profilesOf(service: Node): string[] {
  const list = childOf(service, 'profiles');
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item) => (item.kind === 'scalar' ? [String(item.value)] : []));
}

/** Switches on the profiles of the services named and keeps these services and their dependencies. */
export function selectServices(
  selection: Selection,
  profiles: ReadonlySet<string>,
  wanted: readonly string[],
): Selection {
  if (wanted.length === 0) return selection;
  const all = new Map([...selection.enabled, ...selection.disabled]);
  const added = wanted.flatMap((name) => {
    const entry = all.get(name);
    if (entry === undefined)
      throw new InputError(`no such service: ${name}; there are ${[...all.keys()].sort().join(', ') || 'none'}`);
    return selection.enabled.has(name) ? [] : profilesOf(entry.node);
  });
  const { enabled } = splitByProfiles(all, new Set([...profiles, ...added]));
  const kept = closure(enabled, wanted);
  return {
    enabled: new Map([...enabled].filter(([name]) => kept.has(name))),
    disabled: new Map([...all].filter(([name]) => !kept.has(name))),
  };
}

function closure(enabled: ReadonlyMap<string, Entry>, wanted: readonly string[]): Set<string> {
  const kept = new Set<string>();
  const left = [...wanted];
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    const entry = enabled.get(name);
    if (entry === undefined || kept.has(name)) continue;
    kept.add(name);
    for (const dependency of dependenciesOf(entry.node)) {
      if (!enabled.has(dependency.name) && dependency.required)
        throw new InputError(
          `no such service: ${dependency.name}, which ${name} depends on; switch on its profile as well`,
          dependency.node.origin.at,
        );
      left.push(dependency.name);
    }
  }
  return kept;
}

const USES: readonly (readonly [section: string, path: readonly string[]])[] = [
  ['networks', ['networks']],
  ['models', ['models']],
  ['volumes', ['volumes']],
  ['secrets', ['secrets']],
  ['secrets', ['build', 'secrets']],
  ['configs', ['configs']],
];

/** Drops the resources that no active service uses. */
export function dropUnused(model: MapNode, enabled: ReadonlyMap<string, Entry>): MapNode {
  const used = new Map<string, Set<string>>();
  for (const { node } of enabled.values())
    for (const [section, path] of USES) {
      const names = used.get(section) ?? new Set();
      used.set(section, names);
      const users = path.reduce<Node | undefined>((at, key) => childOf(at, key), node);
      if (users?.kind === 'map') for (const name of users.entries.keys()) names.add(name);
      if (users?.kind === 'list') for (const item of users.items) names.add(knownText(childOf(item, 'source')) ?? '');
    }
  const entries = new Map(model.entries);
  for (const [section] of USES) {
    const entry = model.entries.get(section);
    if (entry?.node.kind !== 'map') continue;
    const kept = new Map([...entry.node.entries].filter(([name]) => used.get(section)?.has(name)));
    entries.set(section, { key: entry.key, node: { ...entry.node, entries: kept } });
  }
  return { ...model, entries };
}
