// What the declaration of a service asks of its container beyond the image: what can be had in the sandbox, and what is not followed.
import { printable } from '../../engine/printable.ts';
import type { Mount } from '../../model/container.ts';
import type { AllowedRelaxation, ShippedBelow } from '../../model/sandbox.ts';
import type { Subject } from '../../model/subject.ts';
import type { DeclaredLimits } from './limits.ts';
import { tmpfsPath } from './tmpfs-path.ts';

type Service = Subject<'container'>;

export interface Declaration {
  /** Each to be judged by the policy. */
  readonly relaxations: readonly AllowedRelaxation[];
  readonly limits: DeclaredLimits;
  /** What is not followed, each with its place. */
  readonly notices: readonly string[];
}

/** Directories in which an image keeps its programs and settings: what is mounted there is content, and an empty directory in its place would break them. */
const CONTENT = /^\/(?:bin|boot|etc|lib|lib32|lib64|sbin|usr)(?:\/|$)/;

/** Reads what a service asks for. `shippedBelow` tells what the image holds, where its layers were read. */
export function readDeclaration(service: Service, shippedBelow?: ShippedBelow): Declaration {
  const relaxations: AllowedRelaxation[] = [];
  const notices: string[] = [];
  for (const [index, name] of (service.facts.capAdd ?? []).entries()) {
    const by = placeOf(service, `capAdd[${index}]`);
    if (name === undefined) notices.push(`A capability that is not known is not given (${by})`);
    else relaxations.push({ relaxation: { kind: 'capability', name }, by });
  }
  for (const [index, mount] of (service.facts.mounts ?? []).entries()) {
    const by = placeOf(service, `mounts[${index}]`);
    const answer = readMount(mount, shippedBelow);
    if ('notice' in answer) notices.push(`${answer.notice} (${by})`);
    if ('relaxation' in answer) relaxations.push({ relaxation: answer.relaxation, by });
  }
  return { relaxations, limits: limitsOf(service), notices: [...notices, ...notFollowed(service)] };
}

type MountAnswer =
  | { readonly notice: string }
  | { readonly relaxation: AllowedRelaxation['relaxation']; readonly notice: string }
  | { readonly relaxation: AllowedRelaxation['relaxation'] };

/** A place that would be written to becomes an empty tmpfs; content that would be read is not there, and that of the image stays. */
function readMount(
  { type = '', target = '', readOnly, sizeBytes = 0, options = [] }: Mount,
  shippedBelow?: ShippedBelow,
): MountAnswer {
  const shown = printable(target, 200);
  if (target === '') return { notice: 'A mount whose place is not known is left out' };
  const answer = tmpfsPath(target);
  if ('refusal' in answer)
    return {
      notice:
        target === '/dev/shm'
          ? '/dev/shm has the size of the sandbox'
          : `The mount on ${shown} is left out: ${answer.refusal}`,
    };
  const { path } = answer;
  if (type === 'tmpfs') {
    const size = sizeBytes > 0 ? { sizeBytes: Math.max(sizeBytes, 4096) } : {};
    const exec = options.includes('exec') ? { exec: true } : {};
    return { relaxation: { kind: 'tmpfs', path, ...size, ...exec } };
  }
  const what = `What ${type === 'bind' ? 'the host' : 'a volume'} holds for ${shown} is not there`;
  const isFile = /\.[A-Za-z][A-Za-z0-9]{0,8}$/.test(path) && !/\.d$/.test(path);
  const shipped = type === 'bind' && (shippedBelow?.(path).files ?? 0) > 0;
  if (readOnly === true || isFile || shipped || CONTENT.test(path))
    return { notice: `${what}; the image is left as it is there` };
  return { relaxation: { kind: 'tmpfs', path }, notice: `${what}: it is an empty directory in memory` };
}

function limitsOf({ facts: { memoryBytes = 0, cpus = 0, pidsLimit = 0 } }: Service): DeclaredLimits {
  return {
    ...(memoryBytes > 0 ? { memoryBytes } : {}),
    ...(cpus > 0 ? { cpus } : {}),
    ...(pidsLimit > 0 ? { pids: pidsLimit } : {}),
  };
}

/** What a sandbox never gives, by the field that asks for it. */
function notFollowed(service: Service): string[] {
  const { facts } = service;
  const some = (list: readonly unknown[] | undefined) => (list?.length ?? 0) > 0;
  const mode = facts.networkMode ?? '';
  const table: readonly (readonly [boolean, string, string])[] = [
    [facts.privileged === true, 'privileged', '`privileged` is not followed'],
    [some(facts.devices), 'devices', `Devices are not given: ${textsOf(facts.devices)}`],
    [some(facts.sysctls), 'sysctls', 'Kernel settings (`sysctls`) are not followed'],
    [
      some(facts.securityOptions),
      'securityOptions',
      'Security options of the service are not followed: the sandbox has its own',
    ],
    [
      /^(?:host|container:|service:)/.test(mode),
      'networkMode',
      `The network mode \`${printable(mode, 100)}\` is not followed`,
    ],
    [facts.pid !== undefined && facts.pid !== '', 'pid', 'A shared PID namespace is not followed'],
    [facts.hostIpc === true, 'ipc', 'A shared IPC namespace is not followed'],
    [
      facts.usernsMode !== undefined && facts.usernsMode !== '',
      'usernsMode',
      'The user namespace mode is not followed',
    ],
    [some(facts.groupAdd), 'groupAdd', 'Supplementary groups are not given'],
    [some(facts.volumesFrom), 'volumesFrom', 'Mounts of other containers are not there'],
    [some(facts.hooks), 'hooks', 'Lifecycle hooks are not run'],
    [facts.useApiSocket === true, 'useApiSocket', 'The API of the engine is not handed in'],
    [
      facts.runtime !== undefined && facts.runtime !== '',
      'runtime',
      'The runtime of the service is not followed; --runtime chooses one',
    ],
  ];
  return table.flatMap(([applies, field, text]) => (applies ? [`${text} (${placeOf(service, field)})`] : []));
}

function textsOf(devices: Service['facts']['devices'] = []): string {
  return devices
    .map(({ text = '?' }) => printable(text, 100))
    .slice(0, 5)
    .join(', ');
}

/** `compose.yaml:12`: of the element, or of its list, or of the service. */
function placeOf({ origins, declared }: Service, path: string): string {
  const { file, startLine } = (origins[path] ?? origins[path.replace(/\[\d+\]$/, '')])?.at ?? declared;
  return `${file}:${startLine}`;
}
