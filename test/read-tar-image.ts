// Reads an image whose layers a test writes entry by entry: what the examples of rules cannot say, such as bytes that are no text.
import type { ImageReading } from '../src/inputs/image/read-image.ts';
import { readImage } from '../src/inputs/image/read-image.ts';
import type { SourceImage } from '../src/model/image-source.ts';
import type { Subject } from '../src/model/subject.ts';
import { noImages } from './no-images.ts';
import { type TarPart, tarBytes } from './tar-bytes.ts';

/** A layer: entries, or texts and bytes by path. */
export type TestLayer = readonly TarPart[] | Readonly<Record<string, string | Uint8Array>>;

const DECLARED = { file: 'test', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/** Reads the image of some layers, the lowest first. */
export function readTarImage(layers: readonly TestLayer[], more: Partial<SourceImage> = {}): Promise<ImageReading> {
  const image: SourceImage = {
    names: [],
    digest: '',
    id: '',
    platform: { os: 'linux', architecture: 'amd64', variant: '' },
    format: 'docker',
    config: {},
    annotations: {},
    notices: [],
    layers: layers.map((layer) => {
      const bytes = tarBytes(isParts(layer) ? layer : Object.entries(layer).map(([path, body]) => ({ path, body })));
      return { digest: '', diffId: '', mediaType: '', size: bytes.length, content: { kind: 'bytes', bytes } };
    }),
    ...more,
  };
  return readImage(image, { id: 'test', named: { text: 'test', declared: DECLARED }, images: noImages });
}

function isParts(layer: TestLayer): layer is readonly TarPart[] {
  return Array.isArray(layer);
}

/** The facts of its packages. */
export function packagesOf({ subjects }: ImageReading): Subject<'package'>['facts'][] {
  return subjects.flatMap((subject) => (subject.kind === 'package' ? [subject.facts] : []));
}

/** The image itself. */
export function imageOf({ subjects }: ImageReading): Subject<'image'> {
  const image = subjects.find((subject) => subject.kind === 'image');
  if (image === undefined) throw new Error('the image was not read');
  return image;
}
