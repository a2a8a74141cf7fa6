// States the lists of an instruction, each element with its place or the reason why it is not known.
import type { DockerfileInstruction } from '../../parse/dockerfile/tree.ts';
import { hasHole } from '../../parse/hole.ts';
import type { Declaration } from './arguments.ts';
import { copiedSources } from './copied-sources.ts';
import { readPortRange, showPortRange } from './exposed-ports.ts';
import type { NamedImage } from './image-references.ts';
import { forget, type InstructionDraft, locate } from './instruction-draft.ts';
import { absenceOf, knownText, type Resolved, type Source } from './scope.ts';

/** States the ports that EXPOSE names. */
export function setExposed(draft: InstructionDraft, words: readonly Resolved[], source: Source): void {
  const ranges = words.map(({ text }) => readPortRange(text));
  draft.facts.exposed = ranges.map((range) => (range === undefined ? undefined : showPortRange(range)));
  words.forEach((word, index) => {
    locate(draft, 'exposed', word, index);
    if (ranges[index] === undefined) draft.absences[`exposed[${index}]`] = absenceOf(word, source);
  });
}

/** States the images that it names. */
export function setImages(draft: InstructionDraft, images: readonly NamedImage[]): void {
  draft.facts.images = images.map(({ element }) => element);
  images.forEach(({ at, absence }, index) => {
    locate(draft, 'images', at, index);
    if (absence !== undefined) draft.absences[`images[${index}]`] = absence;
  });
}

/** States what COPY or ADD brings in, and where to. */
export function setCopied(
  draft: InstructionDraft,
  instruction: DockerfileInstruction,
  context: Parameters<typeof copiedSources>[1],
): void {
  const { sources, destination, destinationAt } = copiedSources(instruction, context);
  draft.facts.sources = sources.map(({ element }) => element);
  sources.forEach(({ at }, index) => {
    locate(draft, 'sources', at, index);
    if (hasHole(at.text)) draft.absences[`sources[${index}]`] = absenceOf(at, context.source);
  });
  if (destinationAt === undefined) return;
  draft.facts.destination = destination;
  locate(draft, 'destination', destinationAt);
}

/** States what ENV, ARG or LABEL sets. */
export function setVariables(draft: InstructionDraft, declared: readonly Declaration[]): void {
  draft.facts.variables = declared.map(({ name, written }) => {
    const value = written === undefined ? '' : knownText(written);
    const literal = written !== undefined && value !== undefined;
    if (value !== undefined && !hasHole(name)) return { name, value, literal, fromFile: false };
    return {
      ...(hasHole(name) ? {} : { name }),
      ...(value === undefined ? {} : { value }),
      literal,
      fromFile: false,
    };
  });
  declared.forEach(({ at, written }, index) => {
    locate(draft, 'variables', { at, trail: written?.trail ?? [] }, index);
    if (written?.absence !== undefined) draft.absences[`variables[${index}].value`] = written.absence;
  });
}

/** States a text, or why it is not known. */
export function setText(draft: InstructionDraft, field: 'path' | 'user', resolved: Resolved, source: Source): void {
  const text = knownText(resolved);
  if (text === undefined) {
    forget(draft, field, absenceOf(resolved, source));
    return;
  }
  draft.facts[field] = text;
  locate(draft, field, resolved);
}
