// Turns the services of a project into containers.
import type { Subject } from '../../model/subject.ts';
import type { SourceFiles } from '../files.ts';
import { subjectBuilder } from '../subject-builder.ts';
import { stateDevices } from './container-devices.ts';
import { stateHooks } from './container-hooks.ts';
import { stateImage } from './container-image.ts';
import { stateMounts } from './container-mounts.ts';
import { stateNamespaces } from './container-namespaces.ts';
import { neighboursOf } from './container-neighbours.ts';
import { stateNetwork } from './container-network.ts';
import { child, known } from './container-read.ts';
import { stateResources, stateSysctls } from './container-resources.ts';
import { stateRights } from './container-rights.ts';
import { stateSecurity } from './container-security.ts';
import { stateStart } from './container-start.ts';
import { type ServiceContext, state } from './container-state.ts';
import { stateSwarmKeys } from './container-swarm.ts';
import { stateEnvironment } from './container-variables.ts';
import type { ComposeProject, Entry } from './node.ts';

/** The containers of the active services, in order. A service that a provider runs is no container and is left out. */
export function readContainers(project: ComposeProject, files: SourceFiles): Subject<'container'>[] {
  const neighbours = neighboursOf(project);
  return [...project.services]
    .filter(([, service]) => child(service.node, 'provider') === undefined)
    .map(([name, service]) => readContainer(name, service, { project, neighbours, files }));
}

function readContainer(
  name: string,
  entry: Entry,
  shared: Pick<ServiceContext, 'project' | 'neighbours' | 'files'>,
): Subject<'container'> {
  const facts = subjectBuilder('container', name, name, entry.key);
  const node =
    entry.node.kind === 'map' ? entry.node : { kind: 'map' as const, entries: new Map(), origin: entry.node.origin };
  const service: ServiceContext = { ...shared, name, node, declared: entry.key, facts };
  state(service, 'kind', known('compose'));
  state(service, 'name', known(name, { at: entry.key }));
  stateImage(service);
  stateRights(service);
  stateSecurity(service);
  stateNamespaces(service);
  stateNetwork(service);
  stateMounts(service);
  stateDevices(service);
  stateEnvironment(service);
  stateResources(service);
  stateSysctls(service);
  stateStart(service);
  stateHooks(service);
  stateSwarmKeys(service);
  return facts.build();
}
