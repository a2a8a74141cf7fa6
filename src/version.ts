// The version of the package, from the package.json beside the bundle.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder that holds package.json and policies/, whether this runs from src/ or from dist/. */
export const packageRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** Version as in package.json. */
export function readVersion(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  return manifest.version;
}
