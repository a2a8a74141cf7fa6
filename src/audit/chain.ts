// The chain of an audit log: every line holds the hash of the line before it in its session, the first one that of the last line of the file.
import { hash } from 'node:crypto';
import type { AuditEvent } from '../model/audit.ts';

/** What the first line of a new file follows. */
export const GENESIS = '0'.repeat(64);

/** A line of the log, in the order of its keys on disk. */
interface AuditLine extends AuditEvent {
  /** RFC 3339 in UTC. */
  readonly timestamp: string;
  readonly sessionId: string;
  /** Position in the session, from 1. */
  readonly sequence: number;
  /** Hash of the line before. */
  readonly previous: string;
  /** SHA-256 over everything else of the line, in hexadecimal digits. */
  readonly hash: string;
}

export interface Session {
  /** The next line, without its line feed. */
  append(event: AuditEvent, timestamp: string): string;
}

/** Starts a session that follows the line with the hash given. */
export function startSession(sessionId: string, anchor: string): Session {
  let previous = anchor;
  let sequence = 0;
  return {
    append({ eventType, severity, action, details }, timestamp) {
      sequence += 1;
      const body = { timestamp, sessionId, eventType, severity, action, details, sequence, previous };
      previous = hashOf(body);
      const line: AuditLine = { ...body, hash: previous };
      return JSON.stringify(line);
    },
  };
}

/** The hash of a line: over its JSON text without the hash itself, keys in the order in which they stand. */
export function hashOf(body: Readonly<Record<string, unknown>>): string {
  return hash('sha256', JSON.stringify(body));
}
