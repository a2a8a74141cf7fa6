// Reads targets into facts, those that build images before the Dockerfiles they build from.
import { dropCovered } from './covered.ts';
import { inputs } from './inputs/index.ts';
import type { InputContext } from './inputs/input.ts';
import { type FetchImage, openShelf } from './join-images.ts';
import { InputError } from './model/errors.ts';
import type { Build, JudgedTarget, TargetFacts } from './model/run.ts';
import { globMatcher } from './parse/glob.ts';
import type { ImageOrigin } from './settings.ts';
import type { TargetRequest } from './target.ts';

export interface ReadOptions extends Omit<InputContext, 'builds'> {
  /** Globs of paths that are left out, also when something is built from them. */
  readonly exclude: readonly string[];
  /** Where the images that containers name are fetched from. */
  readonly withImages: ImageOrigin;
}

/**
 * Reads targets one after another. One that cannot be read becomes a target with an error, never nothing. A Dockerfile that a container is built
 * from is read too, though no target names it.
 */
export function readTargets(requests: readonly TargetRequest[], options: ReadOptions): Promise<TargetFacts[]> {
  return settleTargets(requests, options, async (facts) => facts);
}

/** The same, where `settle` takes what is needed of a target as soon as it has been read; what it answers is kept instead. */
export async function settleTargets<T extends JudgedTarget>(
  requests: readonly TargetRequest[],
  options: ReadOptions,
  settle: (facts: TargetFacts) => Promise<T>,
): Promise<T[]> {
  const named: T[] = [];
  const found: T[] = [];
  const builds: Build[] = [];
  const dockerfilePaths = requests.filter(({ input }) => input.kind === 'dockerfile').map(({ text }) => text);
  const images = { ...options.images, dockerfiles: dockerfilePaths };
  const context: InputContext = { ...options, images, builds };
  const number = numberImages();
  const shelf = openShelf(imageFetcher(context, options.withImages));
  const readAll = async (group: readonly TargetRequest[]) => {
    for (const request of group) {
      options.log.progress(`reading ${request.input.kind}:${request.text}`);
      const answer = await readTarget(request.input, request.text, context);
      const read = request.input.isImage === true ? number(answer) : answer;
      shelf.add(read);
      const facts = await shelf.join(read);
      (request.found ? found : named).push(await settle(facts));
      builds.push(...(facts.builds ?? []));
    }
  };
  const orderOf = ({ input }: TargetRequest) => (input.kind === 'dockerfile' ? 2 : input.isImage === true ? 0 : 1);
  // Images come before the containers that run them, Dockerfiles after those that are built from them.
  await readAll(requests.filter((request) => orderOf(request) === 0));
  await readAll(requests.filter((request) => orderOf(request) === 1));
  const dockerfiles = requests.filter((request) => orderOf(request) === 2);
  await readAll([...dockerfiles, ...missingDockerfiles(builds, dockerfiles, options)]);
  const fetched: T[] = [];
  for (const facts of shelf.fetched()) fetched.push(await settle(number(facts)));
  return [...named, ...fetched, ...dropCovered(found)];
}

/** Two tags of one repository are two targets: the later ones are numbered. */
function numberImages(): (facts: TargetFacts) => TargetFacts {
  const seen = new Map<string, number>();
  return (facts) => {
    const count = (seen.get(facts.id) ?? 0) + 1;
    seen.set(facts.id, count);
    return count === 1 ? facts : { ...facts, id: `${facts.id}#${count}` };
  };
}

function imageFetcher(context: InputContext, origin: ImageOrigin): FetchImage | undefined {
  if (origin === 'none') return undefined;
  const kind = origin === 'engine' ? 'docker' : 'registry';
  return async (reference, declared) => {
    const { readNamedImage } = await import('./inputs/image/input.ts');
    return readNamedImage(kind, { text: reference, declared }, context);
  };
}

function missingDockerfiles(
  builds: readonly Build[],
  requests: readonly TargetRequest[],
  { files, exclude }: ReadOptions,
): TargetRequest[] {
  const input = inputs.find(({ kind }) => kind === 'dockerfile');
  const known = new Set(requests.map(({ text }) => files.label(text)));
  const excluded = exclude.map((glob) => globMatcher(glob));
  const labels = [...new Set(builds.map(({ dockerfile }) => dockerfile))];
  const missing = labels.filter((label) => !known.has(label) && !excluded.some((matches) => matches(label)));
  return input === undefined ? [] : missing.map((text) => ({ input, text, found: true }));
}

async function readTarget(input: TargetRequest['input'], text: string, context: InputContext): Promise<TargetFacts> {
  try {
    return await (await input.load()).read(text, context);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const id = `${input.kind}:${input.idOf(text, context.files)}`;
    const location = error.at === undefined ? {} : { location: error.at };
    return {
      id,
      kind: input.kind,
      name: text,
      subjects: [],
      errors: [{ message: error.message, ...location }],
      notices: [],
    };
  }
}
