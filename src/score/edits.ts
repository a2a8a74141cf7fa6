// The edits by which something is mended: the line, and what to write there.
import type { Edit, ModelFact, SubjectEvidence, ThreatModel } from '../model/risk.ts';
import type { Rule } from '../model/rule.ts';
import { factsById } from './condition.ts';
import { isSetting } from './mend.ts';

/** Lines named for one rule: a hostile file may have any number. */
const MOST_PLACES = 10;

export interface Edits {
  /** The edits for rules, facts and controls, each once. */
  of(names: readonly string[], evidence: SubjectEvidence): readonly Edit[];
}

/** Prepares a model with the rules whose fixes are said. */
export function openEdits(model: ThreatModel, rules: readonly Rule[]): Edits {
  const facts = factsById(model);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));

  const ofRule = (rule: string, { rules: answers }: SubjectEvidence): Edit[] => {
    const failed = (answers.get(rule) ?? []).filter(({ outcome }) => outcome === 'fail');
    return failed
      .slice(0, MOST_PLACES)
      .map(({ at }) => ({ location: at, write: byId.get(rule)?.fix.trim() ?? `mend ${rule}` }));
  };
  const ofFact = (fact: ModelFact, evidence: SubjectEvidence): Edit[] => {
    const known = evidence.facts.get(fact.id);
    if (known?.answer === true)
      return isSetting(fact) ? [] : (fact.rules ?? []).flatMap((rule) => ofRule(rule, evidence));
    return isSetting(fact) ? [{ location: known?.at ?? evidence.declared, write: wordsFor(fact, evidence) }] : [];
  };
  const ofControl = (id: string, evidence: SubjectEvidence): Edit[] => {
    const control = model.controls.find((one) => one.id === id);
    const { all = [], any = [], none = [], passed } = control?.states[evidence.subject.kind]?.inForce ?? {};
    const fix = [{ location: evidence.declared, write: control?.fix ?? `put ${id} in force` }];
    const settings = [...all, ...any.slice(0, 1)];
    // Where verdicts decide, what is not known of the settings need not be written down.
    const wrong =
      passed === undefined ? settings : settings.filter((name) => evidence.facts.get(name)?.answer === false);
    const found = [...wrong, ...none].flatMap((name) => ofName(name, evidence));
    return passed === undefined ? (found.length > 0 ? found : fix) : [...fix, ...found];
  };
  const ofName = (name: string, evidence: SubjectEvidence): Edit[] => {
    const fact = facts.get(name);
    if (fact !== undefined) return ofFact(fact, evidence);
    return model.controls.some(({ id }) => id === name) ? ofControl(name, evidence) : ofRule(name, evidence);
  };
  return { of: (names, evidence) => distinctEdits(names.flatMap((name) => ofName(name, evidence))) };
}

/** What to write, in the language of what declares the subject. */
function wordsFor({ id, write = {} }: ModelFact, { source }: SubjectEvidence): string {
  const { compose, flag, other } = write;
  if (source === 'compose') return compose ?? flag ?? id;
  if (source === '') return other ?? flag ?? id;
  return flag ?? compose ?? id;
}

function distinctEdits(edits: readonly Edit[]): Edit[] {
  if (edits.length < 2) return [...edits];
  return [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
}
