// Whether the services of a project fit together: everything they name exists, and no two attributes contradict each other.
import { hasHole } from '../../parse/hole.ts';
import { childOf, isNull, knownText, nodeAt } from './build-node.ts';
import { checkLimits } from './consistency-limits.ts';
import { dependenciesOf } from './dependencies.ts';
import type { Entry, MapNode, Node } from './node.ts';
import { refuse } from './refusal.ts';

export interface Surroundings {
  readonly enabled: ReadonlyMap<string, Entry>;
  readonly disabled: ReadonlyMap<string, Entry>;
  readonly model: MapNode;
  /** Parts of the project were not read, so what is named may be declared there. */
  readonly incomplete: boolean;
}

/** Checks the active services. Throws InputError at the first contradiction. */
export function checkConsistency(surroundings: Surroundings): void {
  for (const [name, entry] of surroundings.enabled) {
    if (entry.node.kind !== 'map') continue;
    checkOrigin(name, entry, surroundings);
    checkBuild(name, entry.node, surroundings);
    checkNetworks(name, entry.node);
    checkHealthcheck(name, entry.node);
    checkDependencies(name, entry.node, surroundings);
    checkReferences(name, entry.node, surroundings);
    checkLimits(name, entry.node);
    checkWatch(name, entry.node);
    checkMounts(name, entry.node);
  }
  checkCycles(surroundings.enabled);
}

function checkOrigin(name: string, entry: Entry, { incomplete }: Surroundings): void {
  const has = (key: string): boolean => {
    const node = childOf(entry.node, key);
    return !isNull(node) && knownText(node) !== '';
  };
  if (incomplete || has('image') || has('build') || has('provider')) return;
  refuse(
    `service ${JSON.stringify(name)} has neither an image nor a build context specified; add image: or build:, or name the file it is laid over`,
    entry.key,
  );
}

function checkBuild(name: string, service: MapNode, { enabled, disabled, incomplete }: Surroundings): void {
  const build = childOf(service, 'build');
  if (build?.kind !== 'map') return;
  const [dockerfile, inline] = [
    knownText(childOf(build, 'dockerfile')),
    knownText(childOf(build, 'dockerfile_inline')),
  ];
  if (dockerfile && inline)
    refuse(
      `service ${JSON.stringify(name)} declares mutually exclusive dockerfile and dockerfile_inline: invalid compose project`,
      build.origin.at,
    );
  const contexts = childOf(build, 'additional_contexts');
  for (const [key, { node }] of contexts?.kind === 'map' ? contexts.entries : []) {
    const wanted = /^service:(.*)$/s.exec(knownText(node) ?? '')?.[1];
    if (wanted === undefined || incomplete) continue;
    const other = enabled.get(wanted) ?? disabled.get(wanted);
    if (other === undefined)
      refuse(
        `service ${JSON.stringify(name)} declares unknown service ${JSON.stringify(wanted)} as additional contexts ${key}`,
        node.origin.at,
      );
    if (childOf(other.node, 'build') === undefined)
      refuse(
        `service ${JSON.stringify(name)} declares non-buildable service ${JSON.stringify(wanted)} as additional contexts ${key}`,
        node.origin.at,
      );
  }
  checkPlatforms(name, service, build);
}

function checkPlatforms(name: string, service: MapNode, build: MapNode): void {
  const platform = childOf(service, 'platform');
  const text = knownText(platform);
  const platforms = childOf(build, 'platforms');
  if (!text || platform === undefined || platforms?.kind !== 'list' || platforms.items.length === 0) return;
  if (platforms.items.some((item) => knownText(item) === text || knownText(item) === undefined)) return;
  refuse(
    `service ${JSON.stringify(name)}: build.platforms must include the platform ${JSON.stringify(text)}: invalid compose project`,
    platform.origin.at,
  );
}

function checkNetworks(name: string, service: MapNode): void {
  const mode = childOf(service, 'network_mode');
  const networks = childOf(service, 'networks');
  if (networks?.kind !== 'map' || networks.entries.size === 0 || mode === undefined) return;
  if (isNull(mode) || knownText(mode) === '' || (mode.kind === 'scalar' && mode.hole !== undefined)) return;
  refuse(
    `service ${JSON.stringify(name)} declares mutually exclusive network_mode and networks: invalid compose project`,
    mode.origin.at,
  );
}

function checkHealthcheck(name: string, service: MapNode): void {
  const test = nodeAt(service, 'healthcheck', 'test');
  const first = test?.kind === 'list' ? test.items[0] : undefined;
  if (first === undefined || (first.kind === 'scalar' && first.hole !== undefined)) return;
  if (['NONE', 'CMD', 'CMD-SHELL'].includes(knownText(first) ?? '')) return;
  refuse(
    `service ${JSON.stringify(name)}: healthcheck.test must start either by "CMD", "CMD-SHELL" or "NONE": invalid compose project`,
    first.origin.at,
  );
}

