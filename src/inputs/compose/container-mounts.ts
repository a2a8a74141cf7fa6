// Everything a service mounts: volumes, tmpfs, files of secrets and configs, and what it inherits from other containers.
import type { Origin } from '../../model/location.ts';
import { showHoles } from '../../parse/hole.ts';
import { draftProjectFiles } from './container-files.ts';
import { child, itemsOf, known, readText } from './container-read.ts';
import { type ElementDraft, type ServiceContext, stateElements, stateFlags, stateList } from './container-state.ts';
import { draftTmpfs } from './container-tmpfs.ts';
import { draftVolume } from './container-volume.ts';
import type { ComposeProject, Entry, Node } from './node.ts';

type MountDraft = ElementDraft<'mounts'>;

/** States the mounts: those written first, then the tmpfs, then files from outside the project, then what is inherited. */
export function stateMounts(service: ServiceContext): void {
  const { project, node } = service;
  const own = ownMounts(project, node);
  const taken = new Set(own.map(targetOf));
  const inherited = inheritedMounts(project, node, new Set([node])).filter((draft) => {
    const target = targetOf(draft);
    return target === undefined || (!taken.has(target) && taken.add(target));
  });
  const origin = child(node, 'volumes')?.origin ?? child(node, 'tmpfs')?.origin;
  stateElements(service, 'mounts', [...own, ...inherited], origin);
  stateList(service, 'volumesFrom', child(node, 'volumes_from'));
  stateFlags(service, { useApiSocket: 'use_api_socket' });
}

function ownMounts(project: ComposeProject, node: Node): MountDraft[] {
  return [
    ...itemsOf(child(node, 'volumes')).map((volume) => draftVolume(project, volume)),
    ...itemsOf(child(node, 'tmpfs')).map(draftTmpfs),
    ...draftProjectFiles(project, node),
  ];
}

/** The engine copies the mounts of other containers, tmpfs excepted; an own mount at the same target wins. */
function inheritedMounts(project: ComposeProject, node: Node, seen: ReadonlySet<Node>): MountDraft[] {
  return itemsOf(child(node, 'volumes_from')).flatMap((item) => {
    const from = readText(item);
    if (!from.known) return [{ origin: item.origin, absence: from.absence, fields: {} }];
    const source = sourceOf(project, from.value);
    if (source === undefined) return [draftForeign(from.value, item.origin)];
    if (seen.has(source.node)) return [];
    const mounts = [
      ...itemsOf(child(source.node, 'volumes')).map((volume) => draftVolume(project, volume)),
      ...inheritedMounts(project, source.node, new Set([...seen, source.node])),
    ];
    return mounts.map((mount) => ({ ...mount, origin: inheritedOrigin(item.origin, mount.origin) }));
  });
}

/** Reads `service[:mode]` and `container:name[:mode]`. */
function sourceOf(project: ComposeProject, text: string): Entry | undefined {
  const [first = '', second = ''] = text.split(':');
  if (first !== 'container') return project.services.get(first) ?? project.disabled.get(first);
  return [...project.services.values(), ...project.disabled.values()].find(({ node }) => {
    const name = readText(child(node, 'container_name'));
    return name.known && name.value === second;
  });
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
