// What is seen of the inside of a container: its processes, and the paths it changed.
import type { ContainerEngine } from '../model/container-engine.ts';
import { InputError } from '../model/errors.ts';
import { askDocument } from './answer.ts';
import { containerPath } from './container-path.ts';
import { fieldOf, itemsOf, listOf, textOf, textsOf } from './field.ts';
import { printable } from './printable.ts';
import type { Transport } from './transport.ts';
import type { EngineVersion } from './version.ts';

type Process = Awaited<ReturnType<ContainerEngine['top']>>[number];
type Change = Awaited<ReturnType<ContainerEngine['changes']>>[number];

const KINDS: readonly Change['kind'][] = ['changed', 'added', 'deleted'];
/** For the ps of the host that Docker runs. The name is last: it may hold blanks, and engines split at them. */
const DOCKER_COLUMNS = '-eo pid,uid,comm';
/** For Podman's own ps; options in place of columns would make it run what the image calls ps. */
const PODMAN_COLUMNS = 'hpid,huser,comm';

/** Lists the processes of a container with the ids that the host knows. */
export async function readProcesses(
  transport: Transport,
  version: EngineVersion,
  id: string,
): Promise<readonly Process[]> {
  const path = containerPath(version, id, '/top');
  const columns = version.libpod === '' ? DOCKER_COLUMNS : PODMAN_COLUMNS;
  const document = await askDocument(transport, { path, query: { ps_args: columns } });
  const titles = textsOf(document, 'Titles').map((title) => title.toUpperCase().replace(/^H/, ''));
  const [pidAt, nameAt] = [titles.indexOf('PID'), titles.indexOf('COMMAND')];
  const uidAt = titles.findIndex((title) => title === 'UID' || title === 'USER');
  if (pidAt === -1 || uidAt === -1 || nameAt === -1)
    throw new InputError('the engine lists processes without their id, user or name');
  return listOf(document, 'Processes').flatMap((row): Process[] => {
    const cells: readonly unknown[] = Array.isArray(row) ? row : [];
    const [pid, uid, name] = [wholeOf(cells[pidAt]), userOf(cells[uidAt]), cells[nameAt]];
    if (pid === undefined || typeof name !== 'string') return [];
    return [{ pid, ...(uid === undefined ? {} : { uid }), name: printable(name, 100) }];
  });
}

/** Lists the paths that differ from the image. */
export async function readChanges(
  transport: Transport,
  version: EngineVersion,
  id: string,
): Promise<readonly Change[]> {
  const document = await askDocument(transport, { path: containerPath(version, id, '/changes') });
  return itemsOf(document, 'changes').flatMap((item): Change[] => {
    const path = textOf(item, 'Path');
    const kind = KINDS[Number(fieldOf(item, 'Kind'))];
    return path === '' || kind === undefined ? [] : [{ path, kind }];
  });
}

/** Podman gives the name that the host has for a user; only that of root is the same everywhere. */
function userOf(cell: unknown): number | undefined {
  return cell === 'root' ? 0 : wholeOf(cell);
}

function wholeOf(cell: unknown): number | undefined {
  return typeof cell === 'string' && /^\d{1,10}$/.test(cell) ? Number(cell) : undefined;
}
