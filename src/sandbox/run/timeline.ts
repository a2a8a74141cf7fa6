// When what happened to a container, by the clock of the engine: its words take their time to come here.
import type { ContainerEvent } from '../../model/container-engine.ts';

export interface Timeline {
  note(event: ContainerEvent): void;
  /** Everything from now on is the doing of a stop. */
  stopping(): void;
  /** Last word on its health, and the seconds from the start until then. */
  health(): { readonly status: string; readonly seconds?: number } | undefined;
  /** Seconds between the first signal of a stop and the end. */
  stopSeconds(): number | undefined;
  sawOom(): boolean;
  /** Resolves when the engine says that it ended. */
  readonly died: Promise<void>;
}

/** Begins an empty one. */
export function openTimeline(): Timeline {
  const times = new Map<string, bigint>();
  let status = '';
  let isStopping = false;
  let die: () => void = () => {};
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  const between = (from: string, to: string): number | undefined => {
    const [start, end] = [times.get(from), times.get(to)];
    return start === undefined || end === undefined || end < start
      ? undefined
      : Math.round(Number(end - start) / 1e6) / 1000;
  };
  return {
    note({ action, health, timeNs }) {
      if (health !== '') {
        // One that is being stopped fails its check.
        if (isStopping) return;
        status = health;
        times.set('health', timeNs);
      } else if (action !== 'kill' || isStopping) {
        if (!times.has(action)) times.set(action, timeNs);
        if (action === 'die') die();
      }
    },
    stopping() {
      isStopping = true;
    },
    health() {
      if (status === '') return undefined;
      const seconds = between('start', 'health');
      return { status, ...(seconds === undefined ? {} : { seconds }) };
    },
    stopSeconds: () => between('kill', 'die'),
    sawOom: () => times.has('oom'),
    died,
  };
}
