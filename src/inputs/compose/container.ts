// Turns the services of a project into containers.
import type { Subject } from '../../model/subject.ts';
import type { SourceFiles } from '../files.ts';
import { subjectBuilder } from '../subject-builder.ts';
import { deviceParts } from './container-devices.ts';
import { hookParts } from './container-hooks.ts';
import { imageParts } from './container-image.ts';
import { mountParts } from './container-mounts.ts';
import { namespaceParts } from './container-namespaces.ts';
import { neighboursOf } from './container-neighbours.ts';
import { networkParts } from './container-network.ts';
import { child, known } from './container-read.ts';
import { resourceParts } from './container-resources.ts';
import { rightsParts } from './container-rights.ts';
import { securityParts } from './container-security.ts';
import { startParts } from './container-start.ts';
import { type Part, type ServiceContext, state } from './container-state.ts';
import { swarmParts } from './container-swarm.ts';
import { environmentParts } from './container-variables.ts';
import type { ComposeProject, Entry, MapNode } from './node.ts';
import { SILENT_CONTAINER } from './silent-container.ts';

/** The parts of a container, in the order in which they are stated. */
const PARTS: readonly Part[] = [
  ...imageParts,
  ...rightsParts,
  ...securityParts,
  ...namespaceParts,
  ...networkParts,
  ...mountParts,
  ...deviceParts,
  ...environmentParts,
  ...resourceParts,
  ...startParts,
  ...hookParts,
  ...swarmParts,
];

/** The containers of the active services, in order. A service that a provider runs is no container and is left out. */
export function readContainers(project: ComposeProject, files: SourceFiles): Subject<'container'>[] {
  const neighbours = neighboursOf(project);
  const containers: Subject<'container'>[] = [];
  for (const [name, service] of project.services) {
    if (child(service.node, 'provider') !== undefined) continue;
    containers.push(readContainer(name, service, { project, neighbours, files }));
  }
  return containers;
}

function readContainer(
  name: string,
  entry: Entry,
  { project, neighbours, files }: Pick<ServiceContext, 'project' | 'neighbours' | 'files'>,
): Subject<'container'> {
  const facts = subjectBuilder('container', name, name, entry.key, SILENT_CONTAINER);
  const node: MapNode =
    entry.node.kind === 'map' ? entry.node : { kind: 'map', entries: new Map(), origin: entry.node.origin };
  const service: ServiceContext = { project, neighbours, files, name, node, declared: entry.key, facts };
  state(service, 'name', known(name, { at: entry.key }));
  for (const { keys, state } of PARTS) if (keys === undefined || hasAny(node, keys)) state(service);
  return facts.build();
}

function hasAny({ entries }: MapNode, keys: readonly string[]): boolean {
  for (const key of keys) if (entries.has(key)) return true;
  return false;
}
