// The value of `--mount`: one CSV record of keys and values.
import { InputError } from '../model/errors.ts';
import { parseCsv } from './csv.ts';
import { parseByteSize } from './docker-limits.ts';
import type { MountRequest } from './docker-request.ts';
import { parseGoBool } from './go-values.ts';
import { hasHole } from './hole.ts';
import { addPodmanMountKey, type MountDraft } from './podman-mount.ts';

export interface ParsedMount {
  readonly mount: MountRequest;
  /** Fields of the mount that stand in a hole, by their API name; `*` where anything may be meant. */
  readonly unknown: readonly string[];
}

/** Reads a mount as the given client does. Throws InputError. */
export function parseMount(text: string, client: 'docker' | 'podman' = 'docker'): ParsedMount {
  const draft: MountDraft = { mount: { Type: 'volume' }, unknown: [], bindRecursive: '', typed: new Map() };
  for (const field of parseCsv(text)) readField(draft, field, client);
  if (client === 'docker') checkMount(draft);
  if ((draft.mount.Target ?? '') === '' && draft.unknown.length === 0)
    throw new InputError('the mount has no target; add target=/PATH');
  return { mount: draft.mount, unknown: draft.unknown };
}

function readField(draft: MountDraft, field: string, client: 'docker' | 'podman'): void {
  const equals = field.indexOf('=');
  const written = equals === -1 ? field : field.slice(0, equals);
  const value = equals === -1 ? undefined : field.slice(equals + 1);
  if (hasHole(written)) {
    draft.unknown.push('*');
    return;
  }
  if (written.trim() !== written || (value !== undefined && value.trim() !== value))
    throw new InputError(`there is a blank around the key or value of \`${field}\``);
  const key = written.toLowerCase();
  if (client === 'podman' && addPodmanMountKey(draft, key, value)) return;
  if (value !== undefined) addKey(draft, key, value);
  else if (['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive'].includes(key)) addKey(draft, key, 'true');
  else throw new InputError(`\`${field}\` needs a value: ${key}=VALUE`);
}

function addKey(draft: MountDraft, key: string, value: string): void {
  const { mount } = draft;
  switch (key) {
    case 'type':
      mount.Type = value.toLowerCase();
      return;
    case 'source':
    case 'src':
      if (value === '') delete mount.Source;
      else mount.Source = value;
      return;
    case 'target':
    case 'dst':
    case 'destination':
      mount.Target = value;
      return;
    case 'readonly':
    case 'ro':
      if (hasHole(value)) draft.unknown.push('ReadOnly');
      else if (parseGoBool(value)) mount.ReadOnly = true;
      else delete mount.ReadOnly;
      return;
    case 'consistency':
      mount.Consistency = value.toLowerCase();
      return;
    default:
      if (!addTypedKey(draft, key, value)) throw new InputError(`a mount has no key \`${key}\``);
  }
}

