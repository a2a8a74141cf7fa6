// The inputs that read images: from archives and layouts, an engine or a registry.
import { posix } from 'node:path';
import { InputError } from '../../model/errors.ts';
import type { ImageSource, ImageWish, SourceImage } from '../../model/image-source.ts';
import type { Location } from '../../model/location.ts';
import type { TargetError, TargetFacts } from '../../model/run.ts';
import type { Subject } from '../../model/subject.ts';
import { parseImageReference } from '../../parse/image-reference.ts';
import { platformText } from '../../parse/oci/platform.ts';
import { openFile } from '../dockerfile/open-source.ts';
import type { Source } from '../dockerfile/scope.ts';
import type { Input, InputContext } from '../input.ts';
import { listEngineImages, openEngineImage } from './engine-source.ts';
import { markPlatformDrift } from './facts/platform-drift.ts';
import { DEFAULT_LIMITS, imageBudget } from './layers/limits.ts';
import { scanLayer } from './layers/scan-layer.ts';
import { openLocalImages, openStreamedImages } from './open-local.ts';
import { layerOptions, type ReadImageOptions, readImage } from './read-image.ts';

export type ImageKind = 'archive' | 'oci' | 'docker' | 'registry';

/** An image as somebody named it. */
export interface NamedTarget {
  readonly text: string;
  /** How it is called, where it is asked for by its id. */
  readonly shown?: string;
  /** The line that names it; absent for one that the command line names. */
  readonly declared?: Location;
}

/** Every image that has a name in the engine. */
const ALL = 'all';

/** The reader of one kind of place. */
export function imageInput(kind: ImageKind): Input {
  return { read: (text, context) => readNamedImage(kind, { text: text.trim() }, context) };
}

/** Reads the images of a place, all platforms wanted of each. */
export async function readNamedImage(kind: ImageKind, named: NamedTarget, context: InputContext): Promise<TargetFacts> {
  const subjects: Subject[] = [];
  const errors: TargetError[] = [];
  const notices: TargetError[] = [];
  if (kind === 'docker' && named.text === ALL) {
    for (const reference of await listEngineImages(await context.images.connections.engine()))
      await readInto({ subjects, errors, notices }, kind, { ...named, text: reference }, context);
  } else await readInto({ subjects, errors, notices }, kind, named, context);
  const declaredIn = named.declared?.file;
  return {
    id: `${kind}:${targetName(kind, named.text, context)}`,
    kind,
    name: named.text,
    ...(declaredIn === undefined ? {} : { file: declaredIn }),
    subjects,
    errors,
    notices,
  };
}

interface Gathered {
  readonly subjects: Subject[];
  readonly errors: TargetError[];
  readonly notices: TargetError[];
}

async function readInto(into: Gathered, kind: ImageKind, named: NamedTarget, context: InputContext): Promise<void> {
  const { path, name } = splitName(kind, named.text);
  const wish: ImageWish = { platforms: context.images.platforms, name };
  const source = await openSource(kind, path, context);
  try {
    const images = await source.images(wish);
    const dockerfiles = context.images.dockerfiles.flatMap((file) => openDockerfile(file, context));
    const read: Subject<'image'>[] = [];
    const rest: Subject[] = [];
    const taken = new Set<string>();
    for (const [index, image] of images.entries()) {
      context.log.progress(`reading ${kind}:${named.text} (${platformText(image.platform)})`);
      const described = describe(kind, named, { image, index, several: images.length > 1, dockerfiles, context });
      // Two views of one archive may give one name to two images.
      const options = taken.has(described.id) ? { ...described, id: `${described.id} ${index}` } : described;
      taken.add(options.id);
      const { subjects, errors, notices } = await readImage(image, options);
      for (const subject of subjects)
        if (subject.kind === 'image') read.push(subject);
        else rest.push(subject);
      into.errors.push(...errors);
      into.notices.push(...notices);
    }
    into.subjects.push(...markPlatformDrift(read), ...rest);
  } finally {
    await source.close();
  }
}

interface Reading {
  readonly image: SourceImage;
  readonly index: number;
  readonly several: boolean;
  readonly dockerfiles: readonly Source[];
  readonly context: InputContext;
}

/** What one image is called and where findings about it point. */
function describe(
  kind: ImageKind,
  named: NamedTarget,
  { image, several, index, dockerfiles, context }: Reading,
): ReadImageOptions {
  const isLocal = kind === 'archive' || kind === 'oci';
  const asked = named.shown ?? named.text;
  const own = isLocal ? (image.names[0] ?? '') : asked;
  const reference = parseImageReference(own.startsWith('sha256:') ? '' : own);
  const base = reference === undefined ? (isLocal ? '' : asked) : `${reference.registry}/${reference.repository}`;
  const platform = platformText(image.platform);
  const label = own === '' ? asked : own;
  return {
    id: [
      base === '' ? 'image' : base,
      ...(several ? [platform, ...(reference === undefined ? [`${index}`] : [])] : []),
    ].join(' '),
    named: {
      text: several ? `${label} (${platform})` : label,
      reference,
      declared:
        named.declared ??
        placeOf(isLocal ? context.files.label(splitName(kind, named.text).path) : posix.join('images', base)),
    },
    images: context.images,
    dockerfiles,
  };
}

/** A stable path without tag or digest, for findings about an image that no file names. */
function placeOf(file: string): Location {
  return { file, startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
}

async function openSource(kind: ImageKind, path: string, { images, files, log }: InputContext): Promise<ImageSource> {
  const { connections, configOnly } = images;
  switch (kind) {
    case 'docker': {
      const engine = await connections.engine();
      return openEngineImage(engine, path, configOnly ? {} : { layers: layerOptions(images) });
    }
    case 'registry':
      return (await connections.registries()).open(path);
    case 'archive':
    case 'oci': {
      const options = layerOptions(images);
      const budget = imageBudget(DEFAULT_LIMITS);
      const scan = configOnly
        ? undefined
        : (content: Parameters<typeof scanLayer>[0]) => scanLayer(content, { ...options, budget });
      const local = { limits: DEFAULT_LIMITS, scan, unzstd: connections.unzstd };
      if (path !== '-') return openLocalImages(files.resolve(path), files.label(path), local);
      if (connections.standardInput === undefined)
        throw new InputError('there is no standard input to read an archive from');
      log.progress('reading an archive from standard input');
      return openStreamedImages(connections.standardInput(), 'standard input', local);
    }
  }
}

/** `FILE#NAME`: which image of an archive. A reference of an engine or a registry holds no `#`. */
function splitName(kind: ImageKind, text: string): { readonly path: string; readonly name: string } {
  const cut = kind === 'archive' || kind === 'oci' ? text.indexOf('#') : -1;
  return cut === -1 ? { path: text, name: '' } : { path: text.slice(0, cut), name: text.slice(cut + 1) };
}

function targetName(kind: ImageKind, text: string, { files }: InputContext): string {
  if (kind === 'archive' || kind === 'oci') return text === '-' ? text : files.label(splitName(kind, text).path);
  const reference = parseImageReference(text);
  return reference === undefined ? text : `${reference.registry}/${reference.repository}`;
}

/** A Dockerfile that cannot be read explains nothing; that it cannot be read is said where it is scanned itself. */
function openDockerfile(path: string, { files }: InputContext): Source[] {
  try {
    const text = files.readIfPresent(path);
    return text === undefined ? [] : [openFile({ text, label: files.label(path) }, files)];
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}
