// Which distribution the file system of an image belongs to.
import type { ImageTree } from '../../../model/layer.ts';
import { parseOsRelease } from '../../../parse/os-release.ts';
import type { Distribution } from '../end-of-life.ts';

/** Files that say it, surest first. */
const OS_RELEASE = ['etc/os-release', 'usr/lib/os-release'];

const NONE: Distribution = { id: '', version: '', name: '', prettyName: '' };

/** Reads os-release; without one, the files that older distributions and BusyBox leave. */
export function readDistribution(tree: ImageTree): Distribution {
  const text = (path: string) => {
    const bytes = tree.read(path);
    return bytes === undefined ? undefined : new TextDecoder('utf-8').decode(bytes);
  };
  for (const path of OS_RELEASE) {
    const content = text(path);
    if (content === undefined) continue;
    const values = parseOsRelease(content);
    const id = (values.get('ID') ?? 'linux').toLowerCase();
    const name = values.get('NAME') ?? id;
    // Old distroless images name no version, and the testing branch of Debian has none to name.
    const version = values.get('VERSION_ID') ?? (id === 'debian' ? majorOf(text('etc/debian_version')) : '');
    return { id, version, name, prettyName: values.get('PRETTY_NAME') ?? [name, version].join(' ').trim() };
  }
  return fromOlderFiles(text) ?? (tree.resolve('bin/busybox') === undefined ? NONE : BUSYBOX);
}

const BUSYBOX: Distribution = { id: 'busybox', version: '', name: 'BusyBox', prettyName: 'BusyBox' };

function fromOlderFiles(text: (path: string) => string | undefined): Distribution | undefined {
  const alpine = text('etc/alpine-release')?.trim();
  if (alpine !== undefined)
    return { id: 'alpine', version: alpine, name: 'Alpine Linux', prettyName: `Alpine Linux ${alpine}` };
  const redhat = text('etc/redhat-release')?.trim();
  const [, name, version] = /^(.*?)(?: Linux)?(?: Server)? release ([0-9][0-9.]*)/.exec(redhat ?? '') ?? [];
  if (redhat !== undefined && name !== undefined && version !== undefined)
    return {
      id: name.toLowerCase().startsWith('red hat') ? 'rhel' : name.toLowerCase(),
      version,
      name,
      prettyName: redhat,
    };
  const debian = text('etc/debian_version')?.trim();
  if (debian !== undefined)
    return { id: 'debian', version: majorOf(debian), name: 'Debian', prettyName: `Debian ${debian}` };
  return undefined;
}

function majorOf(version: string | undefined): string {
  return /^\d+/.exec(version?.trim() ?? '')?.[0] ?? '';
}
