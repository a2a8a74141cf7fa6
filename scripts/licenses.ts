// The licences of the packages inside a bundle, collected from the module list of the bundler.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the bundler says about a module; one that was joined from others lists them. */
interface Module {
  readonly name?: string;
  readonly modules?: readonly Module[];
}

/** Lists the folders below `node_modules` that some module comes from, sorted. */
export function listPackages(modules: readonly Module[]): string[] {
  const names = modules.flatMap(function flatten(module): string[] {
    return [module.name ?? '', ...(module.modules ?? []).flatMap(flatten)];
  });
  const found = names.map((name) => /node_modules\/((?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/ ]+)\//.exec(name)?.[1]);
  return [...new Set(found.filter((name) => name !== undefined))].sort();
}

/** Writes out name, version, kind and text of each licence. A package without one may not be distributed: that is an error. */
export function formatLicenses(packages: readonly string[], nodeModules: string): string {
  const parts = packages.map((name) => {
    const folder = join(nodeModules, name);
    const manifest: { name: string; version: string; license?: string } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    const file = readdirSync(folder)
      .sort()
      .find((entry) => /^licen[cs]e(?:\.|-|$)/i.test(entry));
    if (manifest.license === undefined || file === undefined) throw new Error(`${name} states no licence`);
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
    return `${manifest.name} ${manifest.version}\n${manifest.license}\n\n${text}\n`;
  });
  return parts.join(`\n${'-'.repeat(80)}\n\n`);
}
