// The compiled form of the built-in policies: the same as the files, and only while it fits them.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeCompiled } from '../../src/rules/compiled.ts';
import { digestFiles, loadPolicies, planRules, readBuiltInFiles } from '../../src/rules/load.ts';
import { parseBuiltIn } from '../../src/rules/parse-policies.ts';
import { files, type PolicyFolder, policyFolder, ruleText } from './policy-folder.ts';

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

let root: string;
let write: PolicyFolder['write'];
let remove: PolicyFolder['remove'];
beforeEach(() => {
  ({ root, write, remove } = policyFolder());
});
afterEach(() => remove());

async function compiledTextOf(folder: string): Promise<string> {
  const sources = readBuiltInFiles(folder);
  const policies = parseBuiltIn(sources);
  return writeCompiled(policies, await planRules(policies.rules, policies.lists), digestFiles(sources));
}

const load = () => loadPolicies({ root, cwd: root });

describe('the compiled form', () => {
  async function compile(): Promise<void> {
    write('policies/compiled.json', await compiledTextOf(root));
  }

  it('gives the same policies but for the examples', async () => {
    const parsed = await load();
    await compile();
    const compiled = await load();
    expect(compiled.rules).toEqual(parsed.rules.map((rule) => ({ ...rule, examples: [] })));
    expect([compiled.lists, compiled.profiles, compiled.frameworks]).toEqual([
      parsed.lists,
      parsed.profiles,
      parsed.frameworks,
    ]);
    expect((await loadPolicies({ root, cwd: root, examples: true })).rules).toEqual(parsed.rules);
  });

  it('is the one that is read while it fits', async () => {
    await compile();
    const path = join(root, 'policies/compiled.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('Container is bad', 'Container is worse'));
    expect((await load()).rules[0]?.title).toBe('Container is worse');
  });

  it.each([
    [
      'a rule is edited',
      () => write('policies/rules/container/bad-state.yaml', ruleText('bad-state', { title: 'Edited' })),
    ],
    [
      'a comment is added',
      () => write('policies/lists/host-paths.yaml', `# note\n${files['policies/lists/host-paths.yaml']}`),
    ],
    ['a file is added', () => write('policies/rules/container/other.yaml', ruleText('other'))],
    [
      'a file is renamed',
      () => {
        rmSync(join(root, 'policies/profiles/strict.yaml'));
        write(
          'policies/profiles/hard.yaml',
          (files['policies/profiles/strict.yaml'] ?? '').replace('id: strict', 'id: hard'),
        );
      },
    ],
    [
      'it is of another format',
      () => {
        const path = join(root, 'policies/compiled.json');
        writeFileSync(path, readFileSync(path, 'utf8').replace(/"format":\d+/, '"format":0'));
      },
    ],
  ])('is not used once %s', async (_what, change) => {
    await compile();
    const path = join(root, 'policies/compiled.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('Container is bad', 'Container is stale'));
    change();
    const { rules } = await load();
    expect(rules.map((rule) => rule.title)).not.toContain('Container is stale');
  });

  it('of the policies that ship answers as the files do', async () => {
    cpSync(join(project, 'policies'), join(root, 'shipped/policies'), { recursive: true });
    rmSync(join(root, 'shipped/policies/compiled.json'), { force: true });
    const at = join(root, 'shipped');
    const parsed = await loadPolicies({ root: at, cwd: at });
    writeFileSync(join(at, 'policies/compiled.json'), await compiledTextOf(at));
    const compiled = await loadPolicies({ root: at, cwd: at });
    expect(compiled.rules).toEqual(parsed.rules.map((rule) => ({ ...rule, examples: [] })));
    expect(compiled.frameworks).toEqual(parsed.frameworks);
  });
});
