// What following one container left: when things happened and in which state it was. Nothing is interpreted yet.
import type { ContainerEngine, ContainerState } from '../../model/container-engine.ts';
import type { InputError } from '../../model/errors.ts';
import type { SmokeHealth, SmokeRecord } from '../../model/smoke-record.ts';
import type { Ending } from './settle.ts';

export type Changes = Awaited<ReturnType<ContainerEngine['changes']>>;

/** The engine would not make or start it. */
export interface RefusedStart {
  readonly kind: 'refused';
  readonly refusal: InputError;
  /** What the engine gives to a container that it could not start: 126, 127, 128. */
  readonly exitCode?: number;
}

/** It was started. */
export interface FollowedRun {
  readonly kind: 'followed';
  readonly ending: Exclude<Ending, { readonly kind: 'interrupted' }>;
  /** From the start until it was decided. */
  readonly seconds: number;
  /** Absent when it has no health check. */
  readonly health?: SmokeHealth;
  /** Absent when it ended by itself, or the engine was lost. */
  readonly stop?: NonNullable<SmokeRecord['stop']>;
  /** After its end; absent when the engine was lost. */
  readonly state?: ContainerState;
  /** A process of it was killed for want of memory. */
  readonly sawOom: boolean;
  readonly logBytes: number;
  /** What differs from the image in a writable root. */
  readonly changes?: Changes;
  readonly notices: readonly string[];
}

export type Trace = RefusedStart | FollowedRun;
