// What the package.json beside the bundle says of this tool.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Run } from './model/run.ts';

/** Folder that holds package.json and policies/, whether this runs from src/ or from dist/. */
export const packageRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** Name, version and homepage as in package.json. */
export function readTool(): Run['tool'] {
  const { name, version, homepage }: Run['tool'] = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  return { name, version, ...(homepage === undefined ? {} : { homepage }) };
}
