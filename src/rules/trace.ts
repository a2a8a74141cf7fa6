// Why an expression answers as it does about a subject: the value of each of its parts.
import type { Subject } from '../model/subject.ts';
import type { MissingEvidence } from '../model/verdict.ts';
import type { Compiler, Session } from './compiler.ts';
import type { Question } from './language.ts';

export interface TracedPart {
  readonly text: string;
  readonly depth: number;
  /** Its value; absent where it is not known. */
  readonly value?: unknown;
  /** What is missing where it is not known. */
  readonly missing?: readonly MissingEvidence[];
}

/** The parts of an expression with their values about a subject, or about the element of its list at `index`. */
export async function traceExpression(
  question: Question,
  subject: Subject,
  { compiler, session, index }: { readonly compiler: Compiler; readonly session: Session; readonly index?: number },
): Promise<TracedPart[]> {
  const parts = await compiler.parts(question);
  await compiler.prepare(parts.map(({ text }) => ({ text, scope: question.scope })));
  return parts.map(({ text, depth }) => {
    const { value, missing } = session.compile(text, question.scope).valueAbout(subject, index);
    return missing === undefined ? { text, depth, value } : { text, depth, missing };
  });
}
