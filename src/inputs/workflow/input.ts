// Reads workflows and actions into the containers that they run in, and those that their steps start.
import { posix } from 'node:path';
import { InputError } from '../../model/errors.ts';
import type { Build, TargetFacts } from '../../model/run.ts';
import { childOf } from '../compose/build-node.ts';
import { withYaml } from '../compose/choose-yaml.ts';
import type { Entry, Node } from '../compose/node.ts';
import type { Input, InputContext } from '../input.ts';
import { readAction } from './action.ts';
import { readCredentials } from './credentials.ts';
import { readJobContainer } from './job-container.ts';
import { startReading, type WorkflowReading } from './reading.ts';
import { readSteps } from './steps.ts';

/** Reads a file of a workflow or an action. */
export const workflowInput: Input = { read: readFile };

async function readFile(path: string, context: InputContext): Promise<TargetFacts> {
  const text = context.files.read(path);
  const file = context.files.label(path);
  const root = await withYaml((readYaml) => readYaml(text, file).documents[0]?.root);
  const reading = startReading(text, context);
  const jobs = childOf(root, 'jobs');
  const runs = childOf(root, 'runs');
  const builds: Build[] = [];
  if (root !== undefined && jobs?.kind === 'map')
    for (const [id, entry] of jobs.entries) readJob(id, entry, root, reading);
  else if (root !== undefined && runs?.kind === 'map') {
    const build = await readAction(runs, root, posix.dirname(path.replaceAll('\\', '/')), reading);
    if (build !== undefined) builds.push(build);
  } else
    throw new InputError(
      `${file} is no workflow: it holds neither \`jobs:\` with a mapping of jobs nor \`runs:\` of an action`,
      root?.origin.at,
    );
  const { subjects, errors } = reading;
  if (subjects.length === 0 && errors.length === 0)
    reading.notices.push({ message: 'no container and no docker command' });
  const notices = reading.allNotices();
  const facts = { id: `workflow:${file}`, kind: 'workflow', name: file, file, subjects, errors, notices };
  return builds.length === 0 ? facts : { ...facts, builds };
}

function readJob(id: string, { node: job, key }: Entry, root: Node, reading: WorkflowReading): void {
  if (job.kind !== 'map') {
    reading.errors.push({
      message: `the job \`${id}\` is a mapping, for example runs-on: ubuntu-24.04`,
      location: key,
    });
    return;
  }
  const container = job.entries.get('container');
  const [owner] = container === undefined ? [] : readContainer(`${id}/container`, container, job, true, reading);
  const services = job.entries.get('services');
  if (services?.node.kind === 'map')
    for (const [name, entry] of services.node.entries) readContainer(`${id}/${name}`, entry, job, false, reading);
  // Services that one expression stands for are containers of which nothing is known.
  else if (services?.node.kind === 'scalar' && services.node.value !== null)
    readContainer(`${id}/services`, services, job, false, reading);
  else if (services?.node.kind === 'list')
    reading.errors.push({
      message: `\`services\` of the job \`${id}\` is a mapping, for example db: { image: postgres:18 }`,
      location: services.node.origin.at,
    });
  const place = {
    id,
    steps: job.entries.get('steps')?.node,
    scopes: [job, root],
    hasContainer: container !== undefined,
    hasNetwork: container !== undefined || services !== undefined,
  };
  readSteps({ ...place, ...(owner === undefined ? {} : { owner }) }, reading);
}

function readContainer(id: string, entry: Entry, job: Node, isJob: boolean, reading: WorkflowReading): string[] {
  const ids = readJobContainer({ job, id, entry, isJob }, reading);
  readCredentials(entry.node, id, ids[0], reading);
  return ids;
}
