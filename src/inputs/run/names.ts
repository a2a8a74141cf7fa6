// Tells by name and by text which files hold lines that run containers.
import { InputError } from '../../model/errors.ts';
import type { SourceFiles } from '../files.ts';

/** Names of scripts and Makefiles that a search looks into. */
export const SCRIPT_NAMES = ['*.sh', '*.bash', 'Makefile', 'GNUmakefile', '*.mk'] as const;

/** Tells whether a file is a Makefile, by its path. */
export function isMakefileName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^(?:GNUm|[Mm])akefile$|\.mk$/.test(name);
}

/** Tells whether a file is a shell script or a Makefile, by its name. */
export function isScriptName(name: string): boolean {
  return /\.(?:ba)?sh$/.test(name) || isMakefileName(name);
}

const BLANK = String.raw`(?:[ \t]|\\\r?\n)`;
/** The program by its name, or a variable that is named after one. */
const ENGINE = String.raw`(?:(?<![\w./-])(?:[\w./-]{0,100}\/)?(?:docker|podman)(?:-compose)?(?:\.exe)?|\$[({]?\w{0,50}(?:docker|podman|engine|runtime|container)\w{0,50}(?:[)}]|:?-[^}\s]{0,50}\})?)["']?`;
const GLOBAL_FLAG = String.raw`-[^\s;|&]{1,200}${BLANK}{1,100}(?:[^\s;|&-][^\s;|&]{0,200}${BLANK}{1,100})?`;
const RUN_LINE = new RegExp(
  `${ENGINE}${BLANK}{1,100}(?:container${BLANK}{1,100})?(?:${GLOBAL_FLAG}){0,8}(?:(?:run|create|exec)|compose${BLANK}{1,100}(?:${GLOBAL_FLAG}){0,8}exec)(?![\\w-])`,
  'i',
);

/** Tells whether a text may hold a line of docker or podman that runs or creates a container, or runs something in one; comments are left out. */
export function mentionsRun(text: string): boolean {
  if (!/docker|podman/i.test(text)) return false;
  return RUN_LINE.test(text.replaceAll(/^[ \t@-]*#[^\n]*/gm, ''));
}

/** Tells whether a file that a search found may run containers. One that is no text does not. */
export function mayRunContainers(path: string, files: SourceFiles): boolean {
  try {
    return mentionsRun(files.read(path));
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
