// Mounts that the engine refuses at create.
import type { CreateRequest, MountRequest } from './docker-request.ts';
import { hasHole } from './hole.ts';

/** A reason for the engine to say no, with the flag to point at and, for a flag that repeats, its value. */
export interface EngineProblem {
  readonly flag: string;
  /** The flag that may have said it instead. */
  readonly or?: string;
  readonly text?: string;
  readonly message: string;
}

/** The reasons why the engine would refuse the volumes, mounts and tmpfs of a request. */
export function* mountProblems({ HostConfig }: CreateRequest): Iterable<EngineProblem> {
  const targets = new Map<string, string>();
  for (const text of HostConfig.Binds ?? []) {
    const { target, message } = hasHole(text) || /^\p{L}:/u.test(text) ? {} : bindProblem(text);
    if (message !== undefined) yield { flag: 'volume', text, message };
    yield* targetProblems('volume', text, target, targets);
  }
  for (const mount of HostConfig.Mounts ?? []) {
    const message = mountProblem(mount);
    if (message !== undefined) yield { flag: 'mount', message };
    if (!/^(?:[A-Za-z]:|\\\\)/.test(mount.Target ?? ''))
      yield* targetProblems('mount', undefined, mount.Target, targets);
  }
  for (const target of Object.keys(HostConfig.Tmpfs ?? {})) yield* targetProblems('tmpfs', undefined, target, targets);
  for (const text of HostConfig.VolumesFrom ?? []) {
    const message = hasHole(text) ? undefined : lenderProblem(text);
    if (message !== undefined) yield { flag: 'volumes-from', text, message };
  }
}

function* targetProblems(
  flag: string,
  text: string | undefined,
  target: string | undefined,
  seen: Map<string, string>,
): Iterable<EngineProblem> {
  if (target === undefined || hasHole(target)) return;
  const at = text === undefined ? {} : { text };
  const clean = cleanPath(target);
  if (!target.startsWith('/')) yield { flag, ...at, message: `the target \`${target}\` is no absolute path` };
  if (clean === '/') yield { flag, ...at, message: 'the target cannot be /' };
  if (seen.has(clean)) yield { flag, ...at, message: `the target ${clean} is mounted twice` };
  seen.set(clean, flag);
}

const PROPAGATION = /^r?(?:private|shared|slave)$/;
const MODES: readonly RegExp[] = [/^r[ow]$/, /^[zZ]$/, PROPAGATION, /^nocopy$/, /^(?:consistent|cached|delegated)$/];
const VOLUME_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

function bindProblem(text: string): { readonly target?: string; readonly message?: string } {
  const [source = '', target = '', mode] = text.split(':');
  const isRelative = source.startsWith('.');
  const isNamed = !source.startsWith('/') && !isRelative;
  if (isNamed && !VOLUME_NAME.test(source))
    return { target, message: `\`${source}\` is no absolute path and no volume name` };
  if (mode === undefined) return isMode(target) ? { message: `\`${text}\` has a mode and no target` } : { target };
  if (!isMode(mode)) return { target, message: `\`${mode}\` is no volume mode` };
  const alien = mode.split(',').find((word) => (isNamed ? PROPAGATION.test(word) : word === 'nocopy'));
  if (alien === undefined) return { target };
  return { target, message: `\`${alien}\` is for ${isNamed ? 'host paths' : 'named volumes'} only` };
}

/** `name[:mode]` of a container whose volumes are taken over. */
function lenderProblem(text: string): string | undefined {
  const [name = '', ...rest] = text.split(':');
  const mode = rest.join(':');
  if (name === '') return 'the name of the container is missing';
  const fits = mode === '' || (isMode(mode) && mode.split(',').every((word) => /^(?:r[ow]|[zZ])$/.test(word)));
  return fits ? undefined : `\`${mode}\` is no mode for the volumes of another container; write ro or rw`;
}

function isMode(text: string): boolean {
  const words = text.split(',');
  const matched = MODES.map((group) => words.filter((word) => group.test(word)).length);
  return matched.every((count) => count < 2) && matched.reduce((sum, count) => sum + count, 0) === words.length;
}

// An engine on Windows knows `npipe`, and a line does not say which engine it is for.
const TYPES = ['bind', 'volume', 'tmpfs', 'image', 'cluster', 'npipe'];

function mountProblem(mount: MountRequest): string | undefined {
  const { Type, Source = '' } = mount;
  if (hasHole(Type)) return undefined;
  if (!TYPES.includes(Type)) return `there are no mounts of type \`${Type}\``;
  const propagation = mount.BindOptions?.Propagation ?? '';
  if (propagation !== '' && !hasHole(propagation) && !PROPAGATION.test(propagation))
    return `there is no propagation \`${propagation}\``;
  if (Type === 'bind' && !/^(?:[/.]|[A-Za-z]:|\\\\)/.test(Source) && !hasHole(Source))
    return `the source \`${Source}\` of a bind is no absolute path`;
  if (Type === 'tmpfs' && Source !== '') return 'a tmpfs has no source';
  const driver = mount.VolumeOptions?.DriverConfig?.Name ?? 'local';
  if (Type === 'volume' && Source !== '' && driver === 'local' && !hasHole(Source) && !VOLUME_NAME.test(Source))
    return `\`${Source}\` is no volume name`;
  if (Type === 'volume' && Source === '' && mount.ReadOnly === true)
    return 'a volume without a name cannot be read-only';
  return undefined;
}

function cleanPath(path: string): string {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return `/${kept.join('/')}`;
}
