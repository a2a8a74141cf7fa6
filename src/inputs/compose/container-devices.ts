// Devices of a service: host devices, CDI devices, device requests and device cgroup rules.
import { showHoles } from '../../parse/hole.ts';
import { cleanHostPath } from '../../parse/host-path.ts';
import { child, holeOf, itemsOf, known, mapReading, plain, type Reading, readText } from './container-read.ts';
import { type ElementDraft, type Part, type ServiceContext, stateElements } from './container-state.ts';
import type { Node } from './node.ts';

type DeviceDraft = ElementDraft<'devices'>;

/** Devices, whichever key asks for them. */
export const deviceParts: readonly Part[] = [
  { keys: ['devices', 'gpus', 'deploy', 'device_cgroup_rules'], state: stateDevices },
];

/** States every device that reaches the container, whichever key asks for it. */
function stateDevices(service: ServiceContext): void {
  const devices = child(service.node, 'devices');
  const gpus = child(service.node, 'gpus');
  const reserved = child(service.node, 'deploy', 'resources', 'reservations', 'devices');
  const rules = child(service.node, 'device_cgroup_rules');
  const drafts = [
    ...itemsOf(devices).map(draftDevice),
    ...itemsOf(gpus).map((node) => draftRequest(node, ['gpu'])),
    ...itemsOf(reserved).map((node) => draftRequest(node, [])),
    ...itemsOf(rules).map(draftRule),
  ];
  stateElements(service, 'devices', drafts, (devices ?? gpus ?? reserved ?? rules)?.origin);
}

const CDI_NAME = /^[A-Za-z][A-Za-z0-9._-]*\/[A-Za-z][A-Za-z0-9._-]*=[A-Za-z0-9][A-Za-z0-9._:-]*$/;

function draftDevice(node: Node): DeviceDraft {
  const hole = holeOf(node);
  if (hole !== undefined)
    return { origin: node.origin, absence: hole, fields: { text: known(showHoles(plain(node))) } };
  const source = readText(child(node, 'source'));
  const path = plain(child(node, 'source'));
  const target = plain(child(node, 'target')) || path;
  if (CDI_NAME.test(path) && path === target)
    return draft(node, { kind: 'cdi', source, target: known(''), permissions: known(''), text: path });
  const permissions = readText(child(node, 'permissions'), 'rwm');
  const suffix = permissions.known && permissions.value !== 'rwm' ? `:${permissions.value}` : '';
  const text = target === path && suffix === '' ? path : `${path}:${target}${suffix}`;
  const inside = child(node, 'target');
  return draft(node, {
    kind: 'path',
    source: mapReading(source, cleanHostPath),
    target: inside === undefined ? source : readText(inside),
    permissions,
    text,
  });
}

function draftRequest(node: Node, always: readonly string[]): DeviceDraft {
  const hole = holeOf(node);
  if (hole !== undefined)
    return {
      origin: node.origin,
      absence: hole,
      fields: { kind: known('request'), text: known(showHoles(plain(node))) },
    };
  const driver = readText(child(node, 'driver'));
  const capabilities = itemsOf(child(node, 'capabilities')).map(plain);
  const wanted = [...new Set([...always, ...capabilities])].join(',');
  const ids = itemsOf(child(node, 'device_ids')).map(plain).join(',');
  const count = plain(child(node, 'count'));
  const which = ids !== '' ? `device ${ids}` : count === '' || count === '-1' || count === 'all' ? 'all' : count;
  return draft(node, {
    kind: 'request',
    source: driver,
    target: known(''),
    permissions: known(''),
    text: `${wanted}: ${which}`,
  });
}

function draftRule(node: Node): DeviceDraft {
  return draft(node, {
    kind: 'cgroup-rule',
    source: readText(node),
    target: known(''),
    permissions: readPermissions(node),
    text: plain(node),
  });
}

/** The last word of a rule such as `c 13:* rwm`. */
function readPermissions(node: Node): Reading<string> {
  const whole = readText(node);
  return whole.known ? known(/\s([rwm]+)\s*$/.exec(whole.value)?.[1] ?? '', whole.origin) : whole;
}

interface DeviceParts {
  readonly kind: string;
  readonly source: Reading<string>;
  readonly target: Reading<string>;
  readonly permissions: Reading<string>;
  readonly text: string;
}

function draft(node: Node, { kind, text, ...rest }: DeviceParts): DeviceDraft {
  return { origin: node.origin, fields: { kind: known(kind), ...rest, text: known(showHoles(text)) } };
}
