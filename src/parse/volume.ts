// The value of `-v`: `[source:]target[:options]`, as the client cuts it.
import { InputError } from '../model/errors.ts';
import { hostPathText } from './hole-marks.ts';

export interface VolumeSpec {
  /** A host path, or a named or anonymous volume. */
  readonly type: 'bind' | 'volume';
  /** Empty for an anonymous volume. */
  readonly source: string;
  readonly target: string;
  readonly options: readonly string[];
}

/** Cuts a volume at its colons; a drive letter keeps its colon. Throws InputError on empty and surplus parts. */
export function parseVolume(text: string): VolumeSpec {
  if (text === '') throw new InputError('the volume is empty; write SOURCE:TARGET');
  if (text.length <= 2) return { type: 'volume', source: '', target: text, options: [] };
  const parts = cutParts(text);
  if (parts.some((part) => part === ''))
    throw new InputError(`there is an empty part between the colons of \`${text}\``);
  if (parts.length > 3) throw new InputError(`\`${text}\` has too many colons; write SOURCE:TARGET:OPTIONS`);
  const [source = '', target, options] = parts;
  if (target === undefined) return { type: 'volume', source: '', target: source, options: [] };
  return { type: isFilePath(source) ? 'bind' : 'volume', source, target, options: options?.split(',') ?? [] };
}

/** Tells whether the client takes a volume source for a host path. */
export function isFilePath(source: string): boolean {
  return /^(?:[./~]|\\\\|\p{L}:)/u.test(hostPathText(source)) || /^\u{F5EA0}[^/]{0,4}\//u.test(source);
}

function cutParts(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (const char of text) {
    if (char === ':' && !/^\p{L}$/u.test(part)) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return [...parts, part];
}
