// What a run is lent: the engine, the clocks, the folders, and who runs it.
import type { AuditEvent } from '../../model/audit.ts';
import type { ContainerEngine } from '../../model/container-engine.ts';
import type { Logger } from '../../model/log.ts';
import type { EngineHost } from '../../model/sandbox.ts';
import type { Owner } from './owner.ts';
import type { StateFolder } from './state.ts';

export interface RunDeps {
  readonly engine: ContainerEngine;
  readonly host: EngineHost;
  readonly state: StateFolder;
  /** Where the kernel shows its processes: `/proc`. */
  readonly procRoot: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonic: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  /** The process that runs this. */
  readonly owner: Owner;
  /** Ends the run early; everything is taken away first. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** Takes audit events as they come. */
  readonly onEvent: (event: AuditEvent) => void;
}
