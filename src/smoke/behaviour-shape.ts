// The shape of a file of recorded behaviour, its reading and its writing; the published schema is generated from the shape.
import * as v from 'valibot';
import { UsageError } from '../model/errors.ts';
import { BEHAVIOUR_SCHEMA, type Behaviour, type RecordedRun } from './behaviour.ts';

/** Runs that are kept; the oldest go. */
export const MOST_RUNS = 50;

const texts = (description: string) =>
  v.pipe(v.array(v.pipe(v.string(), v.maxLength(4096))), v.description(description));
const measured = (description: string) =>
  v.exactOptional(v.pipe(v.number(), v.minValue(0), v.description(description)));

const runShape = v.strictObject({
  result: v.pipe(v.string(), v.description('How it ended: `healthy`, `running`, `completed`.')),
  exitCode: v.exactOptional(v.pipe(v.number(), v.description('Code with which it ended by itself.'))),
  processes: texts('Names of the programs that ran.'),
  ports: v.exactOptional(
    texts('Ports that something listened on, such as `8080/tcp`. Left out where they could not be seen.'),
  ),
  writes: texts('Paths that were written, or were to be.'),
  network: texts('Address families or addresses that were tried.'),
  numbers: v.strictObject({
    memoryBytes: measured('Highest use of memory.'),
    pids: measured('Most processes at once.'),
    cpuPercent: measured('Highest use of one CPU.'),
    logBytes: measured('Bytes of log.'),
    healthSeconds: measured('Seconds until it was healthy.'),
  }),
});

export const behaviourShape = v.pipe(
  v.strictObject({
    schema: v.literal(BEHAVIOUR_SCHEMA),
    image: v.pipe(v.string(), v.description('The image, without its tag.')),
    runtime: v.pipe(v.string(), v.description('The runtime that ran it.')),
    runs: v.pipe(v.array(runShape), v.maxLength(1000), v.description('What each run did, the oldest first.')),
  }),
  v.title('Recorded behaviour of an image'),
);

/** Reads the text of a file; `flag` names it in the error. */
export function readBehaviour(text: string, flag: string): Behaviour {
  const refuse = (what: string): never => {
    throw new UsageError(`${flag}: ${what}; record it anew with --record and another file`);
  };
  const result = v.safeParse(behaviourShape, parse(text) ?? refuse('is no JSON'));
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue) ?? 'the file';
  return refuse(`${path}: ${issue.message}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text of a file with one run more: a run per block, so that a change of behaviour shows as such in a review. */
export function appendRun(
  before: Behaviour | undefined,
  own: Omit<Behaviour, 'schema' | 'runs'>,
  run: RecordedRun,
): string {
  const runs = [...(before?.runs ?? []), run].slice(-MOST_RUNS);
  const { image, runtime } = before ?? own;
  return `${JSON.stringify({ schema: BEHAVIOUR_SCHEMA, image, runtime, runs }, undefined, 2)}\n`;
}

/** Why a run must not be put beside those of a file: another image, another runtime. */
export function refusalOf(
  kept: Pick<Behaviour, 'image' | 'runtime'>,
  own: Pick<Behaviour, 'image' | 'runtime'>,
): string | undefined {
  if (kept.image !== own.image)
    return `holds the behaviour of ${kept.image}, and this is ${own.image}; name another file, or add --any-image`;
  if (kept.runtime !== own.runtime)
    return `was recorded under ${kept.runtime}, and this run is under ${own.runtime}, which lets other things be seen; name another file, add --runtime ${kept.runtime}, or add --any-image`;
  return undefined;
}