function addTypedKey(draft: MountDraft, key: string, value: string): boolean {
  const { mount, typed } = draft;
  const truth = () => !hasHole(value) && parseGoBool(value);
  if (key.startsWith('bind-')) typed.set('BindOptions', key);
  if (key.startsWith('volume-')) typed.set('VolumeOptions', key);
  if (key.startsWith('image-')) typed.set('ImageOptions', key);
  if (key.startsWith('tmpfs-')) typed.set('TmpfsOptions', key);
  switch (key) {
    case 'bind-propagation':
      mount.BindOptions = { ...mount.BindOptions, ...(value === '' ? {} : { Propagation: value.toLowerCase() }) };
      return true;
    case 'bind-nonrecursive':
      mount.BindOptions = { ...mount.BindOptions, ...(truth() ? { NonRecursive: true } : {}) };
      return true;
    case 'bind-recursive':
      addRecursion(draft, value);
      return true;
    case 'volume-nocopy':
      mount.VolumeOptions = { DriverConfig: {}, ...mount.VolumeOptions, ...(truth() ? { NoCopy: true } : {}) };
      return true;
    case 'volume-subpath':
      mount.VolumeOptions = { DriverConfig: {}, ...mount.VolumeOptions, Subpath: value };
      return true;
    case 'volume-label':
      mount.VolumeOptions = {
        DriverConfig: {},
        ...mount.VolumeOptions,
        Labels: withPair(mount.VolumeOptions?.Labels, value),
      };
      return true;
    case 'volume-driver':
      mount.VolumeOptions = {
        ...mount.VolumeOptions,
        DriverConfig: { ...mount.VolumeOptions?.DriverConfig, ...(value === '' ? {} : { Name: value }) },
      };
      return true;
    case 'volume-opt': {
      const driver = mount.VolumeOptions?.DriverConfig;
      mount.VolumeOptions = {
        ...mount.VolumeOptions,
        DriverConfig: { ...driver, Options: withPair(driver?.Options, value) },
      };
      return true;
    }
    case 'image-subpath':
      mount.ImageOptions = { Subpath: value };
      return true;
    case 'tmpfs-size':
      if (hasHole(value)) draft.unknown.push('TmpfsOptions');
      else setTmpfs(mount, 'SizeBytes', parseByteSize(value));
      return true;
    case 'tmpfs-mode':
      if (!hasHole(value) && !/^[0-7]{1,10}$/.test(value)) throw new InputError(`\`${value}\` is no octal mode`);
      if (!hasHole(value)) setTmpfs(mount, 'Mode', Number.parseInt(value, 8));
      return true;
    default:
      return false;
  }
}

/** Zero is how the client says that nothing is set. */
function setTmpfs(mount: MountRequest, field: 'SizeBytes' | 'Mode', value: number): void {
  const { [field]: _, ...others } = mount.TmpfsOptions ?? {};
  mount.TmpfsOptions = value === 0 ? others : { ...others, [field]: value };
}

function addRecursion(draft: MountDraft, value: string): void {
  const { mount } = draft;
  draft.bindRecursive = value;
  if (value === 'disabled') mount.BindOptions = { ...mount.BindOptions, NonRecursive: true };
  else if (value === 'writable') mount.BindOptions = { ...mount.BindOptions, ReadOnlyNonRecursive: true };
  else if (value === 'readonly') mount.BindOptions = { ...mount.BindOptions, ReadOnlyForceRecursive: true };
  else if (value !== 'enabled' && !hasHole(value))
    throw new InputError(`bind-recursive is enabled, disabled, writable or readonly, not \`${value}\``);
}

const TYPE_OF_OPTIONS = { BindOptions: 'bind', VolumeOptions: 'volume', TmpfsOptions: 'tmpfs', ImageOptions: 'image' };

function checkMount({ mount, typed, bindRecursive, unknown }: MountDraft): void {
  if (unknown.length > 0 || hasHole(mount.Type)) return;
  if (mount.Type === '') throw new InputError('the mount has an empty type');
  for (const [options, key] of typed) {
    if (mount.Type !== TYPE_OF_OPTIONS[options])
      throw new InputError(
        `${key} belongs to a mount of type ${TYPE_OF_OPTIONS[options]}, and this one is ${mount.Type}`,
      );
  }
  const needsReadOnly = bindRecursive === 'writable' || bindRecursive === 'readonly';
  if (needsReadOnly && mount.ReadOnly !== true) throw new InputError(`bind-recursive=${bindRecursive} needs readonly`);
  if (bindRecursive === 'readonly' && mount.BindOptions?.Propagation !== 'rprivate')
    throw new InputError('bind-recursive=readonly needs bind-propagation=rprivate');
}

function withPair(map: Record<string, string> | undefined, text: string): Record<string, string> {
  const cut = text.indexOf('=');
  const key = cut === -1 ? text : text.slice(0, cut);
  return Object.fromEntries([...Object.entries(map ?? {}), [key, cut === -1 ? '' : text.slice(cut + 1)]]);
}
