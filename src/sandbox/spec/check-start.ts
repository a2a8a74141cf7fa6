// What an image must be like for a run of it to mean anything and to stay inside.
import { printable } from '../../engine/printable.ts';
import { InputError } from '../../model/errors.ts';
import type { EngineHost, SandboxWish } from '../../model/sandbox.ts';

/** 32-bit programs that a 64-bit kernel of the same family runs as well. */
const RUNS_TOO: Readonly<Record<string, readonly string[]>> = { amd64: ['386'], arm64: ['arm'] };

/** Throws InputError on an image that cannot be started, or whose working directory is a way out (CVE-2024-21626). Answers with what is odd. */
export function checkStart(wish: SandboxWish, host: EngineHost): readonly string[] {
  if (wish.entrypoint.length === 0 && wish.command.length === 0)
    throw new InputError(
      `${wish.reference} says no program to start: it has neither ENTRYPOINT nor CMD. Add one to the Dockerfile, or a command to the service`,
    );
  const nul = [...wish.entrypoint, ...wish.command].find((word) => word.includes('\0'));
  if (nul !== undefined) throw new InputError(`${wish.reference}: a word of its command holds a zero byte`);
  checkWorkingDir(wish);
  return checkPlatform(wish, host);
}

function checkWorkingDir({ reference, workingDir }: SandboxWish): void {
  if (workingDir === '') return;
  const shown = `"${printable(workingDir, 200)}"`;
  const place = `${reference}: the working directory ${shown}`;
  const mend = 'Name another with WORKDIR in the Dockerfile, or with working_dir in the service';
  if (!workingDir.startsWith('/')) throw new InputError(`${place} is not absolute. ${mend}`);
  if (workingDir.includes('\0')) throw new InputError(`${place} holds a zero byte. ${mend}`);
  const parts = workingDir.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw new InputError(`${place} leads upwards with \`..\`. ${mend}`);
  if (['proc', 'sys', 'dev'].includes(parts[0] ?? ''))
    throw new InputError(`${place} lies in a file system of the kernel, which can lead out of the container. ${mend}`);
}

function checkPlatform({ reference, os, architecture }: SandboxWish, host: EngineHost): readonly string[] {
  if (os !== '' && os !== host.os)
    throw new InputError(
      `${reference} is an image for ${os}, and ${host.name} runs ${host.os}. Take one for ${host.os}`,
    );
  if (architecture === '' || host.architecture === '')
    return [
      'Whether the image fits the processor of the engine is not known: one of them does not say its architecture',
    ];
  if (architecture === host.architecture) return [];
  if (RUNS_TOO[host.architecture]?.includes(architecture) === true)
    return [`The image is for ${architecture}, which processors of ${host.architecture} run as well`];
  throw new InputError(
    `${reference} is an image for ${os}/${architecture}, and ${host.name} runs on ${host.architecture}. Build or pull it with --platform ${host.os}/${host.architecture}`,
  );
}
