// What it shares with the host: namespaces, and the network among them.
import type { AskedHardening } from '../../model/smoke-record.ts';
import { parseInterfaces } from '../../parse/proc/interfaces.ts';
import { type ProcFiles, textOf } from './proc-files.ts';
import { type Finding, type SettingCheck, showList, type View } from './setting.ts';

const NAMESPACES = ['net', 'pid', 'ipc', 'uts', 'mnt', 'cgroup', 'user'] as const;
type Namespace = (typeof NAMESPACES)[number];

/** Those that every run asks to have for itself. That of users is a choice of the daemon. */
const PRIVATE: readonly Namespace[] = ['pid', 'ipc', 'uts', 'mnt', 'cgroup'];

/** Numbers of the first namespaces of a machine, the same on every kernel that has them fixed. */
const FIRST: Readonly<Record<Namespace, number>> = {
  net: 4026531833,
  pid: 4026531836,
  ipc: 4026531839,
  uts: 4026531838,
  mnt: 4026531832,
  cgroup: 4026531835,
  user: 4026531837,
};

/** Interfaces that the kernel itself puts into every network namespace when the module of a tunnel is loaded. They are down. */
const FALLBACK = /^(?:tunl0|sit0|gre0|gretap0|erspan0|ip_vti0|ip6_vti0|ip6tnl0|ip6gre0)$/;

/** The settings that are namespaces. */
export function namespaceChecks({ network }: AskedHardening): readonly SettingCheck[] {
  return [
    { name: 'network', asked: network, ofHost: true, find: (view) => findNetwork(view, network) },
    ...PRIVATE.map((name) => ({
      name: `namespace.${name}`,
      asked: 'private',
      find: (view: View): Finding => {
        const shared = isShared(view, name);
        if (typeof shared === 'string') return { reason: shared };
        return { found: shared ? 'shared with the host' : 'private', holds: !shared };
      },
    })),
  ];
}

/** Namespaces shared with the host; undefined unless all can be compared. */
export function hostNamespaces(view: View): readonly string[] | undefined {
  const shared = NAMESPACES.map((name) => ({ name, answer: isShared(view, name) }));
  if (shared.some(({ answer }) => typeof answer === 'string')) return undefined;
  return shared.flatMap(({ name, answer }) => (answer === true ? [name] : []));
}

/** Interfaces of its network; undefined where they cannot be read. */
export function interfacesOf({ proc, pid }: View): readonly string[] | undefined {
  const text = textOf(proc.process(pid, 'net/dev'));
  return text === undefined ? undefined : parseInterfaces(text).filter((name) => !FALLBACK.test(name));
}

/** Whether its network is that of the host; undefined where it cannot be told. */
export function sharesNetwork(view: View): boolean | undefined {
  const shared = isShared(view, 'net');
  return typeof shared === 'string' ? undefined : shared;
}

function findNetwork(view: View, asked: AskedHardening['network']): Finding {
  const shared = isShared(view, 'net');
  if (typeof shared === 'string') return { reason: shared };
  if (shared) return { found: 'that of the host', holds: false };
  const interfaces = interfacesOf(view);
  if (interfaces === undefined) return { reason: 'its network interfaces cannot be read' };
  return {
    found: `interfaces: ${showList(interfaces.slice(0, 10))}`,
    holds: asked === 'bridge' || interfaces.every((name) => name === 'lo'),
  };
}

/** Whether the namespace is the first of the machine, or that of its first process, or ours; or why that cannot be told. */
function isShared({ proc, pid }: View, name: Namespace): boolean | string {
  const seen = proc.link(pid, `ns/${name}`);
  if ('missing' in seen) return `its namespaces cannot be compared: ${seen.missing}`;
  const own = textOf(proc.link('self', `ns/${name}`));
  const first = textOf(proc.link(1, `ns/${name}`));
  if (seen.text === own || seen.text === first || seen.text === `${name}:[${FIRST[name]}]`) return true;
  return first !== undefined || isOnHost(proc) ? false : 'those of the host cannot be read';
}

/** We are in no container ourselves: those always have a host name and message queues of their own. */
function isOnHost(proc: ProcFiles): boolean {
  return (['uts', 'ipc'] as const).every(
    (name) => textOf(proc.link('self', `ns/${name}`)) === `${name}:[${FIRST[name]}]`,
  );
}
