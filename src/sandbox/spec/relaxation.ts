// A loosening of the hardening in the words of the command line: `cap:NAME`, `syscall:NAME`, `tmpfs:PATH`, `network`, `write`.
import { printable } from '../../engine/printable.ts';
import { InputError, UsageError } from '../../model/errors.ts';
import type { Relaxation } from '../../model/sandbox.ts';
import { ALL_CAPABILITIES, capabilityName } from '../../parse/capabilities.ts';
import { nearest } from '../../parse/nearest.ts';
import { parseSize } from '../../parse/size.ts';
import { tmpfsPath } from './tmpfs-path.ts';

const FORMS = 'cap:NAME, syscall:NAME, tmpfs:PATH[:size=16m][:exec], network, write';
const KINDS = ['cap', 'syscall', 'tmpfs', 'network', 'write'];

/** Reads the value of `--allow`. Throws UsageError that says what to type; whether a system call can be opened is told by `relaxSeccomp`. */
export function parseRelaxation(text: string): Relaxation {
  const { kind, rest } = cut(text);
  if (kind === 'network' || kind === 'write') {
    if (rest !== undefined) throw new UsageError(`--allow ${show(text)}: write \`--allow ${kind}\` alone`);
    return { kind };
  }
  if (!KINDS.includes(kind)) {
    const near = nearest(kind, KINDS);
    throw new UsageError(
      `--allow ${show(text)}: no such relaxation; there are ${FORMS}${near === undefined ? '' : `. Did you mean ${near}?`}`,
    );
  }
  if (rest === undefined || rest === '')
    throw new UsageError(`--allow ${show(text)}: a name is missing; write ${FORMS}`);
  if (kind === 'cap') return { kind: 'capability', name: readCapability(rest) };
  if (kind === 'syscall') return { kind: 'syscall', name: readCall(rest) };
  return readTmpfs(rest);
}

/** A relaxation in a few words, for records and messages. */
export function describeRelaxation(relaxation: Relaxation): string {
  switch (relaxation.kind) {
    case 'capability':
      return `capability ${relaxation.name}`;
    case 'syscall':
      return `system call ${relaxation.name}`;
    case 'tmpfs':
      return `tmpfs ${relaxation.path}${relaxation.exec === true ? ' with execution' : ''}`;
    case 'network':
      return 'network';
    case 'write':
      return 'writable root';
  }
}

function cut(text: string): { readonly kind: string; readonly rest: string | undefined } {
  const colon = text.indexOf(':');
  return colon === -1
    ? { kind: text.trim(), rest: undefined }
    : { kind: text.slice(0, colon).trim(), rest: text.slice(colon + 1).trim() };
}

function readCapability(text: string): string {
  const name = capabilityName(text);
  if (ALL_CAPABILITIES.includes(name)) return name;
  if (name === 'ALL') throw new UsageError('--allow cap:ALL: name the capabilities one by one, such as cap:NET_RAW');
  const near = nearest(name, ALL_CAPABILITIES);
  throw new UsageError(
    `--allow cap:${show(text)}: Linux has no such capability${near === undefined ? '; write for example cap:NET_BIND_SERVICE' : `. Did you mean ${near}?`}`,
  );
}

function readCall(text: string): string {
  if (/^[a-z0-9_-]{1,40}$/.test(text)) return text;
  throw new UsageError(
    `--allow syscall:${show(text)}: that is no name of a system call; write for example syscall:io_uring`,
  );
}

function readTmpfs(text: string): Relaxation {
  const [path = '', ...options] = text.split(':');
  let sizeBytes: number | undefined;
  let exec = false;
  for (const option of options) {
    if (option === 'exec') exec = true;
    else if (option.startsWith('size=')) sizeBytes = readSize(option.slice('size='.length), text);
    else
      throw new UsageError(
        `--allow tmpfs:${show(text)}: unknown option ${show(option)}; there are size=SIZE and exec, as in tmpfs:/run:size=16m:exec`,
      );
  }
  const checked = tmpfsPath(path);
  if ('refusal' in checked) throw new UsageError(`--allow tmpfs:${show(text)}: ${checked.refusal}`);
  return {
    kind: 'tmpfs',
    path: checked.path,
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    ...(exec ? { exec } : {}),
  };
}

function readSize(text: string, whole: string): number {
  try {
    const size = Number(parseSize(text));
    if (size >= 4096 && Number.isSafeInteger(size)) return size;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
  throw new UsageError(`--allow tmpfs:${show(whole)}: size=${show(text)} is no size; write for example size=16m`);
}

/** What was typed, short and without control characters. */
function show(text: string): string {
  return printable(text, 100);
}
