// Images of an engine: their configuration as the engine tells it, and their layers, where they are wanted, from one archive that passes by.

import type { Engine } from '../../model/connections.ts';
import { InputError } from '../../model/errors.ts';
import type { ImageLayer, ImageSource, LayerContent, SourceImage } from '../../model/image-source.ts';
import type { LayerFacts } from '../../model/layer.ts';
import { isObject } from '../../parse/json-object.ts';
import { isDockerType } from '../../parse/oci/media-types.ts';
import { normalisePlatform } from '../../parse/oci/platform.ts';
import { chooseImages } from './choose-images.ts';
import { type InspectedImage, readInspectedImage } from './config.ts';
import { imageBudget } from './layers/limits.ts';
import { scanLayer } from './layers/scan-layer.ts';
import { cacheKey, type ScanLayersOptions } from './layers/scan-layers.ts';
import { openStreamedImages } from './open-local.ts';

export interface EngineImageOptions {
  /** How the layers are read while they pass by; absent where only the configuration is wanted. */
  readonly layers?: ScanLayersOptions;
}

/** Opens an image by reference, id or the beginning of an id. Nothing is asked of the engine before `images`. */
export function openEngineImage(engine: Engine, reference: string, options: EngineImageOptions = {}): ImageSource {
  let image: Promise<SourceImage> | undefined;
  return {
    async images(wish) {
      image ??= readEngineImage(engine, reference, options);
      return chooseImages([await image], { ...wish, name: '' }, `docker:${reference}`);
    },
    close: () => Promise.resolve(),
  };
}

/** References of every image that has a name or is used, by which it can be opened: its first name, or its id. */
export async function listEngineImages(engine: Engine): Promise<readonly string[]> {
  const images = await engine.images();
  if (images.length === 0) throw new InputError(`there is no image in ${engine.name}`);
  return images.map(({ id, names }) => names[0] ?? id);
}

async function readEngineImage(
  engine: Engine,
  reference: string,
  { layers }: EngineImageOptions,
): Promise<SourceImage> {
  const [document, history] = await Promise.all([engine.inspectImage(reference), engine.history(reference)]);
  const inspected = readInspectedImage(document, history);
  const described = describe(document, history, inspected);
  if (layers === undefined) return described;
  const known = await findAll(inspected.config.diffIds, layers);
  if (known !== undefined)
    return { ...described, layers: described.layers.map((layer, index) => withFacts(layer, known[index])) };
  // By its id: a name may lead to another image by now.
  const archive = await engine.save(inspected.id === '' ? reference : inspected.id);
  const found = await readPassing(archive, `docker:${reference}`, inspected.config.diffIds, layers);
  if (found === undefined)
    throw new InputError(`docker:${reference}: ${engine.name} sends another image than the one it describes`);
  const { names, digest, format } = described;
  const sized = found.layers.map((layer, index) => ({ ...layer, size: described.layers[index]?.size ?? layer.size }));
  return { ...found, names, digest, format, layers: sized };
}

/** Reads the image of these layers from an archive that passes by, and keeps what was read of each layer in the cache. */
async function readPassing(
  archive: AsyncIterable<Uint8Array>,
  label: string,
  diffIds: readonly string[],
  options: ScanLayersOptions,
): Promise<SourceImage | undefined> {
  const { cache, limits, readers, unzstd } = options;
  const budget = imageBudget(limits);
  const scan = (content: LayerContent) => scanLayer(content, { ...options, budget, digest: cache !== undefined });
  const passing = openStreamedImages(archive, label, { limits, scan, unzstd });
  const images = await passing.images({ platforms: 'all', name: '' });
  const found = images.find(
    ({ layers }) => layers.length === diffIds.length && layers.every(({ diffId }, index) => diffId === diffIds[index]),
  );
  if (found === undefined) return undefined;
  const key = cacheKey(readers);
  const layers = await Promise.all(
    found.layers.map(async (layer) => {
      const { content, diffId } = layer;
      if (content.kind !== 'read') return layer;
      const { facts } = content;
      // What is kept under a digest that a configuration made up would be believed later.
      if (cache !== undefined && facts.diffId === diffId) await cache.put(diffId, key, facts);
      if (facts.diffId === '' || facts.diffId === diffId) return withFacts(layer, { ...facts, diffId });
      const problem = `its digest is ${facts.diffId}; the configuration says ${diffId}`;
      return withFacts(layer, { ...facts, problems: [...facts.problems, problem] });
    }),
  );
  return { ...found, layers };
}

function describe(document: unknown, history: unknown, inspected: InspectedImage): SourceImage {
  const { config, names, digest, id } = inspected;
  const sizes = sizesOf(history, config.diffIds.length);
  return {
    names,
    digest,
    id,
    platform: normalisePlatform(config.os, config.architecture, config.variant),
    format: formatOf(document, inspected),
    config: storedConfig(document, inspected),
    annotations: {},
    layers: config.diffIds.map((diffId, index) => ({
      digest: '',
      diffId,
      mediaType: '',
      size: sizes[index] ?? 0,
      content: { kind: 'missing', reason: 'only the configuration was read' },
    })),
    notices: [],
  };
}

/** Podman names the type of the manifest, and that of OCI carries no health check; Docker keeps what a builder wrote. */
function formatOf(document: unknown, { config }: InspectedImage): SourceImage['format'] {
  const type = isObject(document) && typeof document.ManifestType === 'string' ? document.ManifestType : '';
  return type === '' || isDockerType(type) || config.healthcheck !== undefined ? 'docker' : 'oci';
}

/** The configuration as it is stored, from what the engine tells of it. */
function storedConfig(document: unknown, { config }: InspectedImage): unknown {
  // A step without bytes may have made a layer or none; rather none is claimed to have made one than the wrong one.
  const isTold = config.history.filter((step) => !step.emptyLayer).length === config.diffIds.length;
  return {
    created: config.created,
    author: config.author,
    os: config.os,
    architecture: config.architecture,
    variant: config.variant,
    config: isObject(document) ? document.Config : undefined,
    rootfs: { type: 'layers', diff_ids: config.diffIds },
    history: config.history.map(({ createdBy, comment, created, author, emptyLayer }) => ({
      created_by: createdBy,
      comment,
      created,
      author,
      empty_layer: emptyLayer || !isTold,
    })),
  };
}

/** Bytes of each layer, lowest first; none where it cannot be told which step made which. */
function sizesOf(history: unknown, count: number): readonly number[] {
  const steps: readonly unknown[] = Array.isArray(history) ? history : [];
  const sizes = steps.flatMap((step) =>
    isObject(step) && typeof step.Size === 'number' && step.Size > 0 ? [step.Size] : [],
  );
  return sizes.length === count ? sizes.reverse() : [];
}

/** What the cache holds of every layer; `undefined` unless it holds all of them. */
async function findAll(
  diffIds: readonly string[],
  { cache, readers }: ScanLayersOptions,
): Promise<readonly LayerFacts[] | undefined> {
  if (cache === undefined) return undefined;
  const key = cacheKey(readers);
  const found: LayerFacts[] = [];
  for (const diffId of diffIds) {
    const facts = await cache.get(diffId, key);
    if (facts === undefined) return undefined;
    found.push(facts);
  }
  return found;
}

function withFacts(layer: ImageLayer, facts: LayerFacts | undefined): ImageLayer {
  return facts === undefined ? layer : { ...layer, content: { kind: 'read', facts } };
}
