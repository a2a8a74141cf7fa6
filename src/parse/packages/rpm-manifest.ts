// The list of packages that distroless images of Azure Linux hold in place of an rpm database: one line for each, with tabs between its fields.
import type { PackageRecord } from './dpkg.ts';
import { splitSourceRpm } from './rpm-header.ts';

const MOST_PACKAGES = 100_000;

/** Reads `container-manifest-2`: name, version-release, two times, vendor, epoch, size, architecture, epoch as a number, source. */
export function parseRpmManifest(text: string): PackageRecord[] {
  return text.split('\n', MOST_PACKAGES).flatMap((line) => {
    const [name = '', version = '', , , , , , architecture = '', epoch = '', sourceRpm = ''] = line.trim().split('\t');
    if (name === '' || version === '' || name === 'gpg-pubkey') return [];
    const source = splitSourceRpm(sourceRpm);
    return [
      {
        name,
        version: /^[1-9]\d*$/.test(epoch) ? `${epoch}:${version}` : version,
        architecture: noneToEmpty(architecture),
        source: source?.name ?? name,
        sourceVersion: source?.version ?? version,
        license: '',
        sourceFile: noneToEmpty(sourceRpm),
      },
    ];
  });
}

function noneToEmpty(text: string): string {
  return text === '(none)' ? '' : text;
}
