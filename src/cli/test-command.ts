// `seaworthy test`: replays the examples inside the rules through the real inputs.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { packageRoot } from '../package-info.ts';
import { loadPolicies } from '../policies.ts';
import { replay } from '../replay.ts';
import type { Shell } from './shell.ts';

/** Replays every rule, or those of one folder. Answers 1 when an example does not come out as written. */
export async function runTest(folder: string | undefined, shell: Shell): Promise<number> {
  if (folder !== undefined && !statSync(resolve(shell.cwd, folder), { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`${folder}: no such folder of rules`);
  }
  const policies = await loadPolicies(
    { ruleFolders: folder === undefined ? [] : [folder], examples: true },
    { cwd: shell.cwd, root: packageRoot },
  );
  const prefix = folder === undefined ? undefined : `${folder.replace(/\/+$/, '')}/`;
  const rules = prefix === undefined ? policies.rules : policies.rules.filter((rule) => rule.file.startsWith(prefix));
  if (rules.length === 0)
    throw new UsageError(`${folder}: no rules to test; a rule is a file NAME.yaml with id ORG/NAME`);
  const failures = await replay(rules, policies);
  for (const { rule, file, example, expected, got } of failures) {
    shell.out(`${file}: ${rule}, example ${example}\n  expected ${expected}\n  got      ${got}\n`);
  }
  const examples = rules.reduce((sum, rule) => sum + rule.examples.length, 0);
  shell.out(`${rules.length} rules, ${examples} examples, ${failures.length} failed\n`);
  return failures.length === 0 ? 0 : 1;
}
