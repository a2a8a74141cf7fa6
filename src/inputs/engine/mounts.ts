// Mounts: volumes, binds, tmpfs and images, as asked for and, in an inspect document, as they are.
import type { Mount } from '../../model/container.ts';
import { hasHole } from '../../parse/hole.ts';
import { hostPathText } from '../../parse/hole-marks.ts';
import { cleanHostPath } from '../../parse/host-path.ts';
import { itemsAt, valueAt } from './document.ts';
import { type Found, found, lost } from './found.ts';
import { actualMounts } from './mounts-actual.ts';
import { type MountDraft, requestedMounts } from './mounts-requested.ts';
import { type Draft, put, type Stating, state, stateLists } from './state.ts';

/** States everything mounted. */
export function stateMounts(stating: Stating): void {
  const { document } = stating;
  stateLists(stating, { volumesFrom: ['HostConfig', 'VolumesFrom'] });
  const requested = requestedMounts(document);
  const hasActual = document.kind === 'inspect' && itemsAt(document, ['Mounts']).length > 0;
  const drafts = hasActual ? actualMounts(document, requested) : requested;
  const absence = document.absence(['HostConfig', 'Mounts']) ?? document.absence(['HostConfig', 'Binds']);
  if (absence !== undefined) state(stating, 'mounts', lost(absence));
  else state(stating, 'mounts', found(drafts.map((draft, index) => mountOf(stating, draft, index))));
  const socket = valueAt(document, ['useApiSocket']) === true;
  state(stating, 'useApiSocket', socket ? found(true, document.origin(['useApiSocket'])) : readSocketFlag(stating));
}

function readSocketFlag({ document }: Stating): Found<boolean> {
  const absence = document.absence(['useApiSocket']);
  return absence === undefined ? found(false) : lost(absence, document.origin(['useApiSocket']));
}

function mountOf(stating: Stating, draft: MountDraft, index: number): Mount {
  const { document } = stating;
  const path = `mounts[${index}]`;
  const origin = document.origin(draft.path);
  if (origin !== undefined) stating.facts.locate(path, origin);
  const element: Draft<Mount> = {};
  const text = (value: string): Found<string> =>
    hasHole(value) ? lost(document.explain(value, draft.path)) : found(value);
  put(stating, path, element, 'type', text(draft.type));
  put(stating, path, element, 'source', text(hostPathText(draft.source)));
  put(stating, path, element, 'hostPath', hostPathOf(draft, text));
  put(stating, path, element, 'target', text(draft.target));
  put(stating, path, element, 'readOnly', draft.readOnly);
  put(stating, path, element, 'propagation', text(draft.propagation));
  put(stating, path, element, 'relabel', text(draft.relabel));
  put(stating, path, element, 'options', found(draft.options.map((option) => (hasHole(option) ? undefined : option))));
  put(stating, path, element, 'sizeBytes', draft.sizeBytes);
  put(stating, path, element, 'text', found(shortForm(document.spell, draft)));
  return element;
}

function hostPathOf(draft: MountDraft, text: (value: string) => Found<string>): Found<string> {
  if (draft.binds !== undefined) return hostPath(draft.binds, text);
  if (draft.type === 'bind' || draft.type === 'npipe') return hostPath(draft.source, text);
  return hasHole(draft.type) ? text(draft.source) : found('');
}

function hostPath(source: string, text: (value: string) => Found<string>): Found<string> {
  const path = hostPathText(source);
  return hasHole(path) ? text(path) : found(cleanHostPath(path));
}

function shortForm(spell: (text: string) => string, draft: MountDraft): string {
  const readOnly = draft.readOnly.known && draft.readOnly.value && draft.type !== 'tmpfs' ? 'ro' : '';
  const options = [readOnly, draft.propagation, draft.relabel, ...draft.options].filter((option) => option !== '');
  const source = draft.source === '' ? '' : `${spell(draft.source)}:`;
  return `${source}${spell(draft.target)}${options.length === 0 ? '' : `:${spell([...new Set(options)].join(','))}`}`;
}
