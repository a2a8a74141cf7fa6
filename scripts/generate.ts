// `npm run generate`: writes everything that is made from policies and declarations; `--check` names the files that are out of date.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COMPILED_FILE, writeCompiled } from '../src/rules/compiled.ts';
import { digestFiles, loadPolicies, planRules, readBuiltInFiles } from '../src/rules/load.ts';
import { parseBuiltIn } from '../src/rules/parse-policies.ts';
import { factsPage } from './generate-facts-page.ts';
import { frameworksPage } from './generate-frameworks-page.ts';
import { rulesPage } from './generate-policy-pages.ts';
import { schemas } from './generate-schemas.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Every generated file with its text, by its path below the root. */
async function generate(): Promise<Map<string, string>> {
  const files = readBuiltInFiles(root);
  // The loader checks every expression; the compiled form is trusted at start because it went through here.
  const policies = await loadPolicies({ root, cwd: root, examples: true });
  return new Map([
    [
      `policies/${COMPILED_FILE}`,
      writeCompiled(
        parseBuiltIn(files),
        await planRules(policies.rules, policies.lists, policies.threatModel),
        digestFiles(files),
      ),
    ],
    ...[...schemas()].map(([name, schema]) => [`policies/schema/${name}.schema.json`, toJson(schema)] as const),
    ['docs/rules.md', rulesPage(policies)],
    ['docs/frameworks.md', frameworksPage(policies)],
    ['docs/facts.md', factsPage(policies.lists)],
  ]);
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

const stale = [...(await generate())].filter(([path, text]) => readIfPresent(join(root, path)) !== text);
if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`${path} is out of date: npm run generate`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
}
