// A loaded project as plain data: the canonical form, and where every value of it came from.
import type { Location } from '../../model/location.ts';
import { makeScalar } from './build-node.ts';
import type { ComposeProject, Entry, MapNode, Node } from './node.ts';
import { pathTable } from './path-table.ts';
import { rewriteOrDrop } from './rewrite-or-drop.ts';

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

export interface OriginRow {
  readonly path: string;
  readonly value: string | number | boolean | null;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly related: readonly Location[];
}

const SECTIONS = ['services', 'networks', 'volumes', 'secrets', 'configs'] as const;

/** The project in canonical form, as plain values that can be written as JSON or YAML. */
export function toPlain(project: ComposeProject): { readonly [key: string]: Plain } {
  const plain = emptyRecord();
  plain.name = project.name;
  for (const section of SECTIONS) {
    const entries = project[section];
    if (entries.size > 0 || section === 'services') plain[section] = plainEntries(entries, section === 'services');
  }
  for (const [key, entry] of project.rest) plain[key] = plainNode(entry.node);
  return plain;
}

function plainEntries(entries: ReadonlyMap<string, Entry>, services = false): { [key: string]: Plain } {
  const record = emptyRecord();
  for (const [key, entry] of [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
    record[key] = services ? plainService(entry) : plainNode(entry.node);
  return record;
}

/** Numbers that Compose does not tell apart from ones that are not there when they are zero. */
const ZERO_IS_ABSENT = pathTable(
  [
    '{cpus,cpu_count,cpu_percent,cpu_period,cpu_quota,cpu_rt_period,cpu_rt_runtime,cpu_shares}',
    '{mem_limit,mem_reservation,mem_swappiness,memswap_limit,shm_size,oom_score_adj,pids_limit}',
    'deploy.resources.{limits,reservations}.{cpus,memory,pids}',
    'build.shm_size',
    'networks.*.{priority,gw_priority}',
    'volumes[].tmpfs.{size,mode}',
  ].map((path) => [path, dropZero] as const),
);

function dropZero(node: Node): Node | undefined {
  return node.kind === 'scalar' && (node.value === 0 || node.value === '0') ? undefined : node;
}

/** Compose always shows command and entrypoint, null where the image decides. */
function plainService(entry: Entry): Plain {
  if (entry.node.kind !== 'map') return plainNode(entry.node);
  const { key } = entry;
  const node: MapNode = rewriteOrDrop(entry.node, ZERO_IS_ABSENT);
  const nothing: Entry = { key, node: makeScalar(null, node.origin) };
  return plainEntries(new Map([['command', nothing], ['entrypoint', nothing], ...node.entries]));
}

function plainNode(node: Node): Plain {
  if (node.kind === 'scalar') return node.value;
  return node.kind === 'list' ? node.items.map(plainNode) : plainEntries(node.entries);
}

/** A record in which no key of a file has a meaning of its own. */
function emptyRecord(): { [key: string]: Plain } {
  return Object.create(null) as { [key: string]: Plain };
}

/** Every value of the project with the place it came from, in order of its path. */
export function listOrigins(project: ComposeProject): readonly OriginRow[] {
  const rows: OriginRow[] = [];
  for (const section of SECTIONS)
    for (const [key, entry] of project[section]) collect(entry.node, `${section}.${key}`, rows);
  for (const [key, entry] of project.rest) collect(entry.node, key, rows);
  return rows.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function collect(node: Node, path: string, rows: OriginRow[]): void {
  if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) collect(item, `${path}[${index}]`, rows);
    return;
  }
  if (node.kind === 'map') {
    for (const [key, entry] of node.entries) collect(entry.node, `${path}.${key}`, rows);
    return;
  }
  const { at, related = [] } = node.origin;
  rows.push({ path, value: node.value, file: at.file, line: at.startLine, column: at.startColumn, related });
}
