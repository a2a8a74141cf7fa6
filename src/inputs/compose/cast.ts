// The places where Compose turns a text into a boolean or a number right after interpolation.
import { makeScalar } from './build-node.ts';
import type { LoadContext } from './load-context.ts';
import type { ScalarNode } from './node.ts';
import { type PathTable, pathTable } from './path-table.ts';
import { refuse } from './refusal.ts';

export type CastKind = 'bool' | 'int' | 'float';

const PATHS: Readonly<Record<CastKind, readonly string[]>> = {
  bool: [
    'services.*.{init,privileged,read_only,stdin_open,tty,oom_kill_disable}',
    'services.*.healthcheck.disable',
    'services.*.depends_on.*.{required,restart}',
    'services.*.volumes[].read_only',
    'services.*.volumes[].volume.nocopy',
    'networks.*.{external,internal,attachable,enable_ipv4,enable_ipv6}',
    '{volumes,secrets,configs}.*.external',
  ],
  int: [
    'services.*.{cpu_count,cpu_period,cpu_quota,cpu_rt_period,cpu_rt_runtime,cpu_shares,oom_score_adj,pids_limit,scale}',
    'services.*.deploy.replicas',
    'services.*.deploy.{update_config,rollback_config}.parallelism',
    'services.*.deploy.restart_policy.max_attempts',
    'services.*.deploy.placement.max_replicas_per_node',
    'services.*.healthcheck.retries',
    'services.*.ports[].target',
    'services.*.ulimits.*',
    'services.*.ulimits.*.{soft,hard}',
  ],
  float: ['services.*.{cpus,cpu_percent}', 'services.*.deploy.{update_config,rollback_config}.max_failure_ratio'],
};

export const CASTS: PathTable<CastKind> = pathTable(
  (['bool', 'int', 'float'] as const).flatMap((kind) => PATHS[kind].map((path) => [path, kind] as const)),
);

const TRUE = new Set(['true', 'y', 'yes', 'on']);
const FALSE = new Set(['false', 'n', 'no', 'off']);
const INTEGER = /^[+-]?\d+$/;
const FLOAT = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** Reads one of the words for true and false, in any case; anything else is no boolean. */
export function readBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return TRUE.has(word) ? true : FALSE.has(word) ? false : undefined;
}

/** Reads a base 10 integer. */
export function readInteger(text: string): number | undefined {
  const value = INTEGER.test(text) ? Number(text) : Number.NaN;
  return Math.abs(value) < 2 ** 63 ? value : undefined;
}

/** Reads a decimal number. */
export function readFloat(text: string): number | undefined {
  const value = FLOAT.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** Casts a text. Throws InputError where it does not read as the type. */
export function castText(node: ScalarNode, kind: CastKind, path: string, context: LoadContext): ScalarNode {
  const text = String(node.value);
  const value = kind === 'bool' ? readBoolean(text) : kind === 'int' ? readInteger(text) : readFloat(text);
  if (value === undefined) {
    const wanted = { bool: 'boolean', int: 'integer', float: 'number' }[kind];
    const shown = text === '' ? '""' : text;
    refuse(
      `${path}: failed to cast to expected type: invalid ${wanted}: ${shown}${whyBlank(node, context)}`,
      node.origin.at,
    );
  }
  if (kind === 'bool' && !/^(true|false)$/i.test(text))
    context.notices.push({
      message: `${path}: ${JSON.stringify(text)} is not a boolean of YAML 1.2; write true or false`,
      location: node.origin.at,
    });
  return makeScalar(value, node.origin);
}

/** Names the variables without a value that made a text blank, as they were noted at its place. */
function whyBlank({ origin: { at } }: ScalarNode, { notices }: LoadContext): string {
  const own = notices.filter(
    ({ location }) =>
      location?.file === at.file &&
      location.startLine === at.startLine &&
      location.startColumn >= at.startColumn &&
      location.startColumn <= at.endColumn,
  );
  return own.map(({ message }) => `; ${message}`).join('');
}
