// Variables that the steps of a job find with a value that the workflow writes out.
import { scalarText } from '../../parse/compose-scalar.ts';
import { childOf } from '../compose/build-node.ts';
import type { ListNode, Node } from '../compose/node.ts';
import type { StepsPlace } from './reading.ts';

export type Constants = Readonly<Record<string, string>>;

/** Constants of the workflow and the job, without those that a step may set anew for the steps behind it. */
export function jobConstants({ scopes }: StepsPlace, steps: ListNode): Constants {
  const changed = changedNames(steps);
  const constants: Record<string, string> = Object.create(null);
  for (const scope of scopes.toReversed()) addLiterals(constants, childOf(scope, 'env'), changed);
  return constants;
}

/** Constants of a step: its own win. */
export function stepConstants(constants: Constants, step: Node): Constants {
  const env = childOf(step, 'env');
  if (env === undefined) return constants;
  const own: Record<string, string> = Object.assign(Object.create(null), constants);
  addLiterals(own, env, new Set());
  return own;
}

function addLiterals(into: Record<string, string>, env: Node | undefined, changed: ReadonlySet<string>): void {
  if (env?.kind !== 'map') return;
  for (const [name, { node }] of env.entries) {
    const text = node.kind === 'scalar' ? scalarText(node.value) : '${{';
    if (text.includes('${{') || changed.has(name)) delete into[name];
    else into[name] = text;
  }
}

/** Names that scripts write to the file by which a step hands variables to later ones. */
function changedNames(steps: ListNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const step of steps.items) {
    const run = childOf(step, 'run');
    const text = run?.kind === 'scalar' && typeof run.value === 'string' ? run.value : '';
    if (/GITHUB_ENV/i.test(text))
      for (const [, name = ''] of text.matchAll(/([A-Za-z_]\w{0,200})(?==|<<)/g)) names.add(name);
  }
  return names;
}
