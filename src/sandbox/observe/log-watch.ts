// Reads the log of a container as it comes: its last lines, and what it tells of refusals. Both streams are hostile.
import type { LogPiece } from '../../model/container-engine.ts';
import type { DeniedAttempt } from '../../model/smoke-record.ts';
import { readDenial } from '../../parse/denials/read-denial.ts';
import { hideSecrets } from '../../parse/secrets/hide-secrets.ts';

export interface LogWatch {
  /** Takes a piece, and answers with what was refused and not known before. */
  add(piece: LogPiece): readonly DeniedAttempt[];
  /** What was refused, each once, in the order in which it was told first. */
  denied(): readonly DeniedAttempt[];
  /** The last lines, oldest first. */
  tail(): readonly string[];
}

/** Bytes of a line that are kept; the rest of a longer one is passed over. */
const MAX_LINE = 4096;
const MAX_TAIL = 20;
const MAX_TAIL_LINE = 400;
const MAX_EVIDENCE = 200;
/** Different attempts that are told. */
const MAX_DENIED = 100;
const LINE_FEED = 0x0a;

/** Begins to read. */
export function openLogWatch(): LogWatch {
  const denied = new Map<string, DeniedAttempt>();
  const tail: string[] = [];
  const take = (bytes: Uint8Array): void => {
    const line = readable(bytes);
    if (line === '') return;
    tail.push(line.slice(0, MAX_TAIL_LINE));
    if (tail.length > MAX_TAIL) tail.shift();
    const found = denied.size < MAX_DENIED ? readDenial(line) : undefined;
    if (found === undefined) return;
    const key = `${found.kind} ${found.what}`;
    if (!denied.has(key)) denied.set(key, { ...found, evidence: line, source: 'log' });
  };
  const shown = () =>
    [...denied.values()].map((attempt) => ({
      ...attempt,
      evidence: hideSecrets(attempt.evidence).slice(0, MAX_EVIDENCE),
    }));
  const streams = { stdout: openLines(take), stderr: openLines(take) };
  return {
    add({ stream, bytes }) {
      const before = denied.size;
      streams[stream].add(bytes);
      return denied.size === before ? [] : shown().slice(before);
    },
    denied() {
      for (const lines of Object.values(streams)) lines.flush();
      return shown();
    },
    tail() {
      for (const lines of Object.values(streams)) lines.flush();
      return tail.map(hideSecrets);
    },
  };
}

/** Splits bytes into lines, wherever the pieces end. */
function openLines(take: (line: Uint8Array) => void): { add(bytes: Uint8Array): void; flush(): void } {
  const line = new Uint8Array(MAX_LINE);
  let length = 0;
  const keep = (bytes: Uint8Array): void => {
    const part = bytes.subarray(0, MAX_LINE - length);
    line.set(part, length);
    length += part.length;
  };
  const flush = (): void => {
    if (length > 0) take(line.subarray(0, length));
    length = 0;
  };
  return {
    add(bytes) {
      let from = 0;
      for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, from)) {
        keep(bytes.subarray(from, end));
        flush();
        from = end + 1;
      }
      keep(bytes.subarray(from));
    },
    flush,
  };
}

const UTF_8 = new TextDecoder();
/** Sequences that move a cursor or paint, and whatever else cannot be printed or changes the direction of a text. */
const ESCAPES = /\u001b(?:\[[0-?]{0,30}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\)?|.)/g;
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]+/g;

function readable(bytes: Uint8Array): string {
  return UTF_8.decode(bytes).replace(ESCAPES, '').replace(UNPRINTABLE, ' ').trim();
}
