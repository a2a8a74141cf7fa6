// The expressions of a threat model, for those who compile them; needs neither YAML nor the shapes.
import type { ModelFact, ThreatModel } from '../model/risk.ts';
import type { SubjectKind } from '../model/subject.ts';
import type { Question } from './language.ts';

/** Every expression of a threat model with what it is about. */
export function questionsOfModel(model: ThreatModel | undefined): Question[] {
  return model === undefined ? [] : model.facts.flatMap(expressionsOf);
}

/** The expressions of one fact, by kind of subject. */
export function expressionsOf({ when }: ModelFact): Question[] {
  return Object.entries(when).map(([kind, text]) => ({ text, scope: { subject: kind as SubjectKind } }));
}
