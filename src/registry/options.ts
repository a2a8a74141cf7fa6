// What a shell lends to the registries: its environment, its clock, and where to say what goes on.
import type { Logger } from '../model/log.ts';

/** Milliseconds that are waited for an answer; a whole blob may take as long as it needs. */
export interface Timeouts {
  readonly connect: number;
  /** Until the headers of an answer are there. */
  readonly headers: number;
  /** Between two pieces of a body. */
  readonly idle: number;
  /** For a whole answer of small size: a manifest, a token, an error. */
  readonly document: number;
}

export interface RegistryOptions {
  /** Names proxies and the configuration of the Docker client; helpers of the Docker client see a part of it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Home directory of the user, for `~/.docker/config.json`. */
  readonly home: string;
  /** Hosts, with or without a port, whose certificate is not checked and which may answer plain HTTP. */
  readonly insecure: readonly string[];
  readonly log: Logger;
  /** Milliseconds since 1970: tokens expire, and servers say until when to wait. */
  readonly now: () => number;
  /** Told of every piece of a layer that arrived. */
  readonly onBytes?: (bytes: number) => void;
  /** Waits before a request is repeated. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** From 0 to 1: spreads repeated requests of many machines. */
  readonly random?: () => number;
  readonly timeouts?: Partial<Timeouts>;
}

export const DEFAULT_TIMEOUTS: Timeouts = { connect: 10_000, headers: 30_000, idle: 60_000, document: 120_000 };
