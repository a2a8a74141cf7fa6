// What a container uses, about once a second.
import type { ContainerSample } from '../model/container-engine.ts';
import { containerPath } from './container-path.ts';
import { countOf, listOf, textOf } from './field.ts';
import { linesOf, parseLine } from './lines.ts';
import { openStream, untilEnded } from './live-stream.ts';
import type { Transport } from './transport.ts';
import type { EngineVersion } from './version.ts';

/** Milliseconds of silence after which the engine counts as lost: it sends a sample a second, with a container that runs or without. */
const SILENCE = 60_000;

/** Opens the stream of samples of a container. */
export async function openSamples(
  transport: Transport,
  version: EngineVersion,
  id: string,
  signal: AbortSignal,
): Promise<AsyncIterable<ContainerSample>> {
  const path = containerPath(version, id, '/stats');
  const answer = await openStream(transport, { path, query: { stream: 'true' }, idle: SILENCE }, signal);
  return untilEnded(samplesOf(answer.body), signal);
}

/** Docker goes on for a container that has not begun or has ended, with samples that hold nothing; Podman says that it is stopped, and ends. */
async function* samplesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<ContainerSample> {
  let hasRun = false;
  for await (const line of linesOf(body)) {
    const document = parseLine(line, 'its samples');
    const time = textOf(document, 'read');
    const isEmpty = time === '' || time.startsWith('0001-');
    if (isEmpty && hasRun) return;
    if (isEmpty) continue;
    hasRun = true;
    yield sampleOf(document);
  }
}

function sampleOf(document: unknown): ContainerSample {
  const memoryBytes = memoryOf(document);
  const memoryMaxBytes = countOf(document, 'memory_stats', 'max_usage');
  const pids = countOf(document, 'pids_stats', 'current');
  const cpuNs = countOf(document, 'cpu_stats', 'cpu_usage', 'total_usage');
  const systemNs = countOf(document, 'cpu_stats', 'system_cpu_usage');
  const perCpu = listOf(document, 'cpu_stats', 'cpu_usage', 'percpu_usage').length;
  const cpus = countOf(document, 'cpu_stats', 'online_cpus') || perCpu;
  return {
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(memoryMaxBytes === undefined ? {} : { memoryMaxBytes }),
    ...(pids === undefined ? {} : { pids }),
    ...(cpuNs === undefined ? {} : { cpuNs }),
    ...(systemNs === undefined ? {} : { systemNs }),
    ...(cpus === 0 ? {} : { cpus }),
  };
}

/** As `docker stats` counts: without the pages of files that can be dropped at any time. */
function memoryOf(document: unknown): number | undefined {
  const usage = countOf(document, 'memory_stats', 'usage');
  if (usage === undefined) return undefined;
  const stats = ['memory_stats', 'stats'] as const;
  const inactive = countOf(document, ...stats, 'total_inactive_file') ?? countOf(document, ...stats, 'inactive_file');
  return inactive === undefined || inactive > usage ? usage : usage - inactive;
}
