// The light part of the dockerfile input.
import type { InputEntry } from '../input.ts';

const NAME = /^(?:dockerfile|containerfile)(?:\..+)?$|\.(?:dockerfile|containerfile)$/i;
/** Files beside a Dockerfile that share its name; a template of one (`.j2`, `.tmpl`, `.in`) is read as it is. */
const NO_DOCKERFILE =
  /\.(?:dockerignore|md|markdown|rst|txt|html?|adoc|png|svg|jpe?g|gif|pdf|sh|bash|ps1|bat|cmd|py|rb|js|mjs|cjs|ts|tsx|go|rs|java|json|ya?ml|toml|xml|csv|lock|log|bak|orig|rej|swp|sha256|sig|asc|zip|gz)$/i;
const FIRST_INSTRUCTION =
  /^\uFEFF?(?:[^\S\n]*(?:#[^\n]*)?\n)*[^\S\n]*(?:ARG[^\S\n][^\n]*\n(?:[^\S\n]*(?:#[^\n]*|ARG[^\S\n][^\n]*)?\n)*[^\S\n]*)?FROM[^\S\n]+\S/i;

/** How Dockerfiles are recognised. */
export const dockerfileEntry: InputEntry = {
  kind: 'dockerfile',
  noun: 'a Dockerfile',
  usage: 'dockerfile:FILE',
  looksFor: ['Dockerfile', 'Containerfile', 'Dockerfile.*', '*.Dockerfile'],
  matchesName: (fileName) => NAME.test(fileName) && !NO_DOCKERFILE.test(fileName),
  matchesText: (text) => FIRST_INSTRUCTION.test(text.slice(0, 100_000)),
  group: (paths) => paths,
  idOf: (text, files) => files.label(text),
  load: async () => (await import('./input.ts')).dockerfileInput,
};
