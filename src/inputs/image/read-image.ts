// Reads one image into subjects: the image itself, its files that have something to say, its packages and its credentials.
import type { SourceImage } from '../../model/image-source.ts';
import type { ContentReader, ImageTree } from '../../model/layer.ts';
import type { TargetError } from '../../model/run.ts';
import type { Absence, Subject } from '../../model/subject.ts';
import { hideSecrets } from '../../parse/secrets/hide-secrets.ts';
import type { Source } from '../dockerfile/scope.ts';
import type { ImageContext } from '../input.ts';
import { type ImageConfig, readImageConfig } from './config.ts';
import { readEndOfLife } from './end-of-life.ts';
import { type FileContext, stateFiles } from './facts/files/state-files.ts';
import { describeHistory } from './facts/history.ts';
import { readInventory } from './facts/inventory.ts';
import { secretsInFiles, stateSecrets } from './facts/secrets/state-secrets.ts';
import { type NamedImage, stateImage } from './facts/state-image.ts';
import { statePackages } from './facts/state-packages.ts';
import { alignHistory, type HistoryLines } from './history-lines.ts';
import { showLayers } from './layer-texts.ts';
import { DEFAULT_LIMITS } from './layers/limits.ts';
import { absentLayer, mergeLayers } from './layers/merge-layers.ts';
import { type ScanLayersOptions, scanLayers } from './layers/scan-layers.ts';
import { languagePackagesReader } from './readers/language-packages.ts';
import { packagesReader } from './readers/packages.ts';
import { secretsReader } from './readers/secrets.ts';
import { sensitiveFilesReader } from './readers/sensitive-files.ts';
import { systemFilesReader } from './readers/system-files.ts';
import { loadSetuidBaseline } from './setuid-baseline.ts';

export interface ReadImageOptions {
  /** Stable id of the image in its target: no tag or digest in it. */
  readonly id: string;
  readonly named: NamedImage;
  readonly images: Pick<
    ImageContext,
    'connections' | 'onBytes' | 'onTree' | 'configOnly' | 'today' | 'root' | 'isWanted'
  >;
  /** Dockerfiles of the same scan: findings point into the one that explains the image. */
  readonly dockerfiles?: readonly Source[];
}

export interface ImageReading {
  readonly subjects: readonly Subject[];
  readonly errors: readonly TargetError[];
  readonly notices: readonly TargetError[];
}

const READERS: readonly ContentReader[] = [
  systemFilesReader,
  packagesReader,
  languagePackagesReader,
  sensitiveFilesReader,
  secretsReader,
];

const UNREAD: Absence = {
  reason: 'only the configuration of the image was read',
  hint: 'scan it with its layers, without --config-only',
};

/** How layers are read for the facts: also for an archive that passes by before its images are known. */
export function layerOptions({
  connections,
  onBytes,
}: Pick<ImageContext, 'connections' | 'onBytes'>): ScanLayersOptions {
  const { cache, unzstd } = connections;
  return {
    readers: READERS,
    limits: DEFAULT_LIMITS,
    ...(cache === undefined ? {} : { cache }),
    ...(unzstd === undefined ? {} : { unzstd }),
    ...(onBytes === undefined ? {} : { onBytes }),
  };
}

