// Decides when a run is over and how it ended: the first of its health, its end, the time, the log, the engine and the user.
import type { ContainerEvent } from '../../model/container-engine.ts';
import type { SandboxLimits } from '../../model/sandbox.ts';

/** What decided. */
export type Ending =
  | { readonly kind: 'healthy' | 'unhealthy' | 'watched' | 'deadline' | 'log-flood' }
  /** By the user. */
  | { readonly kind: 'interrupted' }
  /** By itself. */
  | { readonly kind: 'exited' }
  /** The engine cannot be followed any more. */
  | { readonly kind: 'lost'; readonly why: string };

export interface Settlement {
  readonly ending: Promise<Ending>;
  /** The container is running; the time begins to count. */
  started(): void;
  event(event: ContainerEvent): void;
  decide(ending: Ending): void;
  /** A bug of ours: `ending` throws it. */
  fail(error: unknown): void;
  /** Ends every timer. */
  close(): void;
}

/** A healthy container is watched for this long after it said so: one that falls over at once does not work. */
const LINGER_MS = 1000;

/** Begins to wait for what decides. */
export function openSettlement({
  hasHealthcheck,
  limits,
  signal,
}: {
  readonly hasHealthcheck: boolean;
  readonly limits: SandboxLimits;
  readonly signal: AbortSignal;
}): Settlement {
  let decide: (ending: Ending) => void = () => {};
  let fail: (error: unknown) => void = () => {};
  const ending = new Promise<Ending>((resolve, reject) => {
    decide = resolve;
    fail = reject;
  });
  // It may fail before anybody waits for it.
  ending.catch(() => {});
  let healthy = false;
  const timers: ReturnType<typeof setTimeout>[] = [];
  const after = (milliseconds: number, choose: () => Ending) => {
    timers.push(setTimeout(() => decide(choose()), milliseconds));
  };
  const interrupt = () => decide({ kind: 'interrupted' });
  signal.addEventListener('abort', interrupt, { once: true });
  if (signal.aborted) interrupt();
  return {
    ending,
    started() {
      const { watchSeconds, deadlineSeconds } = limits;
      if (hasHealthcheck) after(deadlineSeconds * 1000, () => ({ kind: healthy ? 'healthy' : 'deadline' }));
      else after(Math.min(watchSeconds, deadlineSeconds) * 1000, () => ({ kind: 'watched' }));
    },
    event({ action, health }) {
      if (action === 'die') decide({ kind: 'exited' });
      else if (action === 'destroy') decide({ kind: 'lost', why: 'somebody removed the container' });
      else if (health === 'unhealthy') decide({ kind: 'unhealthy' });
      else if (health === 'healthy' && !healthy) {
        healthy = true;
        after(LINGER_MS, () => ({ kind: 'healthy' }));
      }
    },
    decide: (decided) => decide(decided),
    fail: (error) => fail(error),
    close() {
      signal.removeEventListener('abort', interrupt);
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
