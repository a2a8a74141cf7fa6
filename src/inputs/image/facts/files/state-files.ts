// States the files of an image that have something to say, and only those.
import type { ImageTree, TreeEntry, TreeInterest } from '../../../../model/layer.ts';
import type { Location } from '../../../../model/location.ts';
import type { Absence, Subject } from '../../../../model/subject.ts';
import { subjectBuilder } from '../../../subject-builder.ts';
import type { SensitiveTrace } from '../../readers/sensitive-files.ts';
import type { BaselineOf } from '../../setuid-baseline.ts';
import { isInterpreterName } from './interpreters.ts';
import { isPrivilege, type Privilege, privilegeOf } from './privilege.ts';
import { cacheFolder, isTellingFolder, programRole } from './programs.ts';
import { folderOf, gatherTraces, type Traces } from './traces.ts';

export interface FileContext {
  readonly tree: ImageTree;
  /** Id of the image: part of the ids of its files where a target holds several. */
  readonly image: { readonly id: string };
  /** Starts the id of each file. */
  readonly idPrefix: string;
  readonly declared: Location;
  /** What made each layer, for messages. */
  readonly layerTexts: readonly string[];
  /** The instruction of a Dockerfile that made a layer, where one of the same scan explains the image. */
  readonly placeOf: (layer: number) => Location | undefined;
  /** Whether a layer belongs to the base image; `undefined` where that is not known. */
  readonly isInherited: (layer: number) => boolean | undefined;
  /** Package that owns a path relative to the root; empty for none. */
  readonly ownerOf: (path: string) => string;
  readonly baselineOf: BaselineOf;
  /** Paths, absolute, that rules ask for; absent where none does. */
  readonly isWanted: ((path: string) => boolean) | undefined;
  /** Paths, relative to the root, of files in which credentials were found. */
  readonly credentials: ReadonlyMap<string, string>;
}

/** Files of one kind that are stated; an image can hold any number of them. */
const MOST_FILES = 5000;

const NO_BOUNDARY: Absence = {
  reason: 'the history does not tell where the base image ends',
  hint: 'scan the Dockerfile together with the image',
};