/** Reads an image. Its layers are not touched where only the configuration is wanted. */
export async function readImage(image: SourceImage, options: ReadImageOptions): Promise<ImageReading> {
  const { images, named } = options;
  const config = readImageConfig(image.config);
  const endOfLife = await readEndOfLife(images.root);
  const { tree, errors } = await readTree(image, options);
  if (tree !== undefined) images.onTree?.(image.id, tree);
  const inventory = tree === undefined ? undefined : await readInventory(tree);
  const sizeBytes = image.layers.reduce((sum, { size }) => sum + size, 0);
  const { today } = images;
  const stated = stateImage({
    id: options.id,
    named,
    image,
    config,
    tree,
    inventory,
    sizeBytes,
    today,
    endOfLife,
    unread: UNREAD,
  });
  const lines = explain(config, image, options.dockerfiles ?? []);
  const common = describeLayers(stated, { config, lines, options, layerCount: image.layers.length });
  const inFiles = tree === undefined ? [] : secretsInFiles(tree);
  const secrets = stateSecrets(inFiles, { ...common, tree, config });
  const notices = [...image.notices, ...config.notices, ...(tree?.problems ?? [])];
  const told = { errors, notices: notices.map((message) => ({ message: `${named.text}: ${message}` })) };
  if (tree === undefined || inventory === undefined)
    return { subjects: [withPrivileges(stated, UNREAD), ...secrets], ...told };

  const { distribution, distributionVersion } = stated.facts;
  const baseline = await loadSetuidBaseline(images.root);
  const files = stateFiles({
    ...common,
    tree,
    isInherited: (layer) => (lines === undefined ? undefined : layer < lines.baseLayers),
    ownerOf: inventory.ownerOf,
    baselineOf: baseline(distribution, distributionVersion),
    isWanted: images.isWanted,
    credentials: credentialFiles(inFiles),
  });
  return {
    subjects: [withPrivileges(stated, files), ...files, ...secrets, ...statePackages(tree, inventory, common)],
    ...told,
  };
}

async function readTree(
  image: SourceImage,
  { images }: ReadImageOptions,
): Promise<{ readonly tree: ImageTree | undefined; readonly errors: readonly TargetError[] }> {
  if (images.configOnly) return { tree: undefined, errors: [] };
  const { facts, problems } = await scanLayers(image.layers, layerOptions(images));
  const layers = facts.map((layer, index) => layer ?? absentLayer(image.layers[index]?.diffId ?? ''));
  return { tree: mergeLayers(layers), errors: problems.map((message) => ({ message })) };
}

function explain(config: ImageConfig, image: SourceImage, dockerfiles: readonly Source[]): HistoryLines | undefined {
  const history = describeHistory(config.history, image.layers.length);
  for (const source of dockerfiles) {
    const lines = alignHistory(history, source);
    if (lines !== undefined) return lines;
  }
  return undefined;
}

/** What files, secrets and packages need to know of the layers. */
function describeLayers(
  { id, facts }: Subject<'image'>,
  given: {
    readonly config: ImageConfig;
    readonly lines: HistoryLines | undefined;
    readonly options: ReadImageOptions;
    readonly layerCount: number;
  },
): Pick<FileContext, 'image' | 'idPrefix' | 'declared' | 'layerTexts' | 'placeOf'> & {
  readonly steps: readonly { readonly text: string; readonly layer: number }[];
} {
  const { config, lines, options, layerCount } = given;
  const history = facts.history ?? [];
  return {
    image: { id },
    idPrefix: `${id}:`,
    declared: options.named.declared,
    layerTexts: showLayers(history, layerCount),
    placeOf: (layer) => lines?.placeOf(layer),
    steps: config.history.map(({ createdBy }, index) => ({ text: createdBy, layer: history[index]?.layer ?? -1 })),
  };
}

/** Adds what the files say of the image as a whole, and takes credentials out of what it shows of its history. */
function withPrivileges(image: Subject<'image'>, files: readonly Subject<'file'>[] | Absence): Subject<'image'> {
  const history = image.facts.history?.map((entry) => ({ ...entry, text: hideSecrets(entry.text ?? '') }));
  const facts = { ...image.facts, ...(history === undefined ? {} : { history }) };
  if ('reason' in files) return { ...image, facts, absences: { ...image.absences, privilegedFiles: files } };
  const privilegedFiles = files.flatMap(({ facts: { path = '', setuid, setgid, capabilities = [] } }) =>
    setuid === true || setgid === true || capabilities.length > 0 ? [path] : [],
  );
  return { ...image, facts: { ...facts, privilegedFiles } };
}

/** The files in which a live credential was found and that are still there, with what they are. */
function credentialFiles(found: ReturnType<typeof secretsInFiles>): ReadonlyMap<string, string> {
  const live = found.filter(({ deleted, placeholder }) => !deleted && !placeholder);
  return new Map(live.map(({ path, type }) => [path, type === 'private-key' ? 'private-key' : 'credentials']));
}
