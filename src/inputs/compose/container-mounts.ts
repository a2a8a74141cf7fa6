// Everything a service mounts: volumes, tmpfs, files of secrets and configs, and what it inherits from other containers.
import type { Origin } from '../../model/location.ts';
import { showHoles } from '../../parse/hole.ts';
import { draftProjectFiles } from './container-files.ts';
import type { Neighbours } from './container-neighbours.ts';
import { child, itemsOf, known, readText } from './container-read.ts';
import {
  type ElementDraft,
  flagPart,
  listPart,
  type Part,
  type ServiceContext,
  stateElements,
} from './container-state.ts';
import { draftTmpfs } from './container-tmpfs.ts';
import { draftVolume } from './container-volume.ts';
import type { ComposeProject, Entry, Node } from './node.ts';

type MountDraft = ElementDraft<'mounts'>;

/** Everything mounted. */
export const mountParts: readonly Part[] = [
  { keys: ['volumes', 'tmpfs', 'secrets', 'configs', 'volumes_from'], state: stateMounts },
  listPart('volumesFrom', 'volumes_from'),
  flagPart('useApiSocket', 'use_api_socket'),
];

/** States the mounts: those written first, then the tmpfs, then files from outside the project, then what is inherited. */
function stateMounts(service: ServiceContext): void {
  const { project, node } = service;
  const own = ownMounts(project, node);
  const taken = new Set(own.map(targetOf));
  const inherited = inheritedMounts(service).filter((draft) => {
    const target = targetOf(draft);
    return target === undefined || (!taken.has(target) && taken.add(target));
  });
  const origin = child(node, 'volumes')?.origin ?? child(node, 'tmpfs')?.origin;
  stateElements(service, 'mounts', [...own, ...inherited], origin);
}

function ownMounts(project: ComposeProject, node: Node): MountDraft[] {
  return [
    ...itemsOf(child(node, 'volumes')).map((volume) => draftVolume(project, volume)),
    ...itemsOf(child(node, 'tmpfs')).map(draftTmpfs),
    ...draftProjectFiles(project, node),
  ];
}

/** The engine copies the mounts of other containers, tmpfs excepted, and what these inherited; each container is looked at once. */
function inheritedMounts({ project, neighbours, node }: ServiceContext): MountDraft[] {
  const found: MountDraft[] = [];
  const seen = new Set<Node>([node]);
  const open = itemsOf(child(node, 'volumes_from')).map((item) => ({ item, first: item.origin }));
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const { item, first } = next;
    const from = readText(item);
    const source = from.known ? sourceOf(neighbours, from.value) : undefined;
    if (!from.known) found.push({ origin: first, absence: from.absence, fields: {} });
    else if (source === undefined) found.push(draftForeign(from.value, first));
    if (source === undefined || seen.has(source.node)) continue;
    seen.add(source.node);
    const mounts = itemsOf(child(source.node, 'volumes'));
    neighbours.spendMounts(mounts.length + 1);
    for (const mount of mounts) {
      const draft = draftVolume(project, mount);
      found.push({ ...draft, origin: inheritedOrigin(first, draft.origin) });
    }
    open.push(...itemsOf(child(source.node, 'volumes_from')).map((inner) => ({ item: inner, first })));
  }
  return found;
}

/** Reads `service[:mode]` and `container:name[:mode]`. */
function sourceOf(neighbours: Neighbours, text: string): Entry | undefined {
  const [first = '', second = ''] = text.split(':');
  return first === 'container' ? neighbours.container(second) : neighbours.service(first);
}

function draftForeign(text: string, origin: Origin): MountDraft {
  return {
    origin,
    absence: {
      reason: `the mounts of \`${text}\` are inherited from a container outside this project`,
      hint: 'scan it too, for example with `inspect:FILE`',
      at: origin.at,
    },
    fields: { text: known(showHoles(text)) },
  };
}

function inheritedOrigin(own: Origin, from: Origin | undefined): Origin {
  return from === undefined ? own : { at: own.at, related: [...(own.related ?? []), from.at, ...(from.related ?? [])] };
}

function targetOf(draft: MountDraft): string | undefined {
  const target = draft.fields.target;
  return target?.known ? target.value : undefined;
}
