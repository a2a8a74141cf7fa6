// The programs with setuid, setgid or capabilities that a distribution itself ships: data under policies/, looked up by release.

import { BrokenPolicyError } from '../../model/errors.ts';
import type { TreeEntry } from '../../model/layer.ts';
import type { Absence } from '../../model/subject.ts';
import { isObject } from '../../parse/json-object.ts';
import { readDataFile } from './data-file.ts';
import type { Privilege } from './facts/files/privilege.ts';

/** Whether a privileged file is one that the distribution ships with these bits; an absence where no list tells. */
export type BaselineOf = (entry: TreeEntry, privilege: Privilege) => boolean | Absence;

/** Chooses the list of a release; nothing of the distribution is known where it is `undefined`. */
export type SetuidBaseline = (distribution: string | undefined, version: string | undefined) => BaselineOf;

/** What a list allows one file: at most these bits, this group and these capabilities. */
interface Allowed {
  readonly mode: number;
  readonly group: number | undefined;
  readonly capabilities: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** Name of the file in the folder of the policies. */
const FILE = 'setuid-baseline.yaml';

/** Reads the lists. */
export async function loadSetuidBaseline(root: string): Promise<SetuidBaseline> {
  const document = await readDataFile(root, FILE);
  const sets = new Map(Object.entries(objectIn(document, 'sets')).map(([name, set]) => [name, readSet(set, name)]));
  const releases = listIn(document, 'releases').map((release) => ({
    ids: textsIn(release, 'ids'),
    versions: textsIn(release, 'versions'),
    allowed: new Map(textsIn(release, 'sets').flatMap((name) => [...(sets.get(name) ?? refuse(`no set ${name}`))])),
  }));
  return (distribution, version) => {
    if (distribution === undefined) return () => ({ reason: 'the distribution of the image is not known' });
    if (distribution === '') return () => false;
    const release = releases.find(
      ({ ids, versions }) => ids.includes(distribution) && versions.some((one) => covers(one, version ?? '')),
    );
    const name = `${distribution} ${version ?? ''}`.trim();
    if (release === undefined)
      return () => ({
        reason: `no list says which privileged programs ${name} ships`,
        hint: 'look at the file by hand',
      });
    return (entry, privilege) => isAllowed(release.allowed.get(foldPath(entry.path)), entry, privilege);
  };
}

function isAllowed(allowed: Allowed | undefined, entry: TreeEntry, privilege: Privilege): boolean {
  if (allowed === undefined || entry.uid !== 0) return false;
  if ((entry.mode & 0o6000 & ~allowed.mode) !== 0 || (entry.mode & 0o022) !== 0) return false;
  if (privilege.setgid && entry.gid !== 0 && entry.gid !== allowed.group) return false;
  return privilege.capabilities.every((capability) => allowed.capabilities.includes(capability));
}

/** `12` covers `12.5`; `*` every version. */
function covers(listed: string, version: string): boolean {
  return listed === '*' || version === listed || version.startsWith(`${listed}.`);
}

/** The place of a file where the folders of the root lead into /usr, as they do today. */
function foldPath(path: string): string {
  return /^(?:s?bin|lib)/.test(path) ? `/usr/${path}` : `/${path}`;
}

function readSet(set: unknown, name: string): [string, Allowed][] {
  return Object.entries(isObject(set) ? set : refuse(`set ${name} is no map`)).map(([path, value]) => {
    const file = typeof value === 'string' ? { mode: value } : value;
    if (!isObject(file) || typeof file.mode !== 'string' || !/^[0-7]{4}$/.test(file.mode))
      return refuse(`${path} in set ${name} has no mode of four octal digits`);
    const group = typeof file.gid === 'number' ? file.gid : undefined;
    const capabilities = 'capabilities' in file ? textsIn(file, 'capabilities') : [];
    return [path, { mode: Number.parseInt(file.mode, 8), group, capabilities }];
  });
}

function objectIn(document: unknown, key: string): Json {
  const value = isObject(document) ? document[key] : undefined;
  return isObject(value) ? value : refuse(`${key} is no map`);
}

function listIn(document: unknown, key: string): readonly unknown[] {
  const value = isObject(document) ? document[key] : undefined;
  return Array.isArray(value) ? value : refuse(`${key} is no list`);
}

function textsIn(document: unknown, key: string): string[] {
  return listIn(document, key).map((item) =>
    typeof item === 'string' ? item : refuse(`${key} holds what is no text`),
  );
}

function refuse(message: string): never {
  throw new BrokenPolicyError(`policies/${FILE}: ${message}`);
}
