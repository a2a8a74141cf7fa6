// The mounts that an inspect document tells to be there, with what was asked for each.
import { cleanHostPath } from '../../parse/host-path.ts';
import { type EngineDocument, itemsAt, type Path } from './document.ts';
import { change, found, readBool, readText } from './found.ts';
import type { MountDraft } from './mounts-requested.ts';

/** Every mount that is there, and each tmpfs that was asked for and is not listed among them. */
export function actualMounts(document: EngineDocument, requested: readonly MountDraft[]): MountDraft[] {
  const asked = new Map(requested.map((draft) => [cleanHostPath(draft.target), draft]));
  const actual = itemsAt(document, ['Mounts']).map((path) => fromMount(document, path, asked));
  const targets = new Set(actual.map(({ target }) => target));
  return [...actual, ...requested.filter(({ type, target }) => type === 'tmpfs' && !targets.has(target))];
}

function fromMount(document: EngineDocument, path: Path, requested: ReadonlyMap<string, MountDraft>): MountDraft {
  const text = (key: string) => {
    const reading = readText(document, [...path, key]);
    return reading.known ? reading.value : '';
  };
  const type = text('Type');
  const target = text('Destination');
  const asked = requested.get(cleanHostPath(target));
  const propagation = text('Propagation');
  return {
    path,
    type,
    source: type === 'volume' ? (isAnonymous(text('Name')) ? '' : text('Name')) : text('Source'),
    target,
    readOnly: change(readBool(document, [...path, 'RW']), (writable) => !writable),
    propagation: asked?.propagation ?? (propagation === 'rprivate' ? '' : propagation),
    relabel: type === 'volume' ? '' : (asked?.relabel ?? relabelOf(text('Mode'))),
    options: asked?.options ?? [],
    sizeBytes: asked?.sizeBytes ?? found(0),
    ...(asked?.binds === undefined ? {} : { binds: asked.binds }),
  };
}

/** The engine names a volume that has no name with 64 hexadecimal digits. */
function isAnonymous(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}

function relabelOf(mode: string): string {
  return mode.split(',').find((option) => option === 'z' || option === 'Z') ?? '';
}
