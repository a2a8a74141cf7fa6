// Other services of the project, found by service or by container name.
import { LimitError } from '../../model/errors.ts';
import { child, readText } from './container-read.ts';
import type { ComposeProject, Entry } from './node.ts';

/** Most mounts that all services of one project may inherit together. */
export const MAX_INHERITED_MOUNTS = 50_000;

export interface Neighbours {
  /** The service of a name, also one that a profile switches off. */
  service(name: string): Entry | undefined;
  /** The service that will run under a container name: by `container_name`, or by the name that Compose gives. */
  container(name: string): Entry | undefined;
  /** Counts inherited mounts. Throws LimitError past the limit. */
  spendMounts(count: number): void;
}

/** Prepares the search; the index of container names is made when it is first asked for. */
export function neighboursOf(project: ComposeProject): Neighbours {
  let index: ReadonlyMap<string, Entry> | undefined;
  let mounts = 0;
  return {
    service: (name) => project.services.get(name) ?? project.disabled.get(name),
    container(name) {
      index ??= indexContainers(project);
      return index.get(name);
    },
    spendMounts(count) {
      mounts += count;
      if (mounts > MAX_INHERITED_MOUNTS)
        throw new LimitError(
          `volumes_from hands on more than the limit of ${MAX_INHERITED_MOUNTS} mounts in one project`,
        );
    },
  };
}

function indexContainers(project: ComposeProject): Map<string, Entry> {
  const index = new Map<string, Entry>();
  for (const [service, entry] of [...project.disabled, ...project.services]) {
    const given = readText(child(entry.node, 'container_name'));
    if (given.known) index.set(given.value === '' ? `${project.name}-${service}-1` : given.value, entry);
  }
  return index;
}
