// What happens to a container, as the engine tells it.
import type { ContainerEvent } from '../model/container-engine.ts';
import { askStream, readText } from './answer.ts';
import { containerPath } from './container-path.ts';
import { textOf } from './field.ts';
import { linesOf, parseLine } from './lines.ts';
import { endless, openStream, untilEnded } from './live-stream.ts';
import { within } from './patience.ts';
import { printable } from './printable.ts';
import type { Transport } from './transport.ts';
import type { EngineVersion } from './version.ts';

const PATIENCE = 10_000;
/** Podman's names for what Docker calls otherwise. */
const DOCKER_ACTIONS: Readonly<Record<string, string>> = { died: 'die', remove: 'destroy' };

/** Listens to the events of a container. Those of the second in which it begins to listen may come as well. */
export async function openEvents(
  transport: Transport,
  version: EngineVersion,
  id: string,
  signal: AbortSignal,
): Promise<AsyncIterable<ContainerEvent>> {
  const { fullId, since } = await readClock(within(transport, PATIENCE, signal), version, id);
  const filters = JSON.stringify({ type: ['container'], container: [fullId] });
  const query = since === undefined ? { filters } : { filters, since: String(since) };
  const answer = await openStream(transport, { path: `/v${version.api}/events`, query }, signal);
  return untilEnded(endless(eventsOf(answer.body, fullId), transport, 'events'), signal);
}

/** Full id of a container, and the clock of the engine in seconds. An engine answers before it listens; asking for the past closes the gap. */
async function readClock(
  transport: Transport,
  version: EngineVersion,
  id: string,
): Promise<{ readonly fullId: string; readonly since: number | undefined }> {
  const request = { path: containerPath(version, id, '/json') };
  const answer = await askStream(transport, request);
  const time = Date.parse(answer.header('date'));
  const document = parseLine(await readText(answer, request), 'its documents');
  return { fullId: textOf(document, 'Id') || id, since: Number.isNaN(time) ? undefined : Math.floor(time / 1000) };
}

async function* eventsOf(body: AsyncIterable<Uint8Array>, id: string): AsyncGenerator<ContainerEvent> {
  for await (const line of linesOf(body)) {
    const event = eventOf(line);
    // A proxy before the engine may drop the filter.
    if (event.action !== '' && event.id === id) yield event;
  }
}

/** `status` and `id` are what engines before API 1.22 say. */
function eventOf(line: string): ContainerEvent {
  const document = parseLine(line, 'its events');
  const words = textOf(document, 'Action') || textOf(document, 'status');
  const [, action = '', rest = ''] = /^([^:]*)(?::\s*(.*))?$/s.exec(words) ?? [];
  const attribute = (name: string): string => textOf(document, 'Actor', 'Attributes', name);
  const isHealth = action === 'health_status';
  const code = attribute('exitCode') || attribute('containerExitCode');
  return {
    action: (Object.hasOwn(DOCKER_ACTIONS, action) ? DOCKER_ACTIONS[action] : undefined) ?? printable(action, 80),
    id: textOf(document, 'Actor', 'ID') || textOf(document, 'id'),
    health: isHealth ? printable(rest || attribute('health_status'), 80) : '',
    ...(/^-?\d{1,9}$/.test(code) ? { exitCode: Number(code) } : {}),
    timeNs: timeOf(line),
  };
}

/** Nanoseconds are more than a number of JavaScript holds. Inside of a text the quotes would be escaped, so that only the engine can write this. */
function timeOf(line: string): bigint {
  const nanoseconds = /"timeNano":\s*(\d{1,19})\b/.exec(line)?.[1];
  if (nanoseconds !== undefined) return BigInt(nanoseconds);
  const seconds = /"time":\s*(\d{1,10})\b/.exec(line)?.[1];
  return BigInt(seconds ?? 0) * 1_000_000_000n;
}
