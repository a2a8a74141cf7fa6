// What the user named to be run, by its kind: an image of the engine, one on the disk, or a container that something declares.
import { statSync } from 'node:fs';
import { posix } from 'node:path';
import type { SourceFiles } from '../inputs/files.ts';
import { compressionOf } from '../inputs/image/layers/compression.ts';
import { UsageError } from '../model/errors.ts';
import { parseImageReference } from '../parse/image-reference.ts';
import { resolveTargets } from '../target.ts';
import { readHead } from './read-head.ts';

export type PullChoice = (typeof pullChoices)[number];
export const pullChoices = ['never', 'missing', 'always'] as const;

/** `scan` is the same as a target of a scan. */
export type SmokeTarget =
  /** In the engine, or to be fetched into it. */
  | { readonly kind: 'image'; readonly reference: string }
  /** On the disk; loaded into the engine for the run. */
  | { readonly kind: 'archive'; readonly scan: string }
  /** A service of a compose project, or a run line. */
  | { readonly kind: 'container'; readonly scan: string };

export interface TargetOptions {
  readonly cwd: string;
  readonly files: SourceFiles;
  readonly pull: PullChoice;
  /** `--service`. */
  readonly service?: string | undefined;
}

const HOW =
  "write an image (nginx:1.29), docker:REF, archive:FILE, oci:PATH, compose:FILE --service NAME, or run:'docker run ...'";

/** Kinds of target that declare nothing that could be run by itself, with what to do instead. */
const OTHERS: Readonly<Record<string, string>> = {
  dockerfile: 'is not an image yet; build it (docker build -t NAME .) and run seaworthy smoke NAME',
  container: 'is a container that exists already; name its image',
  inspect: 'is a description of a container that exists already; name its image',
  workflow: 'is a workflow, whose containers need the files of a job; name an image',
  devcontainer: 'is a devcontainer, which needs the files of the project; name an image',
  smoke: 'is the record of a run; judge it with seaworthy scan',
};

/** Reads the word that names what to run. Throws UsageError that says what to write. */
export function readSmokeTarget(word: string, options: TargetOptions): SmokeTarget {
  const target = readWord(word, options);
  if (options.service !== undefined && target.kind !== 'container')
    throw new UsageError(`--service ${options.service}: ${word} is an image; name the compose file: compose:FILE`);
  return target;
}

function readWord(word: string, options: TargetOptions): SmokeTarget {
  const colon = word.indexOf(':');
  const kind = colon > 1 ? word.slice(0, colon) : '';
  const rest = word.slice(colon + 1);
  switch (kind) {
    case 'docker':
      return imageOf(rest, word);
    case 'registry':
      if (options.pull === 'never')
        throw new UsageError(
          `${word}: images run from the engine, and none is fetched unless you say so; add --pull missing`,
        );
      return imageOf(rest, word);
    case 'archive':
      if (rest === '-')
        throw new UsageError('archive:-: an archive is read twice, to judge it and to load it; write it to a file');
      return { kind: 'archive', scan: word };
    case 'oci':
      return { kind: 'archive', scan: word };
    case 'compose':
    case 'run':
      return { kind: 'container', scan: word };
    default:
      return readPlain(word, kind, options);
  }
}

/** A reference of an image and a path are told apart by what is there; a plain name is never taken for a directory. */
function readPlain(word: string, kind: string, { cwd, files }: TargetOptions): SmokeTarget {
  const other = Object.hasOwn(OTHERS, kind) ? OTHERS[kind] : undefined;
  if (other !== undefined) throw new UsageError(`${word} ${other}`);
  const stat = statSync(posix.resolve(cwd, word), { throwIfNoEntry: false });
  const isPath = word.startsWith('.') || word.startsWith('/');
  if (stat?.isDirectory() === true && isPath) {
    const isLayout = files.exists(posix.join(word, 'oci-layout')) || files.exists(posix.join(word, 'manifest.json'));
    return isLayout ? { kind: 'archive', scan: `oci:${word}` } : { kind: 'container', scan: `compose:${word}` };
  }
  if (stat !== undefined && !stat.isDirectory()) return readFile(word, { cwd, files });
  if (isPath) throw new UsageError(`${word}: no such file or directory; ${HOW}`);
  return imageOf(word, word);
}

function readFile(word: string, { cwd, files }: Pick<TargetOptions, 'cwd' | 'files'>): SmokeTarget {
  // Archives are larger than what is read as text.
  if (isArchive(posix.resolve(cwd, word))) return { kind: 'archive', scan: `archive:${word}` };
  const [found] = resolveTargets([word], { cwd, files, exclude: [] });
  switch (found?.input.kind) {
    case 'compose':
    case 'run':
      return { kind: 'container', scan: `${found.input.kind}:${word}` };
    default:
      throw new UsageError(`${word} ${OTHERS[found?.input.kind ?? ''] ?? `cannot be run; ${HOW}`}`);
  }
}

/** By the first bytes: compressed, or a tar. */
function isArchive(path: string): boolean {
  const head = readHead(path, 512);
  return compressionOf(head) !== 'none' || Buffer.from(head.subarray(257, 262)).toString('latin1') === 'ustar';
}

function imageOf(reference: string, word: string): SmokeTarget {
  const text = reference.trim();
  if (text === 'all') throw new UsageError(`${word}: one image is run at a time; name it`);
  const isId = /^(?:sha256:)?[0-9a-f]{12,64}$/.test(text);
  if (!isId && parseImageReference(text) === undefined)
    throw new UsageError(
      `${word === '' ? '""' : word} is no reference of an image, and no file of that name is there; ${HOW}`,
    );
  return { kind: 'image', reference: text };
}
