// Names the evidence that an expression needed and did not have.
import type { Subject } from '../model/subject.ts';
import type { MissingEvidence } from '../model/verdict.ts';

/** Why a fact of a subject is absent, by its path without the kind in front, for example `mounts[0].source`. */
export function missingFact(subject: Subject, path: string): MissingEvidence {
  const absence = absenceOf(subject, path);
  const fact = `${subject.kind}.${path}`;
  if (absence === undefined) return { fact, reason: `\`${fact}\` cannot be known from this input` };
  const { reason, hint } = absence;
  return hint === undefined ? { fact, reason } : { fact, reason, hint };
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

/** What is said of a policy, by the field that it does not say: the same for all that is judged by it. */
const unsaid = new Map<string, MissingEvidence>();

/** What to do about a policy that does not say a field. */
export function missingPolicy(field: string): MissingEvidence {
  const known = unsaid.get(field) ?? {
    fact: `policy.${field}`,
    reason: `the policy does not say \`${field}\``,
    hint: `set policy.${field} in .seaworthy.yaml or in the profile`,
  };
  unsaid.set(field, known);
  return known;
}
