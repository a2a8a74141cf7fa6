// `/proc/PID/limits`: the resource limits of a process.

/** Soft and hard limit; infinite for none. */
export interface ResourceLimit {
  readonly soft: number;
  readonly hard: number;
}

/** Names of ulimits by what the kernel calls them. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['Max cpu time', 'cpu'],
  ['Max file size', 'fsize'],
  ['Max data size', 'data'],
  ['Max stack size', 'stack'],
  ['Max core file size', 'core'],
  ['Max resident set', 'rss'],
  ['Max processes', 'nproc'],
  ['Max open files', 'nofile'],
  ['Max locked memory', 'memlock'],
  ['Max address space', 'as'],
  ['Max file locks', 'locks'],
  ['Max pending signals', 'sigpending'],
  ['Max msgqueue size', 'msgqueue'],
  ['Max nice priority', 'nice'],
  ['Max realtime priority', 'rtprio'],
  ['Max realtime timeout', 'rttime'],
]);

/** Reads the limits by the name of their ulimit. */
export function parseLimits(text: string): ReadonlyMap<string, ResourceLimit> {
  const limits = new Map<string, ResourceLimit>();
  for (const line of text.split('\n')) {
    // The name takes up 26 characters and has blanks.
    const name = NAMES.get(line.slice(0, 26).trim());
    const [soft, hard] = line.slice(26).trim().split(/\s+/).map(numberOf);
    if (name !== undefined && soft !== undefined && hard !== undefined) limits.set(name, { soft, hard });
  }
  return limits;
}

function numberOf(word: string): number | undefined {
  if (word === 'unlimited') return Number.POSITIVE_INFINITY;
  return /^\d{1,20}$/.test(word) ? Number(word) : undefined;
}
