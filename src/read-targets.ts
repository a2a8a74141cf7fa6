// Reads targets into facts, those that build images before the Dockerfiles they build from.
import { dropCovered } from './covered.ts';
import { inputs } from './inputs/index.ts';
import type { InputContext } from './inputs/input.ts';
import { InputError } from './model/errors.ts';
import type { Build, TargetFacts } from './model/run.ts';
import { globMatcher } from './parse/glob.ts';
import type { TargetRequest } from './target.ts';

export interface ReadOptions extends Omit<InputContext, 'builds'> {
  /** Globs of paths that are left out, also when something is built from them. */
  readonly exclude: readonly string[];
  /** Takes what is needed of a target as soon as it has been read; what it answers is kept instead. */
  readonly settle?: (facts: TargetFacts) => TargetFacts;
}

/**
 * Reads targets one after another. One that cannot be read becomes a target with an error, never nothing. A Dockerfile that a container is built
 * from is read too, though no target names it.
 */
export async function readTargets(requests: readonly TargetRequest[], options: ReadOptions): Promise<TargetFacts[]> {
  const named: TargetFacts[] = [];
  const found: TargetFacts[] = [];
  const builds: Build[] = [];
  const context: InputContext = { ...options, builds };
  const readAll = async (group: readonly TargetRequest[]) => {
    for (const request of group) {
      options.log.progress(`reading ${request.input.kind}:${request.text}`);
      const facts = await readTarget(request.input, request.text, context);
      (request.found ? found : named).push(options.settle?.(facts) ?? facts);
      builds.push(...(facts.builds ?? []));
    }
  };
  const isDockerfile = ({ input }: TargetRequest) => input.kind === 'dockerfile';
  await readAll(requests.filter((request) => !isDockerfile(request)));
  const dockerfiles = requests.filter(isDockerfile);
  await readAll([...dockerfiles, ...missingDockerfiles(builds, dockerfiles, options)]);
  return [...named, ...dropCovered(found)];
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
