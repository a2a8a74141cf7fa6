// Limits that can be written in two places must agree.
import { childOf, isNull, nodeAt } from './build-node.ts';
import type { MapNode, Node } from './node.ts';
import { refuse } from './refusal.ts';

const PAIRS = [
  ['cpus', 'limits', 'cpus'],
  ['mem_limit', 'limits', 'memory'],
  ['mem_reservation', 'reservations', 'memory'],
  ['pids_limit', 'limits', 'pids'],
] as const;

/** Checks the limits of a service: those written twice, and how often it runs. */
export function checkLimits(name: string, service: MapNode): void {
  for (const [key, section, field] of PAIRS) {
    const own = childOf(service, key);
    if (own === undefined || isNull(own)) continue;
    const whole = nodeAt(service, 'deploy', 'resources', section);
    // A section without the field counts as 0, so it differs as well.
    if (whole?.kind !== 'map') continue;
    const other = childOf(whole, field);
    if (isZero(own) || agree(own, other)) continue;
    refuse(
      `services.${name}: can't set distinct values on '${key}' and 'deploy.resources.${section}.${field}': invalid compose project`,
      own.origin.at,
    );
  }
  checkScale(name, service);
}

function checkScale(name: string, service: MapNode): void {
  const scale = childOf(service, 'scale');
  const replicas = nodeAt(service, 'deploy', 'replicas');
  for (const node of [scale, replicas]) {
    const count = numberOf(node);
    if (node !== undefined && count !== undefined && count < 0)
      refuse(
        `services.${name}: ${node === scale ? 'scale' : 'deploy.replicas'} must be greater than or equal to 0`,
        node.origin.at,
      );
  }
  if (scale !== undefined && replicas !== undefined && !isNull(scale) && !isNull(replicas) && !agree(scale, replicas))
    refuse(
      `services.${name}: can't set distinct values on 'scale' and 'deploy.replicas': invalid compose project`,
      scale.origin.at,
    );
  const container = childOf(service, 'container_name');
  if (isNull(container)) return;
  for (const [key, node] of [
    ['scale', scale],
    ['deploy.replicas', replicas],
  ] as const)
    if (node !== undefined && (numberOf(node) ?? 0) > 1)
      refuse(
        `services.${name}: can't set container_name and ${key} above 1 as the name must be unique`,
        node.origin.at,
      );
}

/** Two values agree unless both are known and differ. */
function agree(one: Node, other: Node | undefined): boolean {
  if (holds(one) || holds(other)) return true;
  return (numberOf(one) ?? 0) === (numberOf(other) ?? 0);
}

function holds(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && node.hole !== undefined;
}

function isZero(node: Node): boolean {
  return !holds(node) && numberOf(node) === 0;
}

function numberOf(node: Node | undefined): number | undefined {
  if (node?.kind !== 'scalar' || node.value === null || node.hole !== undefined) return undefined;
  const value = Number(node.value);
  return Number.isFinite(value) ? value : undefined;
}
