// States the lists of an instruction, each element with its place or the reason why it is not known.
import type { DockerfileInstruction } from '../../parse/dockerfile/tree.ts';
import { hasHole } from '../../parse/hole.ts';
import type { SubjectBuilder } from '../subject-builder.ts';
import type { Declaration } from './arguments.ts';
import { copiedSources } from './copied-sources.ts';
import { readPortRange, showPortRange } from './exposed-ports.ts';
import type { NamedImage } from './image-references.ts';
import { absenceOf, knownText, originOf, type Resolved, type Source } from './scope.ts';

type Builder = SubjectBuilder<'instruction'>;

/** States the ports that EXPOSE names. */
export function setExposed(builder: Builder, words: readonly Resolved[], source: Source): void {
  const ranges = words.map(({ text }) => readPortRange(text));
  builder.set(
    'exposed',
    ranges.map((range) => (range === undefined ? undefined : showPortRange(range))),
  );
  words.forEach((word, index) => {
    builder.locate(`exposed[${index}]`, originOf(word, source));
    if (ranges[index] === undefined) builder.unknown(`exposed[${index}]`, absenceOf(word, source));
  });
}

/** States the images that it names. */
export function setImages(builder: Builder, images: readonly NamedImage[], source: Source): void {
  builder.set(
    'images',
    images.map(({ element }) => element),
  );
  images.forEach(({ at, absence }, index) => {
    builder.locate(`images[${index}]`, originOf(at, source));
    if (absence !== undefined) builder.unknown(`images[${index}]`, absence);
  });
}

/** States what COPY or ADD brings in, and where to. */
export function setCopied(
  builder: Builder,
  instruction: DockerfileInstruction,
  context: Parameters<typeof copiedSources>[1],
): void {
  const { sources, destination, destinationAt } = copiedSources(instruction, context);
  builder.set(
    'sources',
    sources.map(({ element }) => element),
  );
  sources.forEach(({ at }, index) => {
    builder.locate(`sources[${index}]`, originOf(at, context.source));
    if (hasHole(at.text)) builder.unknown(`sources[${index}]`, absenceOf(at, context.source));
  });
  if (destinationAt !== undefined) builder.set('destination', destination, originOf(destinationAt, context.source));
}

/** States what ENV, ARG or LABEL sets. */
export function setVariables(builder: Builder, declared: readonly Declaration[], source: Source): void {
  builder.set(
    'variables',
    declared.map(({ name, written }) => {
      const value = written === undefined ? '' : knownText(written);
      const known = value === undefined ? {} : { value };
      return {
        ...(hasHole(name) ? {} : { name }),
        ...known,
        literal: written !== undefined && value !== undefined,
        fromFile: false,
      };
    }),
  );
  declared.forEach(({ at, written }, index) => {
    builder.locate(`variables[${index}]`, originOf({ at, trail: written?.trail ?? [] }, source));
    if (written?.absence !== undefined) builder.unknown(`variables[${index}].value`, written.absence);
  });
}

/** States a text, or why it is not known. */
export function setText(builder: Builder, field: 'path' | 'user', resolved: Resolved, source: Source): void {
  const text = knownText(resolved);
  if (text === undefined) builder.unknown(field, absenceOf(resolved, source));
  else builder.set(field, text, originOf(resolved, source));
}
