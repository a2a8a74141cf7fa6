// The images from a registry that an instruction names.

import type { Stage } from '../../model/stage.ts';
import type { Absence } from '../../model/subject.ts';
import { hasHole } from '../../parse/hole.ts';
import { knownImageParts } from '../../parse/image-reference-parts.ts';
import { absenceOf, type Resolved, type Source, shorten } from './scope.ts';
import { findStage, type StagePlan } from './stages.ts';

export interface NamedImage {
  readonly element: NonNullable<Stage['baseReference']>;
  readonly at: Resolved;
  readonly absence?: Absence;
}

/** What a `--from` names: an earlier stage, or an image. */
export function originKind(from: Resolved, earlier: readonly StagePlan[]): 'stage' | 'image' | undefined {
  if (hasHole(from.text)) return undefined;
  return /^\d+$/.test(from.text) || findStage(earlier, from.text) !== undefined ? 'stage' : 'image';
}

/** The image behind a text, unless it is a stage or scratch. */
export function namedImage(at: Resolved, source: Source): NamedImage {
  const parts = knownImageParts(at.text);
  if (hasHole(at.text)) return { element: parts ?? {}, at, absence: absenceOf(at, source) };
  if (parts !== undefined) return { element: parts, at };
  const reason = `\`${shorten(at.text)}\` is no image reference that the builder takes`;
  return { element: {}, at, absence: { reason, at: source.place(at.at.start, at.at.end) } };
}
