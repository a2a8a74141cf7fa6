// The `--mount` flags of a RUN.
import { InputError } from '../../model/errors.ts';
import type { InstructionElement } from '../../model/instruction.ts';
import { parseCsv } from '../../parse/csv.ts';
import { hasHole } from '../../parse/hole.ts';

export type RunMount = InstructionElement<'RunMount'>;

const ALIASES: Readonly<Record<string, keyof RunMount>> = {
  type: 'type',
  id: 'id',
  target: 'target',
  dst: 'target',
  destination: 'target',
  source: 'source',
  src: 'source',
  from: 'from',
  env: 'variable',
};
const SWITCHES = new Set(['readonly', 'ro', 'rw', 'readwrite']);

/** Reads the value of one `--mount`; a part that is not known is absent. */
export function readRunMount(text: string): RunMount {
  const fields: Record<string, string> = { type: 'bind', id: '', target: '', source: '', from: '', variable: '' };
  let written: boolean | undefined;
  for (const field of splitFields(text)) {
    const equals = field.indexOf('=');
    const key = (equals === -1 ? field : field.slice(0, equals)).trim().toLowerCase();
    const value = equals === -1 ? '' : field.slice(equals + 1);
    if (SWITCHES.has(key))
      written = key.startsWith('r') && key !== 'rw' && key !== 'readwrite' ? value !== 'false' : value === 'false';
    else if (Object.hasOwn(ALIASES, key)) fields[ALIASES[key] ?? key] = value;
  }
  const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => !hasHole(value)));
  const readOnly = written ?? (fields.type === 'bind' || fields.type === 'secret' || fields.type === 'ssh');
  return { ...known, readOnly };
}

/** The fields of the flag; one that is no proper record is split at its commas, since the build fails anyway. */
function splitFields(text: string): readonly string[] {
  try {
    return parseCsv(text);
  } catch (error) {
    if (error instanceof InputError) return text.split(',');
    throw error;
  }
}
