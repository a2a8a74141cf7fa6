// The walls of .dependency-cruiser.cjs, each proved by a file that breaks it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** File, what it imports, and the rule that must forbid it. */
const breaches = [
  ['src/model/run.ts', './../parse/user.ts', 'model-floor'],
  ['src/model/log.ts', 'node:fs', 'model-node'],
  ['src/model/rule.ts', 'valibot', 'model-packages'],
  ['src/parse/user.ts', '../inputs/discover.ts', 'parse-floor'],
  ['src/parse/glob.ts', 'node:fs', 'parse-node'],
  ['src/parse/size.ts', 'yaml', 'parse-packages'],
  ['src/inputs/input.ts', '../rules/judge.ts', 'inputs-floor'],
  ['src/inputs/compose/read.ts', 'node:process', 'inputs-node'],
  ['src/inputs/discover.ts', 'valibot', 'inputs-packages'],
  ['src/rules/judge.ts', '../score/decide.ts', 'rules-floor'],
  ['src/rules/waive.ts', 'node:fs', 'rules-node'],
  ['src/rules/shape.ts', 'commander', 'rules-packages'],
  ['src/score/decide.ts', '../reports/text.ts', 'score-floor'],
  ['src/score/controls.ts', 'node:crypto', 'score-node'],
  ['src/score/risk.ts', 'yaml', 'score-packages'],
  ['src/reports/text.ts', '../score/controls.ts', 'reports-floor'],
  ['src/reports/json.ts', 'node:fs', 'reports-node'],
  ['src/reports/sarif.ts', 'yaml', 'reports-packages'],
  ['src/scan.ts', './cli.ts', 'pipeline-below-shells'],
  ['src/cli.ts', './rules/judge.ts', 'shell-over-pipeline'],
  ['src/inputs/image.ts', 'node:child_process', 'no-execution'],
  ['src/rules/shape.ts', '@marcbachmann/cel-js', 'marcbachmanncel-js-importer'],
  ['src/scan.ts', 'commander', 'commander-importer'],
  ['src/reports/index.ts', '@bufbuild/re2', 'bufbuildre2-importer'],
  ['src/settings.ts', 'vitest', 'dev-package'],
  ['src/target.ts', './nowhere.ts', 'unresolved'],
  ['src/version.ts', '../scripts/build.ts', 'src-only'],
] as const;

let folder: string;
let found: Set<string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'walls-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const name of ['package.json', 'tsconfig.json']) cpSync(join(root, name), join(folder, name));
  const files = new Map<string, string[]>([
    ['scripts/build.ts', []],
    ['src/parse/lonely.ts', []],
    ['src/parse/chicken.ts', ['./egg.ts']],
    ['src/parse/egg.ts', ['./chicken.ts']],
  ]);
  for (const [file, target] of breaches) files.set(file, [...(files.get(file) ?? []), target]);
  for (const [file, targets] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${targets.map((target) => `import '${target}';\n`).join('')}export {};\n`);
  }
  found = cruise(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every violation as `rule: from`. */
function cruise(cwd: string): Set<string> {
  const args = ['src', '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json'];
  const { stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/depcruise'), args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (stdout === '') throw new Error(stderr);
  const result: { summary: { violations: { from: string; rule: { name: string } }[] } } = JSON.parse(stdout);
  return new Set(result.summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`));
}

describe('the walls', () => {
  test.each(breaches)('%s may not import %s (%s)', (file, _target, rule) => {
    expect(found).toContain(`${rule}: ${file}`);
  });

  test('a file that nothing imports and that imports nothing is refused', () => {
    expect(found).toContain('no-orphan: src/parse/lonely.ts');
  });

  test('a cycle is refused', () => {
    expect(found).toContain('no-cycle: src/parse/chicken.ts');
  });
});
