// Privileges, capabilities and user of a service.
import type { Absence } from '../../model/subject.ts';
import { capabilityName, effectiveCapabilities } from '../../parse/capabilities.ts';
import { hasHole } from '../../parse/hole.ts';
import { parseUser } from '../../parse/user.ts';
import { inheritedFromImage } from '../inherited.ts';
import { child, holeOf, known, type Reading, readBool, readText, unknown } from './container-read.ts';
import { flagPart, listPart, type Part, type ServiceContext, state, stateList } from './container-state.ts';
import type { Node } from './node.ts';

/** Why something that the image decides is absent. */
export function decidedByImage(service: ServiceContext, hint: string): Absence {
  return inheritedFromImage(hint, service.declared);
}

/** What the processes of the container may do and as whom. */
export const rightsParts: readonly Part[] = [
  flagPart('privileged', 'privileged'),
  flagPart('readOnly', 'read_only'),
  { keys: ['cap_add', 'cap_drop', 'privileged'], state: stateCapabilities },
  { state: stateUser },
  listPart('groupAdd', 'group_add'),
];

function stateCapabilities(service: ServiceContext): void {
  const addNode = child(service.node, 'cap_add');
  const dropNode = child(service.node, 'cap_drop');
  const add = stateList(service, 'capAdd', addNode, capabilityName);
  const drop = stateList(service, 'capDrop', dropNode, capabilityName);
  const privileged = readBool(child(service.node, 'privileged'));
  state(service, 'effectiveCapabilities', readEffective());

  function readEffective(): Reading<readonly string[]> {
    if (!privileged.known) return unknown(privileged.absence);
    if (privileged.value) return known(effectiveCapabilities(true, [], []), privileged.origin);
    const open = firstHole(addNode) ?? firstHole(dropNode);
    if (add === undefined || drop === undefined || open !== undefined)
      return unknown(open ?? { reason: 'a capability is not known' });
    const names = (list: typeof add) => list.filter((name) => name !== undefined);
    return known(effectiveCapabilities(false, names(add), names(drop)), addNode?.origin ?? dropNode?.origin);
  }
}

function firstHole(node: Node | undefined): Absence | undefined {
  if (node?.kind !== 'list') return holeOf(node);
  return node.items.map(holeOf).find((hole) => hole !== undefined);
}

function stateUser(service: ServiceContext): void {
  const node = child(service.node, 'user');
  const text = node?.kind === 'scalar' && node.value !== null ? String(node.value).trim() : '';
  if (node === undefined || text === '') {
    const absence = decidedByImage(service, 'give `user:`, or scan the image');
    for (const field of ['user', 'uid', 'gid'] as const) state(service, field, unknown(absence));
    return;
  }
  state(service, 'user', readText(node));
  state(service, 'uid', readUserId(node, 'uid'));
  state(service, 'gid', readUserId(node, 'gid'));
}

/** Reads the numeric user or group of a `user:` as far as the text alone can tell. */
export function readUserId(node: Node, part: 'uid' | 'gid'): Reading<number> {
  const text = node.kind === 'scalar' ? String(node.value) : '';
  const id = parseUser(text)[part];
  if (id !== undefined) return known(id, node.origin);
  const [user = '', group] = text.split(':', 2);
  const name = part === 'uid' ? user : (group ?? '');
  const hole = holeOf(node);
  if (hole !== undefined && (hasHole(name) || hasHole(user))) return unknown(hole, node.origin);
  return unknown(explainId(part, user.trim(), group?.trim(), node), node.origin);
}

function explainId(part: 'uid' | 'gid', user: string, group: string | undefined, node: Node): Absence {
  const { at } = node.origin;
  if (part === 'uid')
    return {
      reason: `only /etc/passwd of the image can tell the uid of \`${user}\``,
      hint: 'write the number instead, for example `user: "1000:1000"`',
      at,
    };
  if (group === undefined)
    return {
      reason: `only /etc/passwd of the image can tell the primary group of \`${user}\``,
      hint: 'write it behind the user, for example `user: "1000:1000"`',
      at,
    };
  return {
    reason: `only /etc/group of the image can tell the gid of \`${group}\``,
    hint: 'write the number instead',
    at,
  };
}
