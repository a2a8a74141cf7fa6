// What modes of chmod, install and mkdir give, and the capabilities that setcap gives.
import type { Layer } from './unwrap.ts';

const SETUID = 0o4000;
const SETGID = 0o2000;
const STICKY = 0o1000;
const OTHERS_WRITE = 0o002;

/** The mode that a layer gives to files; empty where it gives none. */
export function modeOf({ program, reading }: Layer): string {
  const { options, operands } = reading;
  if (program === 'chmod') return options.some(({ name }) => name === '--reference') ? '' : (operands[0]?.text ?? '');
  if (program !== 'install' && program !== 'mkdir') return '';
  return options.findLast(({ name }) => name === '--mode')?.value ?? '';
}

/** What a mode gives: `setuid`, `setgid`, `sticky`, `others-write`. */
export function modeAdds(mode: string): string[] {
  const bits = bitsOf(mode);
  const adds: string[] = [];
  if (bits & SETUID) adds.push('setuid');
  if (bits & SETGID) adds.push('setgid');
  if (bits & STICKY) adds.push('sticky');
  if (bits & OTHERS_WRITE) adds.push('others-write');
  return adds;
}

/** Tells whether chmod makes something executable. */
export function isRunnable(layer: Layer): boolean {
  return (bitsOf(modeOf(layer)) & 0o111) !== 0;
}

/** The bits that a mode switches on, octal or symbolic. */
function bitsOf(mode: string): number {
  if (/^[-+=]?[0-7]{1,5}$/.test(mode)) return mode.startsWith('-') ? 0 : Number.parseInt(mode.replace(/^[+=]/, ''), 8);
  let bits = 0;
  for (const clause of mode.split(',')) {
    const who = /^[ugoa]*/.exec(clause)?.[0] ?? '';
    for (const [, operator, letters = ''] of clause.slice(who.length).matchAll(/([-+=])([rwxXst]*)/g))
      if (operator !== '-') bits |= bitsFor(who, letters);
  }
  return bits;
}

function bitsFor(who: string, letters: string): number {
  const all = who === '' || who.includes('a');
  const classes = (['u', 'g', 'o'] as const).filter((one) => all || who.includes(one));
  let bits = 0;
  for (const letter of letters)
    for (const [index, one] of (['u', 'g', 'o'] as const).entries()) {
      if (!classes.includes(one)) continue;
      const shift = 6 - index * 3;
      // Without a class the mask of the process takes the write bit of the others away.
      if (letter === 'w' && (who !== '' || one === 'u')) bits |= 2 << shift;
      if (letter === 'x' || letter === 'X') bits |= 1 << shift;
      if (letter === 's') bits |= one === 'u' ? SETUID : one === 'g' ? SETGID : 0;
      if (letter === 't' && (one === 'o' || all)) bits |= STICKY;
    }
  return bits;
}

/** Capabilities that setcap gives, upper case without `CAP_`; `ALL` for all. */
export function capabilitiesOf({ program, reading }: Layer): string[] {
  if (program !== 'setcap' || reading.options.some(({ name }) => name === '-r')) return [];
  const names = new Set<string>();
  for (const { text } of reading.operands.filter((_, index) => index % 2 === 0))
    for (const clause of text.trim().split(/\s+/)) {
      const at = clause.search(/[-+=]/);
      const list = at === -1 ? clause : clause.slice(0, at);
      const gives = [...clause.slice(Math.max(at, 0)).matchAll(/([-+=])([eip]*)/g)].some(
        ([, sign, flags]) => sign !== '-' && flags !== '',
      );
      if (at === -1 || !gives) continue;
      for (const name of list === '' ? ['all'] : list.split(',')) names.add(name.toUpperCase().replace(/^CAP_/, ''));
    }
  return [...names];
}
