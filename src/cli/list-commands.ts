// `seaworthy rules` and `seaworthy frameworks`: what there is.
import { packageRoot } from '../package-info.ts';
import { findFramework, loadPolicies } from '../policies.ts';
import type { Shell } from './shell.ts';
import { alignColumns } from './table.ts';

interface ListFlags {
  readonly rules?: readonly string[];
  readonly format: string;
}

/** Lists the rules with their severity. */
export async function runRules(flags: ListFlags, shell: Shell): Promise<number> {
  const { rules } = await load(flags, shell);
  if (flags.format === 'json') {
    const plain = rules.map(({ examples: _examples, ...rule }) => rule);
    shell.out(`${JSON.stringify({ rules: plain }, null, 2)}\n`);
  } else shell.out(alignColumns(rules.map((rule) => [rule.id, rule.severity, rule.title])));
  return 0;
}

/** Lists the frameworks, or the controls of one. */
export async function runFrameworks(id: string | undefined, flags: ListFlags, shell: Shell): Promise<number> {
  const policies = await load(flags, shell);
  const chosen = id === undefined || id === 'all' ? policies.frameworks : [findFramework(id, policies)];
  if (flags.format === 'json')
    shell.out(`${JSON.stringify(id === undefined || id === 'all' ? { frameworks: chosen } : chosen[0], null, 2)}\n`);
  else if (id !== undefined) {
    const { layFramework } = await import('./framework-table.ts');
    const width = shell.isTerminal ? shell.width : 120;
    shell.out(chosen.map((framework) => layFramework(framework, policies.frameworks, width)).join('\n'));
  } else
    shell.out(
      alignColumns(chosen.map((framework) => [framework.id, `${framework.controls.length} controls`, framework.title])),
    );
  return 0;
}

function load(flags: ListFlags, shell: Shell) {
  return loadPolicies({ ruleFolders: flags.rules ?? [] }, { cwd: shell.cwd, root: packageRoot });
}
