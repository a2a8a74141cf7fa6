// The image of an example: written as an archive in memory, and read as an archive that passes by.
import { createHash } from 'node:crypto';
import { writeArchive, writeLayer } from './example-tar.ts';
import { readStoredImages } from './inputs/image/archive/recognise.ts';
import { readStreamedMembers } from './inputs/image/archive/streamed-members.ts';
import { markPlatformDrift } from './inputs/image/facts/platform-drift.ts';
import { scanLayer } from './inputs/image/layers/scan-layer.ts';
import { layerOptions, readImage } from './inputs/image/read-image.ts';
import type { ImageContext } from './inputs/input.ts';
import type { ExampleImage } from './model/rule.ts';
import type { TargetError, TargetFacts } from './model/run.ts';
import type { Subject } from './model/subject.ts';
import { parseImageReference } from './parse/image-reference.ts';

/** When an image of an example was made, where it does not say. */
const CREATED = '2026-08-01T00:00:00Z';

/** Keywords of steps that make a layer. */
const MAKES_LAYER =
  /^(?:RUN|COPY|ADD|WORKDIR)\b|^(?:\|\d+ .*)?\/bin\/sh -c (?!#\(nop\))|#\(nop\) +(?:COPY|ADD|WORKDIR)\b/;

/** Reads the images of an example; several are platforms of one name. */
export async function readExampleImages(
  example: ExampleImage | readonly ExampleImage[],
  context: ImageContext,
): Promise<TargetFacts[]> {
  const described = Array.isArray(example) ? example : [example];
  const targets: TargetFacts[] = [];
  for (const [index, one] of described.entries())
    targets.push(await readOne(one, described.length > 1 ? index : undefined, context));
  const images = targets.flatMap(({ subjects }) => subjects.filter((subject) => subject.kind === 'image'));
  const marked = new Map(markPlatformDrift(images).map((image) => [image.id, image]));
  return targets.map((target) => ({
    ...target,
    subjects: target.subjects.map((subject) =>
      subject.kind === 'image' ? (marked.get(subject.id) ?? subject) : subject,
    ),
  }));
}

async function readOne(example: ExampleImage, index: number | undefined, context: ImageContext): Promise<TargetFacts> {
  const { name = 'example', format = 'docker', configOnly = false } = example;
  const label = index === undefined ? name : `${name} ${example.platform ?? 'linux/amd64'}`;
  const images = { ...context, configOnly };
  const layers = layerOptions(images);
  const bytes = format === 'rootfs' ? writeLayer(example.layers?.[0] ?? {}) : writeArchive(describeMembers(example));
  const members = await readStreamedMembers(passing(bytes), {
    label,
    limits: layers.limits,
    scan: configOnly ? undefined : (content) => scanLayer(content, layers),
  });
  const subjects: Subject[] = [];
  const errors: TargetError[] = [];
  for (const image of await readStoredImages(members, { kind: 'bytes', bytes })) {
    const declared = { file: label, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    const named = {
      text: label,
      reference: example.name === undefined ? undefined : parseImageReference(name),
      declared,
    };
    const read = await readImage(image, { id: label, named, images });
    subjects.push(...read.subjects);
    errors.push(...read.errors);
  }
  return { id: `archive:${label}`, kind: 'archive', name: label, subjects, errors, notices: [] };
}

function describeMembers(example: ExampleImage): Map<string, Buffer> {
  return example.format === 'oci' ? writeLayout(example) : writeDockerArchive(example);
}

function writeDockerArchive(example: ExampleImage): Map<string, Buffer> {
  const layers = (example.layers ?? []).map(writeLayer);
  const config = writeConfig(example, layers);
  const paths = layers.map((layer, index) => `${index}${hex(layer).slice(1)}/layer.tar`);
  const configName = `${hex(config)}.json`;
  const manifest = [
    { Config: configName, RepoTags: example.name === undefined ? null : [example.name], Layers: paths },
  ];
  return new Map([
    [configName, config],
    ...layers.map((layer, index) => [paths[index] ?? '', layer] as const),
    ['manifest.json', json(manifest)],
  ]);
}

function writeLayout(example: ExampleImage): Map<string, Buffer> {
  const layers = (example.layers ?? []).map(writeLayer);
  const config = writeConfig(example, layers);
  const describe = (mediaType: string, bytes: Buffer) => ({
    mediaType: `application/vnd.oci.image.${mediaType}`,
    digest: `sha256:${hex(bytes)}`,
    size: bytes.length,
  });
  const manifest = json({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: describe('config.v1+json', config),
    layers: layers.map((layer) => describe('layer.v1.tar', layer)),
    annotations: example.annotations ?? {},
  });
  const blobs = [config, ...layers, manifest].map((bytes) => [`blobs/sha256/${hex(bytes)}`, bytes] as const);
  return new Map([
    ['oci-layout', json({ imageLayoutVersion: '1.0.0' })],
    ...blobs,
    ['index.json', json({ schemaVersion: 2, manifests: [describe('manifest.v1+json', manifest)] })],
  ]);
}

function writeConfig(example: ExampleImage, layers: readonly Buffer[]): Buffer {
  const [os = 'linux', architecture = 'amd64', variant] = (example.platform ?? 'linux/amd64').split('/');
  const created = example.created ?? CREATED;
  const steps = example.history ?? layers.map((_, index) => `COPY layer-${index} / # buildkit`);
  return json({
    created,
    os,
    architecture,
    ...(variant === undefined ? {} : { variant }),
    config: example.config ?? {},
    rootfs: { type: 'layers', diff_ids: layers.map((layer) => `sha256:${hex(layer)}`) },
    history: steps.map((step) => ({
      created,
      created_by: step,
      ...(MAKES_LAYER.test(step) ? {} : { empty_layer: true }),
    })),
  });
}

async function* passing(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function hex(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
