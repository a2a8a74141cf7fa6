// Files that declare containers in a language that is not read: a search names them, so that silence about them is no pass.
import type { SourceFiles } from './inputs/files.ts';
import { InputError } from './model/errors.ts';
import type { NotRead } from './model/run.ts';

/** Most YAML files looked into for manifests in one search. */
const MOST_LOOKED_AT = 2000;

const BY_NAME: readonly (readonly [what: string, name: RegExp])[] = [
  ['Helm charts', /(?:^|\/)Chart\.ya?ml$/],
  ['Kustomize files', /(?:^|\/)kustomization\.ya?ml$/],
  ['Terraform files', /\.tf$/],
  ['Nomad jobs', /\.nomad(?:\.hcl)?$/],
  ['build definitions of buildx bake', /(?:^|\/)docker-bake(?:\.override)?\.(?:hcl|json)$/],
  ['Skaffold files', /(?:^|\/)skaffold\.ya?ml$/],
  ['GitLab pipelines', /(?:^|\/)\.gitlab-ci\.ya?ml$/],
  ['CircleCI pipelines', /(?:^|\/)\.circleci\/config\.ya?ml$/],
  ['Azure pipelines', /(?:^|\/)azure-pipelines\.ya?ml$/],
  ['Jenkins pipelines', /(?:^|\/)Jenkinsfile$/],
  ['Quadlet units of Podman', /\.container$/],
];

const MANIFESTS = 'Kubernetes manifests';

const LINKS = 'symbolic links';

/** What a search found and no input reads, by kind. `claimed` holds the paths that some input takes, `links` those of links that led to none. */
export function findNotRead(
  paths: readonly string[],
  claimed: ReadonlySet<string>,
  files: SourceFiles,
  links: readonly string[],
): readonly NotRead[] {
  const found = new Map<string, string[]>();
  const add = (what: string, path: string) => {
    const list = found.get(what) ?? [];
    list.push(path);
    found.set(what, list);
  };
  for (const path of [...links].sort()) add(LINKS, path);
  let looked = 0;
  for (const path of paths) {
    if (claimed.has(path)) continue;
    const named = BY_NAME.find(([, name]) => name.test(path));
    if (named !== undefined) add(named[0], path);
    else if (/\.ya?ml$/.test(path) && looked < MOST_LOOKED_AT) {
      looked += 1;
      if (isManifest(path, files)) add(MANIFESTS, path);
    }
  }
  return [...found].map(([what, list]) => ({ what, files: list })).sort((a, b) => (a.what < b.what ? -1 : 1));
}

/** A manifest of Kubernetes has a version of an API and a kind at the top, and of the kinds that hold containers a `spec`. */
function isManifest(path: string, files: SourceFiles): boolean {
  try {
    const text = files.read(path);
    return /^apiVersion:/m.test(text) && /^kind:/m.test(text) && /\bcontainers:|\bimage:/.test(text);
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
