// The variables that a command sets, for itself or for what comes after it, and those it unsets.
import type { CommandElement } from '../../model/command.ts';
import type { Span } from '../shell/script.ts';
import type { Unit } from './scope.ts';
import { settingOf } from './unwrap.ts';

export interface FoundSetting {
  readonly setting: CommandElement<'Setting'>;
  readonly span: Span;
}

/** Programs whose words may be assignments, which the shell does not split. */
export const DECLARES: ReadonlySet<string> = new Set(['export', 'declare', 'typeset', 'local', 'readonly', 'env']);

/** The variables that a unit sets. Those in front of a call belong to the program that runs in the end. */
export function settingsOf({ call, layer }: Unit): FoundSetting[] {
  const found: FoundSetting[] = [];
  const add = (name: string, value: string | undefined, span: Span) => {
    found.push({ setting: value === undefined ? { name } : { name, value }, span });
  };
  if (layer === undefined || !layer.wraps)
    for (const { name, value, elements, start, end } of call.assignments) {
      const text = value?.text ?? (elements ?? []).map((element) => element.text).join(' ');
      add(name, text, { start, end });
    }
  for (const { name, value, word } of layer?.settings ?? []) add(name, value, word);
  if (layer !== undefined && DECLARES.has(layer.program))
    for (const word of layer.reading.operands) {
      const setting = settingOf(word);
      if (setting !== undefined) add(setting.name, setting.value, word);
    }
  return found;
}

/** Names of the variables that a unit unsets. */
export function unsetOf({ layer }: Unit): string[] {
  if (layer === undefined) return [];
  const { program, reading, unset } = layer;
  const { options, operands } = reading;
  const has = (name: string) => options.some((option) => option.name === name);
  const names = operands.map(({ text }) => text).filter((text) => text !== '');
  if (program === 'unset' && !has('-f')) return [...unset, ...names];
  if (program === 'export' && has('-n')) return [...unset, ...names];
  if (program !== 'env') return [...unset];
  return [
    ...unset,
    ...options.flatMap(({ name, value }) => (name === '--unset' && value !== undefined ? [value] : [])),
  ];
}
