// The configuration of an image, from JSON that anybody may have written: what has the wrong type is left out and said.
import { parseDigest } from '../../parse/oci/digest.ts';
import { foldKey } from '../../parse/oci/go-keys.ts';
import { isObject } from '../../parse/oci/manifest.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Healthcheck {
  /** Words, the first being NONE, CMD or CMD-SHELL; empty inherits, which in an image is none. */
  readonly test: readonly string[];
}

/** One step of the history. */
export interface HistoryStep {
  readonly createdBy: string;
  readonly comment: string;
  /** RFC 3339; empty where not stated. */
  readonly created: string;
  readonly author: string;
  readonly emptyLayer: boolean;
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
  /** Fields whose value was not understood, with the reason: nothing is known of them, whatever they hold here. */
  readonly unread: ReadonlyMap<string, string>;
  /** The same in words, and what else was odd. */
  readonly notices: readonly string[];
}

const MAX_ITEMS = 10_000;

/** Reads the configuration of an image as OCI and Docker store it; `undefined` stands for a bare file system, which has none. */
export function readImageConfig(document: unknown): ImageConfig {
  const root = isObject(document) ? document : {};
  const reader = openReader();
  const run = reader.object(root, 'config');
  const rootfs = reader.object(root, 'rootfs');
  const diffIds = reader.texts(rootfs, 'diff_ids').filter((id) => parseDigest(id) !== undefined);
  return {
    ...readRunConfig(run, reader),
    created: reader.text(root, 'created'),
    author: reader.text(root, 'author'),
    os: reader.text(root, 'os'),
    architecture: reader.text(root, 'architecture'),
    variant: reader.text(root, 'variant'),
    diffIds,
    history: reader.list(root, 'history').map((step) => readStep(step, reader, 'created_by', 'empty_layer')),
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
  const reader = openReader();
  const repoDigests = reader.texts(root, 'RepoDigests');
  const digests = repoDigests.map((name) => name.slice(name.indexOf('@') + 1));
  const steps = Array.isArray(history) ? history.slice(0, MAX_ITEMS) : [];
  const config: ImageConfig = {
    ...readRunConfig(reader.object(root, 'Config'), reader),
    created: reader.text(root, 'Created'),
    author: reader.text(root, 'Author'),
    os: reader.text(root, 'Os'),
    architecture: reader.text(root, 'Architecture'),
    variant: reader.text(root, 'Variant'),
    diffIds: reader.texts(reader.object(root, 'RootFS'), 'Layers').filter((id) => parseDigest(id) !== undefined),
    // The engine answers the last step first, with its size in place of the mark of an empty layer.
    history: steps.map((step) => readEngineStep(step, reader)).reverse(),
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

function readRunConfig(run: Json, reader: Reader) {
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
    ...(isObject(run.Healthcheck) ? { healthcheck: { test: reader.texts(healthcheck, 'Test') } } : {}),
    onBuild: reader.texts(run, 'OnBuild'),
    shell: reader.texts(run, 'Shell'),
  };
}

function readStep(step: unknown, reader: Reader, createdBy: string, empty: string): HistoryStep {
  const entry = isObject(step) ? step : {};
  return {
    createdBy: reader.text(entry, createdBy),
    comment: reader.text(entry, 'comment'),
    created: reader.text(entry, 'created'),
    author: reader.text(entry, 'author'),
    emptyLayer: entry[empty] === true,
  };
}

function readEngineStep(step: unknown, reader: Reader): HistoryStep {
  const entry = isObject(step) ? step : {};
  const { Created: created, Size: size } = entry;
  return {
    createdBy: reader.text(entry, 'CreatedBy'),
    comment: reader.text(entry, 'Comment'),
    created: typeof created === 'number' && Number.isSafeInteger(created) ? secondsText(created) : '',
    author: '',
    emptyLayer: size === 0,
  };
}

function secondsText(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

interface Reader {
  readonly notices: readonly string[];
  text(from: Json, key: string): string;
  texts(from: Json, key: string): string[];
  list(from: Json, key: string): readonly unknown[];
  object(from: Json, key: string): Json;
  keys(from: Json, key: string): string[];
  map(from: Json, key: string): Readonly<Record<string, string>>;
}

/** Reads fields one by one and remembers which had the wrong type. Null is what Go writes for nothing. */
function openReader(): Reader {
  const notices: string[] = [];
  const wrong = (key: string, what: string) => {
    if (notices.length < 20) notices.push(`${key} in the configuration of the image is ${what}`);
  };
  const own = (from: Json, key: string): unknown => (Object.hasOwn(from, key) ? (from[key] ?? undefined) : undefined);
  const list = (from: Json, key: string): readonly unknown[] => {
    const value = own(from, key);
    if (value === undefined) return [];
    if (!Array.isArray(value)) wrong(key, 'no list');
    else if (value.length > MAX_ITEMS) wrong(key, `longer than ${MAX_ITEMS} entries`);
    else return value;
    return [];
  };
  const object = (from: Json, key: string): Json => {
    const value = own(from, key);
    if (isObject(value)) return value;
    if (value !== undefined) wrong(key, 'no object');
    return {};
  };
  return {
    notices,
    list,
    object,
    text(from, key) {
      const value = own(from, key);
      if (value !== undefined && typeof value !== 'string') wrong(key, 'no text');
      return typeof value === 'string' ? value : '';
    },
    texts(from, key) {
      const value = own(from, key);
      // Old builders wrote one word where a list belongs.
      if (typeof value === 'string') return [value];
      const items = list(from, key);
      if (items.some((item) => typeof item !== 'string')) wrong(key, 'no list of texts');
      return items.filter((item) => typeof item === 'string');
    },
    keys: (from, key) => Object.keys(object(from, key)).slice(0, MAX_ITEMS),
    map(from, key) {
      const texts: Record<string, string> = Object.create(null);
      for (const [name, value] of Object.entries(object(from, key))) if (typeof value === 'string') texts[name] = value;
      return texts;
    },
  };
}
