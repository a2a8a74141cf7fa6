// Privileges, capabilities, user and security options.
import type { Absence } from '../../model/subject.ts';
import { capabilityName, effectiveCapabilities, PODMAN_DEFAULT_CAPABILITIES } from '../../parse/capabilities.ts';
import { parseUser } from '../../parse/user.ts';
import { inheritedFromImage } from '../inherited.ts';
import { type Found, found, lost, readBool, readText, readTexts } from './found.ts';
import { type Stating, state, stateFlags, stateList, stateLists, stateUnknown } from './state.ts';

const HOST = 'HostConfig';

/** States what the processes of the container may do and as whom. */
export function stateRights(stating: Stating): void {
  stateFlags(stating, { privileged: [HOST, 'Privileged'], readOnly: [HOST, 'ReadonlyRootfs'] });
  stateCapabilities(stating);
  stateUser(stating);
  stateLists(stating, { groupAdd: [HOST, 'GroupAdd'] });
}

function stateCapabilities(stating: Stating): void {
  const { document } = stating;
  const add = stateList(stating, 'capAdd', [HOST, 'CapAdd'], capabilityName);
  const drop = stateList(stating, 'capDrop', [HOST, 'CapDrop'], capabilityName);
  const privileged = readBool(document, [HOST, 'Privileged']);
  state(stating, 'effectiveCapabilities', readEffective());

  function readEffective(): Found<readonly string[]> {
    if (!privileged.known) return privileged;
    if (privileged.value) return found(effectiveCapabilities(true, [], []), privileged.origin);
    const added = wholeList(add);
    const dropped = wholeList(drop);
    if (added === undefined || dropped === undefined)
      return lost(holeIn(stating, 'CapAdd') ?? holeIn(stating, 'CapDrop') ?? { reason: 'a capability is not known' });
    const defaults = document.engine === 'podman' ? PODMAN_DEFAULT_CAPABILITIES : undefined;
    const origin = document.origin([HOST, 'CapAdd', 0]) ?? document.origin([HOST, 'CapDrop', 0]);
    return found(effectiveCapabilities(false, added, dropped, defaults), origin);
  }
}

function wholeList(list: readonly (string | undefined)[] | undefined): string[] | undefined {
  const known = list?.filter((name) => name !== undefined);
  return known?.length === list?.length ? known : undefined;
}

function holeIn({ document }: Stating, field: string): Absence | undefined {
  const list = readTexts(document, [HOST, field]);
  if (!list.known) return list.absence;
  const index = list.value.indexOf(undefined);
  const item = index === -1 ? undefined : readText(document, [HOST, field, index]);
  return item === undefined || item.known ? undefined : item.absence;
}

function stateUser(stating: Stating): void {
  const { document } = stating;
  const path = ['Config', 'User'];
  const user = readText(document, path);
  if (document.kind === 'run' && user.known && user.value === '') {
    const absence = inheritedFromImage('give `--user`, or scan the image', document.declared);
    for (const field of ['user', 'uid', 'gid'] as const) stateUnknown(stating, field, absence);
    return;
  }
  state(stating, 'user', user);
  if (!user.known) {
    state(stating, 'uid', user);
    state(stating, 'gid', user);
    return;
  }
  const { uid, gid } = parseUser(user.value);
  state(stating, 'uid', idOf(uid, `only /etc/passwd of the image can tell the uid of \`${user.value}\``));
  state(stating, 'gid', idOf(gid, `only the files of the image can tell the group of \`${user.value}\``));

  function idOf(id: number | undefined, reason: string): Found<number> {
    if (id !== undefined) return found(id, document.origin(path));
    const hint = 'write numbers, for example `--user 1000:1000`';
    return lost({ reason, ...(document.kind === 'run' ? { hint } : {}), at: document.declared }, document.origin(path));
  }
}
