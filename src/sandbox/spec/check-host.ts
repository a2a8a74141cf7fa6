// What an engine must be able to enforce before anything is run on it, and what is worth knowing of it.
import { InputError } from '../../model/errors.ts';
import type { EngineHost } from '../../model/sandbox.ts';

/** First releases of runc in which no hole is known that lets a container out. */
const SAFE_RUNC: readonly (readonly [number, number, number])[] = [
  [1, 2, 8],
  [1, 3, 3],
  [1, 4, 0],
];

/** Throws InputError when the engine cannot enforce the hardening; answers with what it enforces only in part. */
export function checkHost(host: EngineHost): readonly string[] {
  // Its own profile lets programs trace each other, make user namespaces and run code from memory.
  if (/^podman/i.test(host.name))
    throw new InputError(
      `${host.name} takes a seccomp profile only as a file of its own host, so that the sandbox cannot hand over the one that it needs. Name a Docker engine with DOCKER_HOST`,
    );
  const missing = lacks(host);
  if (missing.length > 0)
    throw new InputError(
      `${host.name} cannot run anything safely: it lacks ${missing.join(', ')}. Enable it in the kernel or in the configuration of the engine, or name another engine with DOCKER_HOST`,
    );
  const notices: string[] = [];
  if (!host.swapLimit) notices.push('The engine cannot limit swap: memory beyond the limit may be swapped out');
  if (!host.cpuQuota) notices.push('The engine cannot limit CPU time: the run is not held to its share');
  if (host.security.includes('rootless'))
    notices.push('The engine runs without root: users of the container are shifted on the host');
  else if (host.security.includes('userns'))
    notices.push(
      'The engine maps users into a range of their own: numbers on the host differ from those in the container',
    );
  if (isOldRunc(host.runcVersion))
    notices.push(
      `runc ${host.runcVersion} is older than the last fixes for ways out of a container (1.2.8, 1.3.3), unless the distribution has carried them back`,
    );
  return notices;
}

function lacks(host: EngineHost): string[] {
  const needs: readonly (readonly [boolean, string])[] = [
    [host.os === 'linux', `Linux containers (it runs those of ${host.os === '' ? 'an unknown system' : host.os})`],
    [host.security.includes('seccomp'), 'seccomp'],
    [host.memoryLimit, 'the memory limit'],
    [host.pidsLimit, 'the limit on processes'],
  ];
  return needs.flatMap(([there, name]) => (there ? [] : [name]));
}

function isOldRunc(version: string): boolean {
  const [, major = '', minor = '', patch = ''] = /^(\d{1,4})\.(\d{1,4})\.(\d{1,4})/.exec(version) ?? [];
  if (major === '') return false;
  const [x, y, z] = [Number(major), Number(minor), Number(patch)];
  const same = SAFE_RUNC.find(([a, b]) => a === x && b === y);
  if (same !== undefined) return z < same[2];
  return x < 1 || (x === 1 && y < 2);
}
