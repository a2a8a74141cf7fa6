// The configuration of an image, from JSON that anybody may have written: what has the wrong type is left out and said.
import { isObject } from '../../parse/json-object.ts';
import { parseDigest } from '../../parse/oci/digest.ts';
import { type HistoryStep, readEngineHistory } from './engine-history.ts';
import { type Json, type JsonReader, openJsonReader } from './json-reader.ts';

export type { HistoryStep };

export interface Healthcheck {
  /** Words, the first being NONE, CMD or CMD-SHELL; empty inherits, which in an image is none. */
  readonly test: readonly string[];
}

/** What a configuration says; texts are empty and lists are empty where it says nothing, and where what it says was not understood. */
export interface ImageConfig {
  readonly user: string;
  readonly env: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
  readonly workingDir: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly stopSignal: string;
  /** Absent where the document has none. */
  readonly healthcheck?: Healthcheck;
  readonly onBuild: readonly string[];
  readonly shell: readonly string[];
  readonly created: string;
  readonly author: string;
  readonly os: string;
  readonly architecture: string;
  readonly variant: string;
  readonly diffIds: readonly string[];
  readonly history: readonly HistoryStep[];
  /** What was not understood and why, by the key of the document (`User`): nothing is known of these fields, whatever they hold here. */
  readonly unread: ReadonlyMap<string, string>;
  /** The same in words, and what else was odd. */
  readonly notices: readonly string[];
}

const WHAT = 'the configuration of the image';
/** Keys of the part that says how a container runs. */
const RUN_KEYS =
  'User Env Entrypoint Cmd ExposedPorts Volumes WorkingDir Labels StopSignal Healthcheck OnBuild Shell'.split(' ');

/** Reads the configuration of an image as OCI and Docker store it; `undefined` stands for a bare file system, which has none. */
export function readImageConfig(document: unknown): ImageConfig {
  const root = isObject(document) ? document : {};
  const reader = openJsonReader(WHAT);
  return {
    ...readRunConfig(reader.object(root, 'config'), reader),
    created: reader.text(root, 'created'),
    author: reader.text(root, 'author'),
    os: reader.text(root, 'os'),
    architecture: reader.text(root, 'architecture'),
    variant: reader.text(root, 'variant'),
    diffIds: digestsOf(reader.object(root, 'rootfs'), 'diff_ids', reader),
    history: reader.list(root, 'history').map((step) => readStep(step, reader)),
    unread: unreadOf(reader, 'config'),
    notices: reader.notices,
  };
}

/** What an engine says of an image beside its configuration. */
export interface InspectedImage {
  readonly config: ImageConfig;
  /** Names with tags, then those with digests. */
  readonly names: readonly string[];
  /** Digest of the configuration. */
  readonly id: string;
  /** Digest of a manifest; empty where the engine pulled none. */
  readonly digest: string;
  /** Bytes; 0 where not stated. */
  readonly size: number;
}

/** Reads `docker image inspect` of one image, with what `docker history` answers where it was asked. */
export function readInspectedImage(document: unknown, history?: unknown): InspectedImage {
  const root = isObject(document) ? document : {};
  const reader = openJsonReader(WHAT);
  const repoDigests = reader.texts(root, 'RepoDigests');
  const digests = repoDigests.map((name) => name.slice(name.lastIndexOf('@') + 1));
  const diffIds = digestsOf(reader.object(root, 'RootFS'), 'Layers', reader);
  const config: ImageConfig = {
    ...readRunConfig(reader.object(root, 'Config'), reader),
    created: reader.text(root, 'Created'),
    author: reader.text(root, 'Author'),
    os: reader.text(root, 'Os'),
    architecture: reader.text(root, 'Architecture'),
    variant: reader.text(root, 'Variant'),
    diffIds,
    history: readEngineHistory(history, diffIds.length, reader),
    unread: unreadOf(reader, 'Config'),
    notices: reader.notices,
  };
  const { Size: size } = root;
  return {
    config,
    names: [...reader.texts(root, 'RepoTags').filter((name) => name !== '<none>:<none>'), ...repoDigests],
    id: reader.text(root, 'Id'),
    digest: digests.find((digest) => parseDigest(digest) !== undefined) ?? '',
    size: typeof size === 'number' && size > 0 ? size : 0,
  };
}

/** Where the part itself was not understood, none of its keys was. */
function unreadOf({ unread }: JsonReader, part: string): ReadonlyMap<string, string> {
  const reason = unread.get(part);
  return reason === undefined ? unread : new Map([...unread, ...RUN_KEYS.map((key) => [key, reason] as const)]);
}

function readRunConfig(run: Json, reader: JsonReader) {
  const healthcheck = reader.object(run, 'Healthcheck');
  return {
    user: reader.text(run, 'User'),
    env: reader.texts(run, 'Env'),
    entrypoint: reader.texts(run, 'Entrypoint'),
    cmd: reader.texts(run, 'Cmd'),
    exposedPorts: reader.keys(run, 'ExposedPorts'),
    volumes: reader.keys(run, 'Volumes'),
    workingDir: reader.text(run, 'WorkingDir'),
    labels: reader.map(run, 'Labels'),
    stopSignal: reader.text(run, 'StopSignal'),
    ...(reader.has(run, 'Healthcheck') ? { healthcheck: { test: reader.texts(healthcheck, 'Test') } } : {}),
    onBuild: reader.texts(run, 'OnBuild'),
    shell: reader.texts(run, 'Shell'),
  };
}

function digestsOf(rootfs: Json, key: string, reader: JsonReader): string[] {
  return reader.texts(rootfs, key).filter((id) => parseDigest(id) !== undefined);
}

function readStep(step: unknown, reader: JsonReader): HistoryStep {
  const entry = isObject(step) ? step : {};
  return {
    createdBy: reader.text(entry, 'created_by'),
    comment: reader.text(entry, 'comment'),
    created: reader.text(entry, 'created'),
    author: reader.text(entry, 'author'),
    emptyLayer: entry.empty_layer === true,
  };
}
