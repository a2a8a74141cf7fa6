// Reads env files into variables that remember where they were set.

import { type DotenvEntry, parseDotenv, parseRawEnv } from '../../parse/dotenv.ts';
import { hasHole } from '../../parse/hole.ts';
import { interpolateText } from './interpolate-tree.ts';
import { type Environment, type LoadContext, noteFile, spendNodes, type VariableValue } from './load-context.ts';
import { locate } from './refusal.ts';

export type EnvFormat = 'dotenv' | 'raw';

/** Reads a file and adds its variables to `into`; later ones win. Its variables are looked up in `outer` first, then in what was set earlier. */
export function readEnvFile(
  path: string,
  outer: (name: string) => VariableValue | undefined,
  into: Map<string, VariableValue>,
  context: LoadContext,
  format: EnvFormat = 'dotenv',
): void {
  if (path === '/dev/null') return;
  const file = context.reader.label(path);
  const lookup: Pick<Environment, 'get'> = { get: (name) => outer(name) ?? into.get(name) };
  const entries = entriesOf(path, file, context, format);
  spendNodes(context, entries.length);
  for (const entry of entries) {
    const at = {
      file,
      startLine: entry.line,
      startColumn: entry.column,
      endLine: entry.line,
      endColumn: entry.column + entry.name.length,
    };
    if (entry.text === undefined) {
      const value = outer(entry.name);
      if (value !== undefined) into.set(entry.name, value);
    } else if (!entry.interpolated) {
      into.set(entry.name, { value: entry.text, at });
    } else {
      const { text, hole } = interpolateText(entry.text, at, `${file} line ${entry.line}`, lookup, context);
      into.set(entry.name, hasHole(text) && hole !== undefined ? { value: text, at, hole } : { value: text, at });
    }
  }
}

function entriesOf(path: string, file: string, context: LoadContext, format: EnvFormat): readonly DotenvEntry[] {
  const key = `${format}:${file}`;
  const known = context.envFiles.get(key);
  if (known !== undefined) return known;
  noteFile(context, file);
  const text = context.reader.read(path);
  const start = { file, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
  const entries = locate(start, file, () => (format === 'raw' ? parseRawEnv(text) : parseDotenv(text)));
  context.envFiles.set(key, entries);
  return entries;
}
