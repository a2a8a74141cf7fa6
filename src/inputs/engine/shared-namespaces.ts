// Namespaces that a container takes from another one of the same target.
import type { Container } from '../../model/container.ts';
import type { Location } from '../../model/location.ts';
import type { Subject } from '../../model/subject.ts';

/** A container and the names and ids under which others may join it. */
export interface NamedContainer {
  readonly subject: Subject<'container'>;
  readonly names: readonly string[];
}

const SHARED = [
  ['networkMode', 'hostNetwork'],
  ['pid', 'hostPid'],
  ['ipc', 'hostIpc'],
] as const;

/** Follows `container:NAME` where that container is declared in the same target, through any number of steps. */
export function followSharedNamespaces(containers: readonly NamedContainer[]): Subject<'container'>[] {
  const byName = new Map(containers.flatMap(({ subject, names }) => names.map((name) => [name, subject] as const)));
  return containers.map(({ subject }) => {
    const { facts } = subject;
    const absences = { ...subject.absences };
    const origins = { ...subject.origins };
    const learned: Partial<Pick<Container, 'hostNetwork' | 'hostPid' | 'hostIpc'>> = {};
    for (const [mode, host] of SHARED) {
      const answer = follow(subject, mode, host, byName);
      if (answer === undefined || facts[host] !== undefined) continue;
      Object.assign(learned, { [host]: answer.shared });
      delete absences[host];
      const own = origins[host] ?? origins[mode];
      if (own !== undefined) origins[host] = { ...own, related: [...(own.related ?? []), ...answer.places] };
    }
    return { ...subject, facts: { ...facts, ...learned }, origins, absences };
  });
}

function follow(
  start: Subject<'container'>,
  mode: 'networkMode' | 'pid' | 'ipc',
  host: 'hostNetwork' | 'hostPid' | 'hostIpc',
  byName: ReadonlyMap<string, Subject<'container'>>,
): { readonly shared: boolean; readonly places: readonly Location[] } | undefined {
  const seen = new Set<string>();
  const places: Location[] = [];
  for (let subject: Subject<'container'> | undefined = start; subject !== undefined; ) {
    const at = subject === start ? undefined : subject.origins[mode]?.at;
    if (at !== undefined) places.push(at);
    const shared = subject.facts[host];
    if (shared !== undefined) return { shared, places };
    const name: string | undefined = /^container:(.*)$/s.exec(subject.facts[mode] ?? '')?.[1];
    if (name === undefined || seen.has(name)) return undefined;
    seen.add(name);
    subject = byName.get(name);
  }
  return undefined;
}
