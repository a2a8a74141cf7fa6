// Checks the chain of an audit log: that no line was changed, moved, inserted or taken out.
import { GENESIS, hashOf } from './chain.ts';

export interface LogFault {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface LogReport {
  readonly lines: number;
  readonly sessions: number;
  /** Sessions without an event that ends them: cut off, or still running. */
  readonly open: readonly string[];
  /** Empty when the chain holds. */
  readonly faults: readonly LogFault[];
}

interface SessionState {
  sequence: number;
  hash: string;
  ended: boolean;
}

const ENDS = new Set(['SCAN_FINISHED', 'EXECUTION_FINISHED', 'EXECUTION_BLOCKED']);

/** Verifies the text of a log. Lines taken off the end show as a session that does not end. */
export function verifyLog(text: string): LogReport {
  const faults: LogFault[] = [];
  const sessions = new Map<string, SessionState>();
  const hashes = new Set<string>();
  const lines = text.split('\n');
  const last = lines.pop();
  if (last !== '') faults.push({ line: lines.length + 1, message: 'the last line is cut off' });
  for (const [index, line] of lines.entries()) {
    const message = checkLine(line, sessions, hashes);
    if (message !== undefined) faults.push({ line: index + 1, message });
  }
  const open = [...sessions].filter(([, { ended }]) => !ended).map(([id]) => id);
  return { lines: lines.length, sessions: sessions.size, open, faults };
}

function checkLine(line: string, sessions: Map<string, SessionState>, hashes: Set<string>): string | undefined {
  const entry = parseLine(line);
  if (entry === undefined) return 'is no entry of an audit log';
  const { hash, ...body } = entry;
  const { sessionId, sequence, previous, eventType } = body;
  if (typeof hash !== 'string' || typeof sessionId !== 'string' || typeof sequence !== 'number')
    return 'is no entry of an audit log';
  if (hashOf(body) !== hash) return 'was changed: its hash is not that of its content';
  const session = sessions.get(sessionId);
  hashes.add(hash);
  sessions.set(sessionId, { sequence, hash, ended: typeof eventType === 'string' && ENDS.has(eventType) });
  if (session === undefined) {
    if (sequence !== 1) return `the session starts with entry ${sequence}: ${sequence - 1} are missing before it`;
    const follows =
      typeof previous === 'string' &&
      (previous === GENESIS ? hashes.size === 1 || !hasEnded(sessions, sessionId) : hashes.has(previous));
    return follows ? undefined : 'follows a line that is not in this file';
  }
  if (sequence !== session.sequence + 1) return `entry ${sequence} of its session follows entry ${session.sequence}`;
  return previous === session.hash ? undefined : 'does not follow the entry before it in its session';
}

/** A session that started on an empty file runs beside those before it in the file; one that had ended before shows that lines were taken out. */
function hasEnded(sessions: ReadonlyMap<string, SessionState>, but: string): boolean {
  return [...sessions].some(([id, { ended }]) => id !== but && ended);
}

function parseLine(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
