// States the credentials of an image: in the files of every layer, in its configuration, and in its history. No value is ever a fact.
import type { HistoryEntry } from '../../../../model/image.ts';
import type { ImageTree } from '../../../../model/layer.ts';
import type { Location } from '../../../../model/location.ts';
import type { Subject } from '../../../../model/subject.ts';
import { findSecrets } from '../../../../parse/secrets/find-secrets.ts';
import { subjectBuilder } from '../../../subject-builder.ts';
import type { ImageConfig } from '../../config.ts';
import { SECRETS_READER } from '../../readers/secrets.ts';
import { type SecretTrace, traceAll } from './search-text.ts';

export interface SecretContext {
  readonly tree: ImageTree | undefined;
  readonly config: ImageConfig;
  readonly image: { readonly id: string };
  /** Starts the id of each secret. */
  readonly idPrefix: string;
  readonly declared: Location;
  /** What made each layer, for messages. */
  readonly layerTexts: readonly string[];
  /** Steps of the history as the builder wrote them, build arguments included. */
  readonly steps: readonly { readonly text: string; readonly layer: HistoryEntry['layer'] }[];
  /** The instruction of a Dockerfile that made a layer, where one of the same scan explains the image. */
  readonly placeOf: (layer: number) => Location | undefined;
}

/** A credential in a file of a layer. */
export interface SecretInFile extends SecretTrace {
  /** Relative to the root. */
  readonly path: string;
  /** The first layer that brings it. */
  readonly layer: number;
  /** No layer's file holds it any more at the end. */
  readonly deleted: boolean;
}

/** Credentials that are stated of one image. */
const MOST_SECRETS = 2000;

/** Finds the credentials that the readers traced in the layers, each once for a path. */
export function secretsInFiles(tree: ImageTree): SecretInFile[] {
  const found = new Map<string, SecretInFile>();
  for (const [layer, { facts }] of tree.layers.entries()) {
    for (const { reader, path, value } of facts) {
      if (reader !== SECRETS_READER || !isTrace(value) || found.size >= MOST_SECRETS) continue;
      const key = `${path}\0${value.type}\0${value.digest}`;
      const known = found.get(key);
      if (known?.deleted === false) continue;
      const deleted = tree.removedBy(layer, path) !== undefined;
      const { type, placeholder, digest } = value;
      found.set(key, { type, placeholder, digest, path, layer: known?.layer ?? layer, deleted });
    }
  }
  return [...found.values()];
}

/** One subject for every credential. One that stands in the configuration is not told of the history again. */
export function stateSecrets(inFiles: readonly SecretInFile[], context: SecretContext): Subject<'secret'>[] {
  const subjects = inFiles.map((secret) => describe({ ...secret, context: 'file' }, context));
  const told = new Set<string>();
  const add = (place: string, text: string, layer = -1) => {
    for (const trace of traceAll(findSecrets(text), 'utf8')) {
      if (told.has(trace.digest) || subjects.length >= MOST_SECRETS) continue;
      told.add(trace.digest);
      subjects.push(describe({ ...trace, context: place, path: '', layer, deleted: false }, context));
    }
  };
  const { env, labels, entrypoint, cmd } = context.config;
  for (const variable of env) add('ENV', variable);
  for (const [name, value] of Object.entries(labels)) add('LABEL', `${name}=${value}`);
  add('ENTRYPOINT', entrypoint.join(' '));
  add('CMD', cmd.join(' '));
  for (const { text, layer } of context.steps) add('history', text, layer);
  return subjects;
}

function describe(
  secret: SecretInFile & { readonly context: string },
  { idPrefix, declared, layerTexts, placeOf, image }: SecretContext,
): Subject<'secret'> {
  const { type, path, layer, digest, placeholder, deleted } = secret;
  const where = path === '' ? secret.context : `/${path}`;
  const place = layer < 0 ? declared : (placeOf(layer) ?? declared);
  const builder = subjectBuilder('secret', `${idPrefix}${where} ${type}`, path === '' ? type : where, place, {
    type,
    context: secret.context,
    stage: '',
    discarded: false,
    inImage: true,
    path: path === '' ? '' : `/${path}`,
    layerText: layer < 0 ? '' : (layerTexts[layer] ?? `layer ${layer}`),
    deleted,
    placeholder,
    digest,
  });
  return { ...builder.build(), owner: { kind: 'image', id: image.id } };
}

/** A cache may hold anything; only what has the shape of a trace is believed. */
function isTrace(value: unknown): value is SecretTrace {
  if (typeof value !== 'object' || value === null) return false;
  const { type, placeholder, digest } = value as Readonly<Record<keyof SecretTrace, unknown>>;
  return typeof type === 'string' && typeof placeholder === 'boolean' && /^[0-9a-f]{16}$/.test(String(digest));
}
