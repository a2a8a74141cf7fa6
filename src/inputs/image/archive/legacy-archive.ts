// What `docker save` wrote before 1.10: `repositories` names the last layer of each image, and each layer its parent.

import { InputError, LimitError } from '../../../model/errors.ts';
import type { SourceImage } from '../../../model/image-source.ts';
import { isObject, parseObject } from '../../../parse/json-object.ts';
import { MAX_CONFIG_BYTES, MAX_MANIFEST_BYTES } from '../../../parse/oci/manifest.ts';
import { MEDIA_TYPES } from '../../../parse/oci/media-types.ts';
import { describeLayer } from './docker-archive.ts';
import type { FoundImage } from './found-image.ts';
import type { Members } from './members.ts';
import { describeParsed } from './stored-image.ts';

type Json = Readonly<Record<string, unknown>>;

const MOST_IMAGES = 1000;
const MOST_LAYERS = 1000;

/** Finds the images that `repositories` names. */
export async function findLegacyImages(members: Members): Promise<FoundImage[]> {
  const bytes = await members.read('repositories', MAX_MANIFEST_BYTES);
  const repositories = bytes === undefined ? undefined : parseObject(bytes);
  if (repositories === undefined) throw new InputError(`${members.label}: repositories is no JSON object`);
  const names = new Map<string, string[]>();
  for (const [repository, tags] of Object.entries(repositories))
    for (const [tag, id] of Object.entries(isObject(tags) ? tags : {}))
      if (typeof id === 'string') names.set(id, [...(names.get(id) ?? []), `${repository}:${tag}`]);
  if (names.size > MOST_IMAGES)
    throw new LimitError(`${members.label} holds more images than the limit of ${MOST_IMAGES}`);
  return [...names].map(([top, own]) => ({
    names: own,
    digest: '',
    id: '',
    group: top,
    platform: undefined,
    missing: '',
    layers: [],
    load: () => loadImage(top, own, members),
  }));
}

async function loadImage(top: string, names: readonly string[], members: Members): Promise<SourceImage> {
  const steps = await readChain(top, members);
  const last = steps[0]?.document ?? {};
  const { created, author, os, architecture, config } = last;
  const history = steps.map(({ document }) => stepOf(document)).reverse();
  const described = describeParsed(
    {
      names,
      digest: '',
      id: '',
      mediaType: MEDIA_TYPES.dockerManifest,
      annotations: {},
      layers: steps.map(({ id }) => describeLayer(`${id}/layer.tar`, members)).reverse(),
      notices: ['written by Docker before 1.10, without digests: nothing of it can be checked'],
    },
    { created, author, os, architecture, config, history },
  );
  return described;
}

/** The layers from the last to the first. */
async function readChain(top: string, members: Members): Promise<{ readonly id: string; readonly document: Json }[]> {
  const { label } = members;
  const steps: { readonly id: string; readonly document: Json }[] = [];
  for (let id = top; id !== ''; ) {
    if (!/^[0-9a-f]{64}$/.test(id)) throw new InputError(`${label}: ${JSON.stringify(id.slice(0, 80))} is no layer`);
    if (steps.length >= MOST_LAYERS)
      throw new LimitError(`${label}: an image has more layers than the limit of ${MOST_LAYERS}, or goes round`);
    const bytes = await members.read(`${id}/json`, MAX_CONFIG_BYTES);
    const document = bytes === undefined ? undefined : parseObject(bytes);
    if (document === undefined) throw new InputError(`${label}: ${id}/json is missing or no JSON object`);
    steps.push({ id, document });
    id = typeof document.parent === 'string' ? document.parent : '';
  }
  return steps;
}

function stepOf({ created, author, comment, container_config: made }: Json): Json {
  const words = isObject(made) && Array.isArray(made.Cmd) ? made.Cmd : [];
  return { created, author, comment, created_by: words.filter((word) => typeof word === 'string').join(' ') };
}
