// The mounts that a request asks for: Binds, Mounts, Tmpfs and anonymous volumes.
import { InputError } from '../../model/errors.ts';
import { parseByteSize } from '../../parse/docker-limits.ts';
import { HOLE, hasHole } from '../../parse/hole.ts';
import { parseVolume } from '../../parse/volume.ts';
import { type EngineDocument, itemsAt, keysAt, type Path, valueAt } from './document.ts';
import { type Found, found, lost, readBool, readInt, readText } from './found.ts';

const HOST = 'HostConfig';

/** A mount before it becomes facts. Texts may hold holes. */
export interface MountDraft {
  readonly path: Path;
  /** A hole where it may be a bind or a volume. */
  readonly type: string;
  readonly source: string;
  readonly target: string;
  readonly readOnly: Found<boolean>;
  readonly propagation: string;
  readonly relabel: string;
  readonly options: readonly string[];
  readonly sizeBytes: Found<number>;
  /** The host path that a volume binds. */
  readonly binds?: string;
}

/** The mounts as asked for, in the order of the request. */
export function requestedMounts(document: EngineDocument): MountDraft[] {
  return [
    ...itemsAt(document, [HOST, 'Binds']).map((path) => fromBind(document, path)),
    ...itemsAt(document, [HOST, 'Mounts']).map((path) => fromMount(document, path)),
    ...keysAt(document, [HOST, 'Tmpfs']).map((target) => fromTmpfs(document, target)),
    ...(document.kind === 'run' ? keysAt(document, ['Config', 'Volumes']).map((target) => anonymous(target)) : []),
  ];
}

function anonymous(target: string): MountDraft {
  return { ...PLAIN, path: ['Config', 'Volumes', target], type: 'volume', source: '', target };
}

const PLAIN = {
  readOnly: found(false),
  propagation: '',
  relabel: '',
  options: [],
  sizeBytes: found(0),
} as const;

function fromBind(document: EngineDocument, path: Path): MountDraft {
  const value = valueAt(document, path);
  const text = typeof value === 'string' ? value : document.fail(path, 'a text');
  if (hasHole(text) && !text.includes(':'))
    return { ...PLAIN, path, type: HOLE, source: text, target: text, readOnly: lost(document.explain(text, path)) };
  const volume = cutVolume(document, path, text);
  const open = volume.options.find((option) => hasHole(option));
  const has = (...names: readonly string[]) => volume.options.find((option) => names.includes(option)) ?? '';
  const overlay = has('O') !== '';
  const unknownType = volume.type === 'volume' && volume.source.startsWith(HOLE);
  return {
    path,
    type: unknownType ? HOLE + volume.source.slice(HOLE.length) : volume.type,
    source: volume.source,
    target: volume.target,
    readOnly: open === undefined ? found(has('ro') !== '' || overlay) : lost(document.explain(open, path)),
    propagation: open ?? has('private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave'),
    relabel: open ?? has('z', 'Z'),
    options: [],
    sizeBytes: found(0),
  };
}

function cutVolume(document: EngineDocument, path: Path, text: string): ReturnType<typeof parseVolume> {
  try {
    return parseVolume(text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return document.fail(path, 'SOURCE:TARGET[:OPTIONS]');
  }
}

function fromMount(document: EngineDocument, path: Path): MountDraft {
  const text = (...keys: readonly string[]) => {
    const value = valueAt(document, [...path, ...keys]);
    return value === null ? '' : typeof value === 'string' ? value : document.fail([...path, ...keys], 'a text');
  };
  const type = text('Type');
  const options = type === 'tmpfs' ? tmpfsOptions(document, path) : [];
  const flags = podmanOptions(document, path);
  const driver: Path = [...path, 'VolumeOptions', 'DriverConfig', 'Options'];
  const device = volumeDevice(document, driver);
  const hole = hasHole(type) && !type.slice(0, 4).includes('/');
  return {
    path,
    type: type === 'ramfs' ? 'tmpfs' : type,
    source: text('Source') === '' && type === 'bind' && document.engine === 'podman' ? text('Target') : text('Source'),
    target: text('Target'),
    readOnly: hole ? lost(document.explain(type, path)) : isReadOnly(document, path, type),
    propagation: text('BindOptions', 'Propagation'),
    relabel: flags.find((flag) => flag === 'z' || flag === 'Z') ?? '',
    options: [...options, ...flags],
    sizeBytes: tmpfsSize(document, path),
    ...(device === undefined ? {} : { binds: device }),
  };
}

function isReadOnly(document: EngineDocument, path: Path, type: string): Found<boolean> {
  const reading = readBool(document, [...path, 'ReadOnly']);
  return type === 'image' && document.engine === 'docker' && reading.known ? found(true, reading.origin) : reading;
}

function tmpfsSize(document: EngineDocument, path: Path): Found<number> {
  const absence = document.absence([...path, 'TmpfsOptions']);
  return absence === undefined ? readInt(document, [...path, 'TmpfsOptions', 'SizeBytes']) : lost(absence);
}

function tmpfsOptions(document: EngineDocument, path: Path): string[] {
  const mode = readInt(document, [...path, 'TmpfsOptions', 'Mode']);
  return mode.known && mode.value !== 0 ? [`mode=${mode.value.toString(8)}`] : [];
}

function podmanOptions(document: EngineDocument, path: Path): string[] {
  return itemsAt(document, [...path, 'Options']).map((item) => {
    const reading = readText(document, item);
    return reading.known ? reading.value : HOLE;
  });
}

/** A volume of the local driver with `o=bind` makes a host path visible. */
function volumeDevice(document: EngineDocument, options: Path): string | undefined {
  const text = (key: string) => {
    const value = valueAt(document, [...options, key]);
    return typeof value === 'string' ? value : '';
  };
  const binds = text('o')
    .split(',')
    .some((option) => option === 'bind' || option === 'rbind' || hasHole(option));
  return binds && text('device') !== '' ? text('device') : undefined;
}

function fromTmpfs(document: EngineDocument, target: string): MountDraft {
  const path: Path = [HOST, 'Tmpfs', target];
  const value = valueAt(document, path);
  const text = typeof value === 'string' ? value : document.fail(path, 'a text');
  const options = text === '' ? [] : text.split(',');
  return {
    ...PLAIN,
    path,
    type: 'tmpfs',
    source: '',
    target,
    readOnly: found(options.includes('ro')),
    options,
    sizeBytes: sizeOf(document, path, options),
  };
}

/** The size among the options of a tmpfs, in bytes; 0 where there is none or it is a share of the memory. */
function sizeOf(document: EngineDocument, path: Path, options: readonly string[]): Found<number> {
  const size = options.findLast((option) => option.startsWith('size='))?.slice('size='.length) ?? '';
  if (hasHole(size)) return lost(document.explain(size, path));
  try {
    return found(size === '' || size.endsWith('%') ? 0 : parseByteSize(size));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return lost({ reason: `\`size=${size}\` is no size`, at: document.declared });
  }
}
