// Host devices, CDI devices, device requests and device cgroup rules.
import type { Device } from '../../model/container.ts';
import { hasHole } from '../../parse/hole.ts';
import { cleanHostPath } from '../../parse/host-path.ts';
import { itemsAt, type Path, valueAt } from './document.ts';
import { type Found, found, lost } from './found.ts';
import { type Draft, put, type Stating, state } from './state.ts';

interface DeviceDraft {
  readonly path: Path;
  readonly kind: string;
  readonly source: string;
  readonly target: string;
  readonly permissions: string;
}

/** States the devices in the order: paths, requests, rules. */
export function stateDevices(stating: Stating): void {
  const drafts = [...paths(stating), ...requests(stating), ...rules(stating)];
  state(stating, 'devices', found(drafts.map((draft, index) => deviceOf(stating, draft, index))));
}

function paths({ document }: Stating): DeviceDraft[] {
  return itemsAt(document, ['HostConfig', 'Devices']).map((path) => {
    const text = (key: string) => textAt(valueAt(document, [...path, key]));
    return {
      path,
      kind: 'path',
      source: text('PathOnHost'),
      target: text('PathInContainer'),
      permissions: text('CgroupPermissions'),
    };
  });
}

function requests({ document }: Stating): DeviceDraft[] {
  return itemsAt(document, ['HostConfig', 'DeviceRequests']).flatMap((path): DeviceDraft[] => {
    const driver = textAt(valueAt(document, [...path, 'Driver']));
    const ids = itemsAt(document, [...path, 'DeviceIDs']);
    const rest = { target: '', permissions: '' };
    if (driver === 'cdi')
      return ids.map((id) => ({
        ...rest,
        path: document.origin(id) === undefined ? path : id,
        kind: 'cdi',
        source: textAt(valueAt(document, id)),
      }));
    const wanted = itemsAt(document, [...path, 'Capabilities'])
      .flatMap((group) => itemsAt(document, group))
      .map((item) => textAt(valueAt(document, item)));
    return [{ ...rest, path, kind: 'request', source: driver === '' ? wanted.join(',') : driver }];
  });
}

function rules({ document }: Stating): DeviceDraft[] {
  return itemsAt(document, ['HostConfig', 'DeviceCgroupRules']).map((path) => {
    const rule = textAt(valueAt(document, path));
    return { path, kind: 'cgroup-rule', source: rule, target: '', permissions: rule.split(' ')[2] ?? '' };
  });
}

function deviceOf(stating: Stating, draft: DeviceDraft, index: number): Device {
  const { document } = stating;
  const at = `devices[${index}]`;
  const origin = document.origin(draft.path);
  if (origin !== undefined) stating.facts.locate(at, origin);
  const text = (value: string): Found<string> =>
    hasHole(value) ? lost(document.explain(value, draft.path)) : found(value);
  const element: Draft<Device> = {};
  put(stating, at, element, 'kind', found(draft.kind));
  put(stating, at, element, 'source', text(draft.kind === 'path' ? cleanHostPath(draft.source) : draft.source));
  put(stating, at, element, 'target', text(draft.target));
  put(stating, at, element, 'permissions', text(draft.permissions));
  const mode = draft.kind === 'path' && draft.permissions !== 'rwm' ? draft.permissions : '';
  const target = draft.target === draft.source && mode === '' ? '' : draft.target;
  const shown = [draft.source, target, mode].filter((part) => part !== '');
  put(stating, at, element, 'text', found(document.spell(shown.join(':'))));
  return element;
}

function textAt(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
