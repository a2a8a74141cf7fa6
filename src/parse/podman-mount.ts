// Keys of a `--mount` and options of a `-v` that only podman knows.
import { InputError } from '../model/errors.ts';
import type { MountRequest } from './docker-request.ts';
import { parseGoBool } from './go-values.ts';
import { hasHole } from './hole.ts';

/** What is collected while the fields of a mount are read. */
export interface MountDraft {
  readonly mount: MountRequest;
  readonly unknown: string[];
  bindRecursive: string;
  /** API fields that belong to one type of mount, with the key that asked for each. */
  readonly typed: Map<'BindOptions' | 'VolumeOptions' | 'TmpfsOptions' | 'ImageOptions', string>;
}

const FLAG_OPTIONS = new Set([
  'suid',
  'nosuid',
  'dev',
  'nodev',
  'exec',
  'noexec',
  'notmpcopyup',
  'tmpcopyup',
  'nocreate',
  'no-dereference',
]);

/** Takes a key that only podman knows; answers false for every other one. */
export function addPodmanMountKey(draft: MountDraft, key: string, value: string | undefined): boolean {
  const { mount } = draft;
  const add = (option: string) => {
    mount.Options = [...(mount.Options ?? []), option];
  };
  if (FLAG_OPTIONS.has(key)) {
    if (value === undefined || truth(value)) add(key);
    return true;
  }
  switch (key) {
    case 'dest':
      mount.Target = value ?? '';
      return true;
    case 'rw':
      if (value !== undefined && hasHole(value)) draft.unknown.push('ReadOnly');
      else if (value === undefined || parseGoBool(value)) delete mount.ReadOnly;
      else mount.ReadOnly = true;
      return true;
    case 'relabel':
      if (value !== 'shared' && value !== 'private') throw new InputError('relabel is shared or private');
      add(value === 'shared' ? 'z' : 'Z');
      return true;
    case 'u':
    case 'chown':
      if (value === undefined || truth(value)) add('U');
      return true;
    case 'idmap':
      add(value === undefined ? 'idmap' : `idmap=${value}`);
      return true;
    case 'subpath':
      if (mount.Type === 'image') mount.ImageOptions = { Subpath: value ?? '' };
      else mount.VolumeOptions = { ...mount.VolumeOptions, Subpath: value ?? '' };
      return true;
    case 'volume-label':
      throw new InputError('podman takes no volume-label in a mount');
    default:
      return false;
  }
}

const GROUPS: readonly (readonly string[])[] = [
  ['ro', 'rw'],
  ['z', 'Z'],
  ['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave', 'unbindable', 'runbindable'],
  ['suid', 'nosuid'],
  ['dev', 'nodev'],
  ['exec', 'noexec'],
  ['copy', 'nocopy'],
  ['bind', 'rbind'],
];
const SINGLE = new Set(['O', 'U', 'nocreate', 'no-dereference']);
const KEYED = /^(?:upperdir|workdir|idmap|size|mode)(?:=|$)/;

/** Checks the options of a podman volume. Throws InputError. */
export function checkPodmanVolumeOptions(options: readonly string[]): void {
  for (const option of options) {
    const isKnown = SINGLE.has(option) || KEYED.test(option) || GROUPS.some((group) => group.includes(option));
    if (!isKnown && !hasHole(option)) throw new InputError(`a podman volume has no option \`${option}\``);
  }
  for (const group of GROUPS) {
    const given = options.filter((option) => group.includes(option));
    if (given.length > 1)
      throw new InputError(`only one of ${group.join(', ')} may be given, not ${given.join(' and ')}`);
  }
}

function truth(value: string): boolean {
  return hasHole(value) || parseGoBool(value);
}
