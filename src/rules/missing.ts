// Names the evidence that an expression needed and did not have.
import type { Policy } from '../model/policy.ts';
import type { Subject } from '../model/subject.ts';
import type { MissingEvidence } from '../model/verdict.ts';
import type { FieldPath } from './field-paths.ts';

export interface Evidence {
  readonly subject: Subject;
  readonly policy: Policy;
  /** Path of the element judged and its raw value, where a list is judged element by element. */
  readonly element?: { readonly path: string; readonly value: unknown };
}

/** Every absent fact among those that were read, once each, in the order of reading. */
export function findMissing(
  reads: readonly Pick<FieldPath, 'root' | 'steps'>[],
  evidence: Evidence,
): MissingEvidence[] {
  const found = new Map<string, MissingEvidence>();
  for (const { root, steps } of reads) {
    if (root === 'policy') {
      for (const path of absentPaths(evidence.policy, steps, '')) found.set(`policy.${path}`, missingPolicy(path));
    } else if (root === 'it' && evidence.element !== undefined) {
      const { path, value } = evidence.element;
      for (const absent of absentPaths(value, steps, path)) add(absent);
    } else if (root === evidence.subject.kind) {
      for (const absent of absentPaths(evidence.subject.facts, steps, '')) add(absent);
    }
  }
  return [...found.values()];

  function add(path: string): void {
    const missing = missingFact(evidence.subject, path);
    if (!found.has(missing.fact)) found.set(missing.fact, missing);
  }
}

/** Why a fact of a subject is absent, by its path without the kind in front, for example `mounts[0].source`. */
export function missingFact(subject: Subject, path: string): MissingEvidence {
  const absence = absenceOf(subject, path);
  const fact = `${subject.kind}.${path}`;
  if (absence === undefined) return { fact, reason: `\`${fact}\` cannot be known from this input` };
  return { fact, reason: absence.reason, ...(absence.hint === undefined ? {} : { hint: absence.hint }) };
}

/** The recorded absence of a path, or of the nearest thing that holds it. */
export function absenceOf(subject: Subject, path: string): Subject['absences'][string] | undefined {
  for (let holder = path; holder !== ''; holder = parentPath(holder)) {
    if (Object.hasOwn(subject.absences, holder)) return subject.absences[holder];
  }
  return undefined;
}

/** `mounts[0].source` -> `mounts[0]` -> `mounts` -> empty. */
export function parentPath(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['), 0));
}

function missingPolicy(field: string): MissingEvidence {
  const fact = `policy.${field}`;
  return {
    fact,
    reason: `the policy does not say \`${field}\``,
    hint: `set policy.${field} in .seaworthy.yaml or in the profile`,
  };
}

/** The paths below `value`, named from `prefix`, at which a chain of fields breaks off. A list of scalars breaks off at each unknown element. */
function absentPaths(value: unknown, steps: readonly string[], prefix: string): string[] {
  if (value === undefined) return [prefix];
  const [step, ...rest] = steps;
  if (step === undefined) {
    if (!Array.isArray(value)) return [];
    return value.flatMap((item: unknown, index) => (item === undefined ? [`${prefix}[${index}]`] : []));
  }
  if (step === '[*]') {
    return Array.isArray(value)
      ? value.flatMap((item: unknown, index) => absentPaths(item, rest, `${prefix}[${index}]`))
      : [];
  }
  const inner =
    typeof value === 'object' && value !== null && Object.hasOwn(value, step)
      ? (value as Readonly<Record<string, unknown>>)[step]
      : undefined;
  return absentPaths(inner, rest, prefix === '' ? step : `${prefix}.${step}`);
}