/** One subject for every such file; caches of package managers are one for each folder. */
export function stateFiles(context: FileContext): Subject<'file'>[] {
  const traces = gatherTraces(context.tree);
  const caches = new Map<string, number>();
  const subjects: Subject<'file'>[] = [];
  for (const entry of context.tree.entries(interestIn(traces, context))) {
    const folder = entry.type === 'file' ? cacheFolder(entry.path) : undefined;
    if (folder !== undefined) caches.set(folder, (caches.get(folder) ?? 0) + entry.size);
    if (subjects.length >= MOST_FILES) continue;
    const subject = stateFile(entry, traces, context);
    if (subject !== undefined) subjects.push(subject);
  }
  for (const [folder, size] of caches) {
    const entry = context.tree.find(folder);
    if (entry !== undefined) subjects.push(describe({ ...entry, size }, { role: 'package-cache' }, context));
  }
  return subjects.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Of most entries nothing is said, whatever they hold, and that can be told by where they lie. */
function interestIn({ folders }: Traces, { credentials, isWanted }: FileContext): TreeInterest | undefined {
  if (isWanted !== undefined) return undefined;
  const ofCredentials = new Set([...credentials.keys()].map(folderOf));
  return {
    folder: (path) => folders.has(path) || ofCredentials.has(path) || isTellingFolder(path),
    entry: (type, mode, hasCapability) =>
      type === 'char' ||
      type === 'block' ||
      (type === 'file' && ((mode & 0o6000) !== 0 || hasCapability)) ||
      isWorldWritable({ type, mode }),
  };
}

/** What is said of a file beyond its entry. */
interface Saying {
  readonly role: string;
  readonly privilege?: Privilege;
  readonly emptyPassword?: boolean;
  readonly extraRoot?: readonly string[];
  readonly passwordlessSudo?: readonly string[];
}

function stateFile(entry: TreeEntry, known: Traces, context: FileContext): Subject<'file'> | undefined {
  const { path, type, mode, capability } = entry;
  const isFile = type === 'file' || type === 'hardlink';
  const marked = isFile && ((mode & 0o6000) !== 0 || capability !== '');
  const traces = marked || isRead(path) ? known.of(entry) : [];
  const privilege = marked
    ? privilegeOf(
        entry,
        traces.some(({ what }) => what === 'script'),
      )
    : undefined;
  const saying = { ...roleOf(entry, traces, context), ...(privilege === undefined ? {} : { privilege }) };
  const speaks =
    saying.role !== '' ||
    (privilege !== undefined && isPrivilege(privilege)) ||
    type === 'char' ||
    type === 'block' ||
    isWorldWritable(entry) ||
    traces.some(({ what }) => what === 'preload') ||
    context.isWanted?.(`/${path}`) === true;
  return speaks ? describe(entry, saying, context) : undefined;
}

/** Paths of which a reader may have stated something although they have no privilege. */
function isRead(path: string): boolean {
  return path.startsWith('etc/') || path.startsWith('usr/local/etc/') || /\.[a-z0-9]{3,8}$/i.test(path);
}

function roleOf(entry: TreeEntry, traces: readonly SensitiveTrace[], { credentials }: FileContext): Saying {
  const { path } = entry;
  // Of two entries with one name in a layer the last counts.
  for (const trace of traces.toReversed()) {
    switch (trace.what) {
      case 'accounts':
        return {
          role: path.endsWith('shadow') ? 'shadow' : 'passwd',
          emptyPassword: trace.emptyPassword,
          extraRoot: trace.extraRoot,
        };
      case 'sudoers':
        return { role: 'sudoers', passwordlessSudo: trace.passwordless };
      case 'key-store':
        return { role: 'key-store' };
      case 'preload':
        return { role: trace.empty ? '' : 'preload' };
      default:
    }
  }
  return { role: credentials.get(path) ?? (entry.type === 'directory' ? '' : programRole(path)) };
}

/** Everybody may write to it, and in a directory delete what is not theirs. */
function isWorldWritable({ type, mode }: Pick<TreeEntry, 'type' | 'mode'>): boolean {
  if (type !== 'file' && type !== 'hardlink' && type !== 'directory') return false;
  return (mode & 0o002) !== 0 && !(type === 'directory' && (mode & 0o1000) !== 0);
}

function describe(entry: TreeEntry, saying: Saying, context: FileContext): Subject<'file'> {
  const { mode, type, layer } = entry;
  const path = `/${entry.path}`;
  const place = context.placeOf(layer) ?? context.declared;
  const privilege = saying.privilege ?? {
    setuid: false,
    setgid: false,
    capabilities: [],
    capabilitiesEffective: false,
  };
  const isDevice = type === 'char' || type === 'block';
  const inherited = context.isInherited(layer);
  const builder = subjectBuilder('file', `${context.idPrefix}${path}`, path, place, {
    path,
    type: type === 'hardlink' ? 'file' : type,
    mode,
    modeText: mode.toString(8).padStart(4, '0'),
    uid: entry.uid,
    gid: entry.gid,
    sizeBytes: entry.size,
    ...privilege,
    device: isDevice ? `${type} ${entry.deviceMajor}:${entry.deviceMinor}` : '',
    worldWritable: type !== 'symlink' && (mode & 0o002) !== 0,
    sticky: type === 'directory' && (mode & 0o1000) !== 0,
    package: context.ownerOf(entry.path),
    role: saying.role,
    emptyPassword: saying.emptyPassword ?? false,
    extraRoot: saying.extraRoot ?? [],
    passwordlessSudo: saying.passwordlessSudo ?? [],
    interpreter: isInterpreterName(entry.path.slice(entry.path.lastIndexOf('/') + 1)),
    layer,
    layerText: context.layerTexts[layer] ?? `layer ${layer}`,
  });
  if (inherited === undefined) builder.unknown('inherited', NO_BOUNDARY);
  else builder.set('inherited', inherited);
  const baseline = isPrivilege(privilege) ? context.baselineOf(entry, privilege) : false;
  if (typeof baseline === 'boolean') builder.set('baseline', baseline);
  else builder.unknown('baseline', baseline);
  return { ...builder.build(), owner: { kind: 'image', id: context.image.id } };
}
