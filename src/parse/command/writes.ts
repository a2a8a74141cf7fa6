// The files that a command writes.
import type { CommandElement } from '../../model/command.ts';
import type { Span } from '../shell/script.ts';
import { destinationsOf } from './destinations.ts';
import { downloadsOf } from './downloads.ts';
import { printedBy, printedText } from './printed-text.ts';
import type { Unit } from './scope.ts';
import type { Layer } from './unwrap.ts';
import { cleanPath, type Word } from './word.ts';

export interface GivenWrite {
  readonly write: CommandElement<'Write'>;
  readonly span: Span;
}

const OUTPUTS: ReadonlySet<string> = new Set(['>', '>>', '>|', '&>', '&>>', '<>', '>&']);

/** Every file that a unit writes: through its redirects, then through its words. */
export function writesOf(unit: Unit): GivenWrite[] {
  const { call, layer } = unit;
  const writes: GivenWrite[] = [];
  if (unit.redirects)
    for (const { operator, target, descriptor } of call.redirects) {
      if (target === undefined || !OUTPUTS.has(operator) || isDescriptor(operator, target)) continue;
      const text = (descriptor ?? 1) === 1 ? textWritten(unit) : '';
      writes.push(writeTo(target.text, operator.endsWith('>>'), text, 'redirect', target));
    }
  if (layer !== undefined && !layer.wraps) writes.push(...writesOfProgram(unit, layer));
  return writes;
}

/** `>&2` and `>&-` name descriptors. */
export function isDescriptor(operator: string, { text }: Word): boolean {
  return operator.endsWith('&') && /^(?:\d+-?|-)$/.test(text);
}

/** What goes to the output of a unit, as far as it is written out. */
function textWritten({ call, layer, scope }: Unit): string {
  if (layer === undefined) return '';
  const printed =
    printedBy(layer) ?? (/^(?:cat|tee|dd|sponge)$/.test(layer.program) ? printedText(call, scope) : undefined);
  return printed?.text ?? '';
}

function writesOfProgram(unit: Unit, layer: Layer): GivenWrite[] {
  const { program, reading } = layer;
  const { options, operands } = reading;
  const has = (name: string) => options.some((option) => option.name === name);
  const all = (words: readonly Word[], append: boolean, text: string) =>
    words.map((word) => writeTo(word.text, append, text, program, word));
  switch (program) {
    case 'tee':
    case 'sponge':
      return all(operands, has('--append') || has('-a'), printedText(unit.call, unit.scope)?.text ?? '');
    case 'dd': {
      const appends = operands.some(({ text }) => /^(?:oflag|conv)=.*(?:append|notrunc)/.test(text));
      return operands
        .filter(({ text }) => text.startsWith('of='))
        .map((word) =>
          writeTo(word.text.slice(3), appends, printedText(unit.call, unit.scope)?.text ?? '', program, word),
        );
    }
    case 'cp':
    case 'mv':
    case 'install':
      return has('--directory')
        ? []
        : destinationsOf(layer).map(({ path, word }) => writeTo(path, false, '', program, word));
    case 'sed':
      return has('--in-place') ? all(operands.slice(has('--expression') || has('--file') ? 0 : 1), false, '') : [];
    case 'truncate':
    case 'shred':
      return program === 'truncate' ? all(operands, false, '') : [];
    default:
      return downloadsOf(unit)
        .filter(({ path, redirected }) => path !== '' && !redirected)
        .map(({ path, span }) => ({ write: { path, append: false, text: '', via: program }, span }));
  }
}

function writeTo(path: string, append: boolean, text: string, via: string, span: Span): GivenWrite {
  return { write: { path: cleanPath(path), append, text, via }, span };
}
