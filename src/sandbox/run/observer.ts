// What looks at a container while it runs, and what it has seen.
import type { ContainerEvent, ContainerSample, ContainerState, LogPiece } from '../../model/container-engine.ts';
import type { Attestation, DeniedAttempt, ListeningPort, SmokePeaks, SmokeProcess } from '../../model/smoke-record.ts';

export interface RunObserver {
  /** The container runs: looks at it from now on. */
  begin(state: ContainerState): void;
  /** The host shows what it uses: no sample is needed. */
  isMeasured(): boolean;
  event(event: ContainerEvent): void;
  log(piece: LogPiece): void;
  sample(sample: ContainerSample): void;
  /** A last look while it may still be up; nothing is looked at afterwards. */
  end(): Promise<void>;
  /** Everything seen so far. */
  seen(): Observed;
}

export interface Observed {
  /** Absent where nothing was looked at. */
  readonly attestation?: Attestation;
  readonly processes: readonly SmokeProcess[];
  readonly listening?: readonly ListeningPort[];
  readonly denied: readonly DeniedAttempt[];
  readonly peaks: Omit<SmokePeaks, 'logBytes'>;
  /** Limits that the kernel says were run into: `pids`, `memory`. */
  readonly exceeded: readonly string[];
  readonly logTail: readonly string[];
  readonly notices: readonly string[];
}
