// A record of /dev/kmsg in which the kernel says that a system call was refused by a filter (audit type 1326).

export interface SeccompRecord {
  /** Number of the record; later ones are higher. */
  readonly sequence: number;
  /** In the first namespace of the machine. */
  readonly pid: number;
  readonly uid: number;
  /** Name of the program, as it wishes. */
  readonly name: string;
  readonly architecture: 'x86_64' | 'aarch64' | 'other';
  readonly syscall: number;
}

const ARCHITECTURES: ReadonlyMap<string, SeccompRecord['architecture']> = new Map([
  ['c000003e', 'x86_64'],
  ['c00000b7', 'aarch64'],
]);

/** What any process may write to the log of the kernel comes with a facility other than 0, that of the kernel itself. */
const OF_THE_KERNEL = /^[0-7],(\d+),\d+,[^;]*;audit: type=1326 audit\(/;

/** The filter only writes such a call down and lets it pass. */
const LET_PASS = '7ffc0000';

/** Reads a record of a refusal; undefined for everything else, and for what a program wrote into the log by itself. */
export function parseSeccompRecord(record: string): SeccompRecord | undefined {
  const line = record.slice(0, 1000).split('\n', 1)[0] ?? '';
  const [, sequence] = OF_THE_KERNEL.exec(line) ?? [];
  // The name is the choice of the program: what counts is read before it and, from the end, after it.
  const [, uid, pid] = / uid=(\d+) gid=\d+ ses=\d+(?: subj=[^ ]*)? pid=(\d+) comm=/.exec(line) ?? [];
  const [, architecture, syscall, code] =
    / sig=\d+ arch=([0-9a-f]+) syscall=(\d+) compat=\d ip=0x[0-9a-f]+ code=0x([0-9a-f]+)$/.exec(line) ?? [];
  if (sequence === undefined || uid === undefined || pid === undefined) return undefined;
  if (architecture === undefined || syscall === undefined || code === LET_PASS) return undefined;
  return {
    sequence: Number(sequence),
    pid: Number(pid),
    uid: Number(uid),
    name: nameOf(/ comm=("[^"]*"|[0-9A-F]+) /.exec(line)?.[1] ?? ''),
    architecture: ARCHITECTURES.get(architecture) ?? 'other',
    syscall: Number(syscall),
  };
}

/** The kernel writes a name with blanks or quotes in hexadecimal digits. */
function nameOf(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1) : Buffer.from(word, 'hex').toString('utf8');
}
