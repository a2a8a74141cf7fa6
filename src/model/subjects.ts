// The register of subject kinds: what the rule compiler, the editor schema and the docs are made from.
import { containerElements, containerFields } from './container.ts';
import type { ElementType, Fields } from './fields.ts';
import type { SubjectKind } from './subject.ts';

export interface SubjectDeclaration {
  readonly doc: string;
  /** Name of the CEL type. */
  readonly type: string;
  readonly fields: Fields;
  readonly elements: Readonly<Record<string, ElementType>>;
}

export const subjects: Readonly<Record<SubjectKind, SubjectDeclaration>> = {
  container: {
    doc: 'A container as it would run: a compose service, a run line or an inspect document.',
    type: 'Container',
    fields: containerFields,
    elements: containerElements,
  },
};