function checkDependencies(name: string, service: MapNode, { enabled, disabled, incomplete }: Surroundings): void {
  if (incomplete) return;
  for (const dependency of dependenciesOf(service)) {
    if (enabled.has(dependency.name)) continue;
    if (!dependency.required && disabled.has(dependency.name)) continue;
    const why = disabled.has(dependency.name) ? ', which no active profile switches on' : '';
    refuse(
      `service ${JSON.stringify(name)} depends on undefined service ${JSON.stringify(dependency.name)}${why}: invalid compose project`,
      dependency.node.origin.at,
    );
  }
}

function checkReferences(name: string, service: MapNode, { model, incomplete }: Surroundings): void {
  if (incomplete) return;
  const demand = (kind: string, section: string, wanted: string | undefined, at: Node): void => {
    if (wanted === undefined || hasHole(wanted) || nodeAt(model, section, wanted) !== undefined) return;
    refuse(
      `service ${JSON.stringify(name)} refers to undefined ${kind} ${wanted === '' ? '""' : wanted}: invalid compose project; declare it under the top-level key ${section}`,
      at.origin.at,
    );
  };
  const requireKeys = (kind: string): void => {
    const map = childOf(service, `${kind}s`);
    for (const [key, { node }] of map?.kind === 'map' ? map.entries : []) demand(kind, `${kind}s`, key, node);
  };
  const requireSources = (kind: string, section: string, list: Node | undefined): void => {
    for (const item of list?.kind === 'list' ? list.items : []) {
      const source = childOf(item, 'source');
      demand(kind, section, isNull(source) ? '' : knownText(source), item);
    }
  };
  requireKeys('network');
  const volumes = childOf(service, 'volumes');
  for (const item of volumes?.kind === 'list' ? volumes.items : []) {
    if (knownText(childOf(item, 'type')) !== 'volume') continue;
    demand('volume', 'volumes', knownText(childOf(item, 'source')) || undefined, item);
  }
  requireSources('build secret', 'secrets', nodeAt(service, 'build', 'secrets'));
  requireSources('config', 'configs', childOf(service, 'configs'));
  requireSources('secret', 'secrets', childOf(service, 'secrets'));
  requireKeys('model');
}

function checkWatch(name: string, service: MapNode): void {
  const watch = nodeAt(service, 'develop', 'watch');
  for (const item of watch?.kind === 'list' ? watch.items : []) {
    const action = knownText(childOf(item, 'action'));
    if (action === undefined || action === 'rebuild' || action === 'restart') continue;
    const target = childOf(item, 'target');
    if (isNull(target) || knownText(target) === '')
      refuse(
        `services.${name}.develop.watch: target is required for ${action}: invalid compose project`,
        item.origin.at,
      );
  }
}

function checkMounts(name: string, service: MapNode): void {
  const seen = new Map<string, string>();
  const add = (target: string | undefined, what: string, node: Node): void => {
    if (target === undefined || hasHole(target)) return;
    const before = seen.get(target);
    if (before !== undefined)
      refuse(
        `services.${name}.${what}: target ${target} already mounted as services.${name}.${before}`,
        node.origin.at,
      );
    seen.set(target, what);
  };
  const volumes = childOf(service, 'volumes');
  for (const [index, item] of volumes?.kind === 'list' ? volumes.items.entries() : [])
    add(knownText(childOf(item, 'target')), `volumes[${index}]`, item);
  const tmpfs = childOf(service, 'tmpfs');
  for (const [index, item] of tmpfs?.kind === 'list' ? tmpfs.items.entries() : [])
    add(knownText(item)?.split(':', 1)[0], `tmpfs[${index}]`, item);
}

function checkCycles(services: ReadonlyMap<string, Entry>): void {
  const finished = new Set<string>();
  for (const start of services.keys()) {
    const path: { name: string; left: ReturnType<typeof dependenciesOf> }[] = [];
    const positions = new Map<string, number>();
    const enter = (name: string): void => {
      const entry = services.get(name);
      positions.set(name, path.length);
      path.push({ name, left: entry === undefined ? [] : dependenciesOf(entry.node).reverse() });
    };
    if (!finished.has(start)) enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.left.pop();
      const at = next === undefined ? undefined : positions.get(next.name);
      if (next === undefined) {
        finished.add(top.name);
        positions.delete(top.name);
        path.pop();
      } else if (at !== undefined) {
        const cycle = [...path.slice(at).map((step) => step.name), next.name];
        refuse(`dependency cycle detected: ${cycle.slice(0, 50).join(' -> ')}`, next.node.origin.at);
      } else if (!finished.has(next.name)) enter(next.name);
    }
  }
}
