// The directory that WORKDIR changes to, resolved against the one before.
import { posix } from 'node:path';
import { HOLE, hasHole } from '../../parse/hole.ts';
import { type Resolved, shorten } from './scope.ts';
import type { StagePlan } from './stages.ts';

/** Longest path that Linux takes. */
const MAX_PATH = 4096;

/** Joins a directory to the one before; a relative one stays unknown where the base image decides what it is relative to. */
export function joinDirectory(before: Resolved | undefined, next: Resolved, stage: StagePlan | undefined): Resolved {
  if (stage?.os === 'windows')
    return /^(?:[a-z]:|[\\/])/i.test(next.text) || before === undefined ? next : joinWindows(before, next);
  if (next.text.startsWith('/')) return { ...next, text: posix.normalize(next.text).replace(/(.)\/$/, '$1') };
  if (hasHole(next.text.split('/', 1)[0] ?? '')) return { ...next, text: HOLE };
  const start = before?.text ?? (stage?.scratch === true ? '/' : undefined);
  if (start === undefined) {
    const reason = `\`${shorten(next.text)}\` is relative to the working directory of the base image`;
    return { ...next, text: HOLE, absence: { reason, hint: 'write an absolute path' } };
  }
  if (start.length + next.text.length > MAX_PATH)
    return { ...next, text: HOLE, absence: { reason: `the path is longer than ${MAX_PATH} characters` } };
  const absence = next.absence ?? before?.absence;
  const text = posix.join(start, next.text).replace(/(.)\/$/, '$1');
  return {
    text: hasHole(start) ? HOLE : text,
    at: next.at,
    trail: before === undefined ? next.trail : [...next.trail, before.at, ...before.trail].slice(0, 8),
    ...(absence === undefined ? {} : { absence }),
  };
}

function joinWindows(before: Resolved, next: Resolved): Resolved {
  if (before.text.length > MAX_PATH) return next;
  return { ...next, text: `${before.text.replace(/[\\/]+$/, '')}\\${next.text}`, trail: [...next.trail, before.at] };
}
