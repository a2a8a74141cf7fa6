// The three streams of a running container, each read as it comes.
import type { ContainerEngine } from '../../model/container-engine.ts';
import { InputError } from '../../model/errors.ts';
import { ask, PATIENCE } from './ask.ts';
import { lookAt } from './look.ts';
import type { RunObserver } from './observer.ts';
import type { Settlement } from './settle.ts';
import type { Timeline } from './timeline.ts';

/** Bytes that an engine stores and sends beside those of a line: a flood of empty lines is a flood. */
const PIECE_COST = 32;

/** Listens to the events of a container. Resolves when the engine listens. */
export async function followEvents(
  engine: ContainerEngine,
  id: string,
  {
    settlement,
    timeline,
    observer,
  }: { readonly settlement: Settlement; readonly timeline: Timeline; readonly observer: RunObserver },
  signal: AbortSignal,
): Promise<void> {
  const events = await ask(PATIENCE.listen, 'tell of a container', () => engine.events(id, signal));
  const read = async () => {
    for await (const event of events) {
      timeline.note(event);
      observer.event(event);
      settlement.event(event);
    }
    settlement.decide({ kind: 'lost', why: 'its stream of events ended' });
  };
  void read().catch(lost(settlement, signal));
}

/** Follows the log and counts its bytes; one that passes the budget decides. Ends with the log. */
export function followLog(
  engine: ContainerEngine,
  id: string,
  {
    settlement,
    observer,
    budget,
  }: { readonly settlement: Settlement; readonly observer: RunObserver; readonly budget: number },
  signal: AbortSignal,
): { readonly done: Promise<void>; readonly bytes: () => number } {
  let bytes = 0;
  let charged = 0;
  const read = async () => {
    const logs = await ask(PATIENCE.listen, 'follow a log', () => engine.logs(id, { follow: true, signal }));
    for await (const piece of logs) {
      bytes += piece.bytes.length;
      charged += piece.bytes.length + PIECE_COST;
      observer.log(piece);
      if (charged <= budget) continue;
      settlement.decide({ kind: 'log-flood' });
      return;
    }
  };
  // An engine that lives breaks a log only when it cannot keep up with what is written into it.
  const broken = async (error: unknown) => {
    if (error instanceof InputError && !signal.aborted && charged * 4 > budget && (await lookAt(engine, id)))
      settlement.decide({ kind: 'log-flood' });
    else lost(settlement, signal)(error);
  };
  return { done: read().catch(broken), bytes: () => bytes };
}

/** Follows what it uses. A stream that breaks is a gap in the numbers and nothing more: its reason is the answer. */
export async function followSamples(
  engine: ContainerEngine,
  id: string,
  observer: RunObserver,
  signal: AbortSignal,
): Promise<string> {
  try {
    for await (const sample of await ask(PATIENCE.listen, 'measure', () => engine.samples(id, signal)))
      observer.sample(sample);
    return '';
  } catch (error) {
    if (signal.aborted) return '';
    if (error instanceof InputError) return `its use of memory and time was not followed to the end: ${error.message}`;
    throw error;
  }
}

/** What is not seen cannot be judged: a stream that breaks ends the run. */
function lost(settlement: Settlement, signal: AbortSignal): (error: unknown) => void {
  return (error) => {
    if (signal.aborted) return;
    if (error instanceof InputError) settlement.decide({ kind: 'lost', why: error.message });
    else settlement.fail(error);
  };
}
