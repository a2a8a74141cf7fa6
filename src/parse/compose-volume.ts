// The short form of a volume of a service: `[source:]target[:options]`.
import { InputError } from '../model/errors.ts';
import { HOLE, hasHole } from './hole.ts';

export interface ComposeVolume {
  /** A hole where a variable decides whether it is a path or a name. */
  readonly type: string;
  readonly source?: string;
  readonly target: string;
  readonly readOnly?: true;
  readonly nocopy?: true;
  readonly propagation?: string;
  readonly selinux?: string;
  /** Options that come from outside, so that none of them is known. */
  readonly openOptions?: string;
}

const PROPAGATION = new Set(['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave']);

/** Reads a short volume. Gives nothing where the whole entry is a hole. Throws InputError where Compose refuses it. */
export function parseComposeVolume(text: string): ComposeVolume | undefined {
  if (text === '') throw new InputError('invalid empty volume; write [source:]target[:options]');
  if (text.replaceAll(HOLE, '') === '') return undefined;
  if (text.length <= 2) return { type: 'volume', target: text };
  const fields = splitFields(text);
  if (fields.includes('')) throw new InputError(`invalid volume ${text}: empty section between colons`);
  if (fields.length > 3) throw new InputError(`invalid volume ${text}: too many colons`);
  const [first = '', target, options] = fields;
  if (target === undefined) return { type: 'volume', target: cleanTarget(first) };
  const volume = { type: typeOf(first), source: first, target: cleanTarget(target) };
  return options === undefined ? volume : { ...volume, ...readOptions(options) };
}

function splitFields(text: string): string[] {
  if (!/(?:^|:)\p{L}:/u.test(text)) return text.split(':');
  const fields: string[] = [];
  let field = '';
  for (const char of text) {
    if (char !== ':' || /^\p{L}$/u.test(field)) field += char;
    else {
      fields.push(field);
      field = '';
    }
  }
  return [...fields, field];
}

function typeOf(source: string): string {
  if (/^[./~]/.test(source) || source.startsWith('\\\\') || /^\p{L}:/u.test(source)) return 'bind';
  // A name of a volume holds no slash, so a variable followed by one is a path.
  if (source.startsWith(HOLE)) return source.includes('/') ? 'bind' : HOLE;
  return 'volume';
}

function readOptions(text: string): Partial<ComposeVolume> {
  if (hasHole(text)) return { openOptions: text };
  let readOnly = false;
  let nocopy = false;
  let propagation: string | undefined;
  let selinux: string | undefined;
  for (const option of text.split(',')) {
    if (option === 'ro' || option === 'rw') readOnly = option === 'ro';
    else if (option === 'nocopy') nocopy = true;
    else if (option === 'z' || option === 'Z') selinux = option;
    else if (PROPAGATION.has(option)) propagation = option;
  }
  return {
    ...(readOnly ? { readOnly } : {}),
    ...(nocopy ? { nocopy } : {}),
    ...(propagation === undefined ? {} : { propagation }),
    ...(selinux === undefined ? {} : { selinux }),
  };
}

/** Cleans a path inside a container: `/x/../y/` is `/y`. A path with a hole stays as it is. */
export function cleanTarget(path: string): string {
  if (path === '' || hasHole(path) || /^(?:\/[^/.][^/]*)+$/.test(path)) return path;
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push(part);
  }
  return `${rooted ? '/' : ''}${kept.join('/')}` || '.';
}
