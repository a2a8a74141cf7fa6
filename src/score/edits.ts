// The edits by which something is mended: the line, and what to write there.
import type { Edit, ModelControl, ModelFact, SubjectEvidence, ThreatModel } from '../model/risk.ts';
import type { Rule } from '../model/rule.ts';
import { factsById } from './condition.ts';
import { isSetting } from './mend.ts';
import { placeKey } from './threat-evidence.ts';

/** Lines named for one rule: a hostile file may have any number. */
const MOST_PLACES = 10;

export interface Edits {
  /** The edits for rules, facts and controls, each once. */
  of(names: readonly string[], evidence: SubjectEvidence): readonly Edit[];
}

/** Prepares a model with the rules whose fixes are said. */
export function openEdits(model: ThreatModel, rules: readonly Rule[]): Edits {
  const facts = factsById(model);
  const controls = new Map(model.controls.map((control) => [control.id, control]));
  const fixes = new Map(rules.map(({ id, fix }) => [id, fix.trim()]));

  const ofRule = (rule: string, { rules: answers }: SubjectEvidence): Edit[] => {
    const failed = (answers.get(rule) ?? []).filter(({ outcome }) => outcome === 'fail');
    return failed.slice(0, MOST_PLACES).map(({ at }) => ({ location: at, write: fixes.get(rule) ?? `mend ${rule}` }));
  };
  const ofFact = (fact: ModelFact, evidence: SubjectEvidence): Edit[] => {
    const known = evidence.facts.get(fact.id);
    if (known?.answer === true)
      return isSetting(fact) ? [] : (fact.rules ?? []).flatMap((rule) => ofRule(rule, evidence));
    return isSetting(fact) ? [{ location: known?.at ?? evidence.declared, write: wordsFor(fact, evidence) }] : [];
  };
  const ofControl = (control: ModelControl, evidence: SubjectEvidence): Edit[] => {
    const { all = [], any = [], none = [], passed } = control.states[evidence.subject.kind]?.inForce ?? {};
    const fix = [{ location: evidence.declared, write: control.fix }];
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
    const control = controls.get(name);
    return control === undefined ? ofRule(name, evidence) : ofControl(control, evidence);
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
  return [...new Map(edits.map((edit) => [`${placeKey(edit.location)} ${edit.write}`, edit])).values()];
}
