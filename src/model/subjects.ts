// The register of subject kinds: what the rule compiler, the editor schema and the docs are made from.
import { commandElements, commandFields } from './command.ts';
import { containerElements, containerFields } from './container.ts';
import type { ElementType, Fields } from './fields.ts';
import { fileElements, fileFields } from './file.ts';
import { imageElements, imageFields } from './image.ts';
import { instructionElements, instructionFields } from './instruction.ts';
import { packageElements, packageFields } from './package.ts';
import { secretElements, secretFields } from './secret.ts';
import { smokeElements, smokeFields } from './smoke.ts';
import { stageElements, stageFields } from './stage.ts';
import type { SubjectKind } from './subject.ts';

export interface SubjectDeclaration {
  readonly doc: string;
  /** Name of the CEL type. */
  readonly type: string;
  readonly fields: Fields;
  readonly elements: Readonly<Record<string, ElementType>>;
  /** It is one of many small parts of something: a list without elements in it proves nothing, and gives no verdict. */
  readonly part?: true;
  /** Equal texts often occur again: those that do may share one object of facts, and are judged once. */
  readonly recurs?: true;
  /** Its name in expressions and messages, where the language reserves that of its kind. */
  readonly variable?: string;
  /** The field by whose value most rules choose what they are about. */
  readonly sortedBy?: string;
}

export const subjects: Readonly<Record<SubjectKind, SubjectDeclaration>> = {
  container: {
    doc: 'A container as it would run: a compose service, a run line or an inspect document.',
    type: 'Container',
    fields: containerFields,
    elements: containerElements,
  },
  stage: {
    doc: 'One stage of a Dockerfile.',
    type: 'Stage',
    fields: stageFields,
    elements: stageElements,
  },
  instruction: {
    doc: 'One instruction of a Dockerfile.',
    type: 'Instruction',
    fields: instructionFields,
    elements: instructionElements,
    part: true,
    sortedBy: 'keyword',
  },
  command: {
    doc: 'One simple command of a shell script or an argv.',
    type: 'Command',
    fields: commandFields,
    elements: commandElements,
    part: true,
    recurs: true,
    sortedBy: 'program',
  },
  secret: {
    doc: 'A credential found in a scanned text. Its value is never a fact.',
    type: 'Secret',
    fields: secretFields,
    elements: secretElements,
  },
  image: {
    doc: 'An image of one platform, from an archive, a layout, an engine or a registry.',
    type: 'Image',
    fields: imageFields,
    elements: imageElements,
  },
  file: {
    doc: 'A file of an image that has something to say: privilege, a device, a credential, or a path that a rule asks for.',
    type: 'File',
    fields: fileFields,
    elements: fileElements,
    part: true,
    sortedBy: 'role',
  },
  package: {
    doc: 'A package installed in an image; `pkg` in expressions, since CEL reserves the word.',
    type: 'Package',
    variable: 'pkg',
    fields: packageFields,
    elements: packageElements,
    part: true,
    sortedBy: 'type',
  },
  smoke: {
    doc: 'A run of an image or of a service in the sandbox: what it did, and what was in force.',
    type: 'Smoke',
    fields: smokeFields,
    elements: smokeElements,
  },
};

/** How expressions and messages name a subject of a kind. */
export function variableOf(kind: SubjectKind): string {
  return subjects[kind].variable ?? kind;
}
