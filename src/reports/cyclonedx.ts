// The bill of materials of images: CycloneDX 1.6 JSON, packages as components of the images that hold them.
import { createHash } from 'node:crypto';
import type { Run } from '../model/run.ts';
import type { Subject } from '../model/subject.ts';
import { writePurl } from '../parse/purl.ts';
import { jsonText } from './json-text.ts';

export interface Bill {
  /** Of one scan; a package belongs to the image that its owner names. */
  readonly images: readonly Subject<'image'>[];
  readonly packages: readonly Subject<'package'>[];
  readonly tool: Run['tool'];
  readonly now: Date;
}

interface Component {
  readonly type: 'container' | 'library' | 'operating-system';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version?: string;
  readonly purl?: string;
  readonly hashes?: readonly { readonly alg: 'SHA-256' | 'SHA-512'; readonly content: string }[];
  readonly licenses?: readonly { readonly license: { readonly name: string } }[];
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

/** Renders the packages of images. The serial number follows from the content, so that the same images give the same document but for its time. */
export function cyclonedx({ images, packages, tool, now }: Bill): string {
  const components = new Map<string, Component>();
  const parts = new Map<string, Set<string>>();
  const held = new Map<string, Component>();
  // One image may have been found in two places.
  for (const image of images) {
    const holder = describeImage(image);
    const ref = holder['bom-ref'];
    held.set(ref, holder);
    const system = describeSystem(image);
    const own = packages.filter(({ owner }) => owner?.id === image.id).map(describePackage);
    const refs = parts.get(ref) ?? new Set();
    for (const component of [...(system === undefined ? [] : [system]), ...own]) {
      components.set(component['bom-ref'], component);
      refs.add(component['bom-ref']);
    }
    parts.set(ref, refs);
  }
  const holders = [...held.values()];
  const [only] = holders;
  const subject = holders.length === 1 && only !== undefined ? { component: only } : {};
  const listed = [...(holders.length === 1 ? [] : holders), ...sortByRef([...components.values()])];
  return jsonText({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialOf(holders, listed),
    version: 1,
    metadata: {
      timestamp: now.toISOString(),
      tools: { components: [{ type: 'application', name: tool.name, version: tool.version }] },
      ...subject,
    },
    components: listed,
    dependencies: [...parts].map(([ref, refs]) => ({ ref, dependsOn: [...refs].sort() })),
  });
}

function describeImage({ id, facts }: Subject<'image'>): Component {
  const { reference = id, imageReference, digest = '', id: imageId = '', platform = '' } = facts;
  const { registry = '', repository = '', tag = '' } = imageReference ?? {};
  const name = repository === '' ? reference : `${registry}/${repository}`;
  const last = repository.slice(repository.lastIndexOf('/') + 1);
  const purl =
    digest === '' || repository === ''
      ? undefined
      : writePurl({
          type: 'oci',
          namespace: '',
          name: last,
          version: digest,
          qualifiers: { repository_url: name, tag, arch: facts.architecture ?? '' },
        });
  return {
    type: 'container',
    'bom-ref': `image:${name}@${digest === '' ? imageId : digest}#${platform}`,
    name,
    ...given('version', digest === '' ? tag : digest),
    ...(purl === undefined ? {} : { purl }),
    ...(imageId.startsWith('sha256:')
      ? {
          properties: [
            { name: 'seaworthy:image:id', value: imageId },
            { name: 'seaworthy:image:platform', value: platform },
          ],
        }
      : {}),
  };
}

function describeSystem({ facts }: Subject<'image'>): Component | undefined {
  const { distribution = '', distributionVersion = '', distributionName = '' } = facts;
  if (distribution === '') return undefined;
  return {
    type: 'operating-system',
    'bom-ref': `os:${distribution}@${distributionVersion}`,
    name: distribution,
    ...given('version', distributionVersion),
    ...(distributionName === '' ? {} : { properties: [{ name: 'seaworthy:os:pretty-name', value: distributionName }] }),
  };
}

function describePackage({ facts }: Subject<'package'>): Component {
  const { name = '', version = '', purl = '', license = '', path = '' } = facts;
  return {
    type: 'library',
    'bom-ref': `${purl}${facts.ofDistribution === true ? '' : `#${path}`}`,
    name,
    ...given('version', version),
    purl,
    ...(license === '' ? {} : { licenses: [{ license: { name: license } }] }),
    properties: [{ name: 'seaworthy:path', value: path }],
  };
}

function given<K extends string>(key: K, value: string): { readonly [P in K]?: string } {
  return (value === '' ? {} : { [key]: value }) as { readonly [P in K]?: string };
}

function sortByRef(components: readonly Component[]): Component[] {
  return [...components].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : a['bom-ref'] > b['bom-ref'] ? 1 : 0));
}

/** A UUID made of the hash of the content. */
function serialOf(holders: readonly Component[], components: readonly Component[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([holders, components]))
    .digest('hex');
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `urn:uuid:${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
