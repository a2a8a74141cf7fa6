// `seaworthy test`: replays the examples inside the rules through the real inputs.
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { packageRoot } from '../package-info.ts';
import { isWithin } from '../parse/host-path.ts';
import { loadPolicies } from '../policies.ts';
import { replay } from '../replay.ts';
import type { Shell } from './shell.ts';

/** Replays every rule, or those of one folder: of an organisation, or of the built-in ones. Answers 1 when an example does not come out as written. */
export async function runTest(folder: string | undefined, shell: Shell): Promise<number> {
  const path = folder === undefined ? undefined : resolve(shell.cwd, folder);
  if (path !== undefined && !statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`${folder}: no such folder of rules`);
  }
  const isBuiltIn = path !== undefined && isWithin(path, join(packageRoot, 'policies'));
  const ruleFolders = folder === undefined || isBuiltIn ? [] : [folder];
  const policies = await loadPolicies({ ruleFolders, examples: true }, { cwd: shell.cwd, root: packageRoot });
  const base = isBuiltIn ? packageRoot : shell.cwd;
  const rules =
    path === undefined ? policies.rules : policies.rules.filter((rule) => isWithin(resolve(base, rule.file), path));
  if (rules.length === 0)
    throw new UsageError(`${folder}: no rules to test; a rule is a file NAME.yaml with id ORG/NAME`);

  const failures = await replay(rules, policies);
  for (const { rule, file, example, expected, got } of failures) {
    shell.out(`${file}: ${rule}, example ${example}\n  expected ${expected}\n  got      ${got}\n`);
  }
  const examples = rules.reduce((sum, rule) => sum + rule.examples.length, 0);
  shell.out(`rules: ${rules.length}, examples: ${examples}, failed: ${failures.length}\n`);
  return failures.length === 0 ? 0 : 1;
}
