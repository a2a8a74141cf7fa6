// The `# syntax=` line: the image that does the building.
import type { Subject } from '../../model/subject.ts';
import { subjectBuilder } from '../subject-builder.ts';
import { namedImage } from './image-references.ts';
import { NO_INSTRUCTION } from './instruction-defaults.ts';
import { originOf, type Source } from './scope.ts';

/** The subject of the syntax directive, if there is one. */
export function syntaxSubject(source: Source): Subject<'instruction'>[] {
  const found = source.tree.directives.find(({ name }) => name === 'syntax');
  if (found === undefined) return [];
  const { text } = source.tree;
  const start = found.start + text.slice(found.start, found.end).lastIndexOf(found.value);
  const at = { text: found.value, at: { start, end: start + found.value.length }, trail: [] };
  const image = namedImage(at, source);
  const builder = subjectBuilder(
    'instruction',
    '/SYNTAX',
    'SYNTAX',
    source.place(found.start, found.end),
    NO_INSTRUCTION,
  );
  builder.set('keyword', 'SYNTAX');
  builder.set('text', text.slice(found.start, found.end).trim());
  builder.set('images', [image.element]);
  builder.locate('images[0]', originOf(at, source));
  if (image.absence !== undefined) builder.unknown('images[0]', image.absence);
  return [builder.build()];
}
