// Which distribution the file system of an image belongs to.
import type { ImageTree } from '../../../model/layer.ts';
import { parseOsRelease } from '../../../parse/os-release.ts';
import type { Distribution } from '../end-of-life.ts';

/** Files that say it, surest first. */
const OS_RELEASE = ['etc/os-release', 'usr/lib/os-release'];
/** What distributions of the family of Red Hat had before, the closest relation first. */
const RELEASE = ['oracle-release', 'rocky-release', 'centos-release', 'redhat-release', 'system-release'];
const DATABASES = ['lib/apk/db/installed', 'usr/lib/apk/db/installed', 'var/lib/dpkg/status', 'var/lib/dpkg/status.d'];

const NONE: Distribution = { id: '', version: '', name: '', prettyName: '' };
const BUSYBOX: Distribution = { id: 'busybox', version: '', name: 'BusyBox', prettyName: 'BusyBox' };

type ReadText = (path: string) => string | undefined;

/** Reads os-release; without one, the files that older distributions and BusyBox leave. */
export function readDistribution(tree: ImageTree): Distribution {
  const text: ReadText = (path) => {
    const bytes = tree.read(path);
    // What is there and was not read says nothing, which is not the same as no file.
    if (bytes === undefined) return tree.resolve(path)?.type === 'file' ? '' : undefined;
    return new TextDecoder('utf-8').decode(bytes);
  };
  for (const path of OS_RELEASE) {
    const content = text(path);
    if (content !== undefined) return fromOsRelease(parseOsRelease(content), text);
  }
  return fromOlderFiles(text) ?? (isBusyBox(tree) ? BUSYBOX : NONE);
}

function fromOsRelease(values: ReadonlyMap<string, string>, text: ReadText): Distribution {
  const id = (values.get('ID') ?? 'linux').toLowerCase();
  const name = values.get('NAME') ?? id;
  // Old distroless images name no version, and the testing branch of Debian has none to name.
  const version = values.get('VERSION_ID') ?? (id === 'debian' ? majorOf(text('etc/debian_version')) : '');
  return { id, version, name, prettyName: values.get('PRETTY_NAME') ?? [name, version].join(' ').trim() };
}

function fromOlderFiles(text: ReadText): Distribution | undefined {
  for (const file of RELEASE) {
    const release = readRelease(text(`etc/${file}`)?.trim() ?? '');
    if (release !== undefined) return release;
  }
  const alpine = text('etc/alpine-release')?.trim();
  if (alpine !== undefined)
    return { id: 'alpine', version: alpine, name: 'Alpine Linux', prettyName: `Alpine Linux ${alpine}` };
  const debian = text('etc/debian_version')?.trim();
  if (debian !== undefined)
    return { id: 'debian', version: majorOf(debian), name: 'Debian', prettyName: `Debian ${debian}` };
  return undefined;
}

/** Ids where they are another word than the first of the name. */
const IDS: Readonly<Record<string, string>> = { red: 'rhel', oracle: 'ol', amazon: 'amzn' };

/** `CentOS release 6.10 (Final)`. */
function readRelease(line: string): Distribution | undefined {
  const [, name, version] = /^([^\n]{1,100}?)(?: Linux)?(?: Server)? release ([0-9][0-9.]*)/.exec(line) ?? [];
  if (name === undefined || version === undefined) return undefined;
  const [word = ''] = name.toLowerCase().split(' ');
  return { id: Object.hasOwn(IDS, word) ? (IDS[word] ?? word) : word, version, name, prettyName: line };
}

function isBusyBox(tree: ImageTree): boolean {
  return tree.resolve('bin/busybox') !== undefined && DATABASES.every((path) => tree.resolve(path) === undefined);
}

function majorOf(version: string | undefined): string {
  return /^\d+/.exec(version?.trim() ?? '')?.[0] ?? '';
}
