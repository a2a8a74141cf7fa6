// What an engine says of its daemon and of the host it runs on.
import type { EngineHost } from '../model/sandbox.ts';
import { isObject } from '../parse/json-object.ts';
import { askDocument } from './answer.ts';
import { countOf, fieldOf, flagOf, listOf, textOf, textsOf } from './field.ts';
import { printable } from './printable.ts';
import type { Transport } from './transport.ts';
import { askVersion, type EngineVersion } from './version.ts';

/** Architectures as the kernel calls them, with the names that images bear. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  armv6l: 'arm',
  armv7l: 'arm',
  armv8l: 'arm',
  i386: '386',
  i686: '386',
  loongarch64: 'loong64',
};

/** Reads `/info` and `/version`. A limit that the engine does not say it can set counts as one it cannot. */
export async function readHost(transport: Transport, version: EngineVersion): Promise<EngineHost> {
  const [info, about] = await Promise.all([
    askDocument(transport, { path: `/v${version.api}/info` }),
    askVersion(transport),
  ]);
  const word = (document: unknown, key: string): string => printable(textOf(document, key), 100);
  return {
    name: version.name,
    os: word(info, 'OSType') || word(about, 'Os'),
    architecture: word(about, 'Arch') || architectureOf(word(info, 'Architecture')),
    kernel: word(info, 'KernelVersion') || word(about, 'KernelVersion'),
    cpus: countOf(info, 'NCPU') ?? 0,
    // Engines that say nothing knew version 1 alone.
    cgroupVersion: textOf(info, 'CgroupVersion') === '2' ? 2 : 1,
    security: textsOf(info, 'SecurityOptions').map(securityOf),
    memoryLimit: flagOf(info, 'MemoryLimit'),
    swapLimit: flagOf(info, 'SwapLimit'),
    pidsLimit: flagOf(info, 'PidsLimit'),
    cpuQuota: flagOf(info, 'CpuCfsQuota'),
    runtimes: runtimesOf(info),
    defaultRuntime: word(info, 'DefaultRuntime'),
    runcVersion: runcOf(about),
    local: isLocal(transport, textOf(info, 'OperatingSystem')),
  };
}

function architectureOf(machine: string): string {
  return Object.hasOwn(ARCHITECTURES, machine) ? (ARCHITECTURES[machine] ?? machine) : machine;
}

/** `name=seccomp,profile=default`; older engines say the name alone. */
function securityOf(option: string): string {
  return printable(/(?:^|,)name=([^,]*)/.exec(option)?.[1] ?? option, 100);
}

function runtimesOf(info: unknown): string[] {
  const runtimes = fieldOf(info, 'Runtimes');
  const names = isObject(runtimes) ? Object.keys(runtimes) : [];
  return names.map((name) => printable(name, 100)).sort();
}

function runcOf(about: unknown): string {
  const runc = listOf(about, 'Components').find((component) => textOf(component, 'Name') === 'runc');
  return printable(textOf(runc, 'Version'), 100);
}

/** Docker Desktop has a socket here and its containers in a virtual machine. */
function isLocal({ endpoint }: Transport, operatingSystem: string): boolean {
  return endpoint.kind === 'unix' && !/docker desktop/i.test(operatingSystem);
}
