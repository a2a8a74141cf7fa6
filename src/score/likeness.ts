// What a model of threats can tell of a subject, in one text: subjects that are alike in it are rated alike.
import type { FactAnswer, RuleAnswer, SubjectEvidence } from '../model/risk.ts';

/**
 * The kind of a subject, the answers to its facts, and what its rules said in which phase. Ratings depend on nothing else; places and reasons are those
 * of each subject.
 */
export function likenessOf({ subject, facts, rules }: SubjectEvidence): string {
  let text: string = subject.kind;
  for (const [id, { answer }] of facts) text += ` ${id}${answerMark(answer)}`;
  for (const [id, answers] of rules) {
    text += ` ${id}`;
    let last = '';
    for (const answer of answers) {
      const mark = `${outcomeMark(answer)}${answer.phase}`;
      if (mark !== last) text += `,${mark}`;
      last = mark;
    }
  }
  return text;
}

function answerMark(answer: FactAnswer['answer']): string {
  return typeof answer === 'boolean' ? (answer ? '=1' : '=0') : missingMark(answer);
}

function outcomeMark({ outcome, missing = [] }: RuleAnswer): string {
  return outcome === 'unknown' ? missingMark(missing) : outcome;
}

/** What a policy does not say is told from what the input does not. */
function missingMark(missing: FactAnswer['answer'] & object): string {
  return missing.every(({ fact }) => fact.startsWith('policy.')) ? '=policy' : '=?';
}
