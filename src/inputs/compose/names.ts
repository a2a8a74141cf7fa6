// Recognises compose files, by name or by text.
import { BASE_NAMES } from './discover.ts';

const PREFIXED = /^(?:docker-)?compose[._-].+\.ya?ml$/;
const SUFFIXED = /^.+[._-]compose\.ya?ml$/;

/** Tells whether a file is a compose file by its name: a default name, `docker-compose.prod.yml`, `compose-dev.yaml`, `prod.compose.yml`. */
export function isComposeName(name: string): boolean {
  return BASE_NAMES.some((base) => base === name) || PREFIXED.test(name) || SUFFIXED.test(name);
}

/** Tells whether a text has a top-level `services:` section, as every compose file that declares containers has. */
export function hasServices(text: string): boolean {
  return /^(?:services|"services"|'services')[ \t]*:/m.test(text) || /^\uFEFF?\s*\{\s*"services"\s*:/.test(text);
}
