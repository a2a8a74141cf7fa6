// Frameworks and word lists, read from their files.
import type { Framework } from '../model/control.ts';
import { type Blame, policyError } from './blame.ts';
import { didYouMean } from './did-you-mean.ts';
import type { PolicyFile } from './policy-source.ts';
import { listProblems, type Problem, readYaml } from './read-yaml.ts';
import { frameworkShape, listShape } from './shape.ts';

/** Reads a framework; every rule it names must exist, and no control may come twice. */
export function readFramework({ file, name, text }: PolicyFile, ruleIds: ReadonlySet<string>, blame: Blame): Framework {
  const { value, locate } = readYaml(text, file, frameworkShape, blame);
  const problems: Problem[] = [];
  if (value.id !== name) problems.push({ at: locate(['id']), message: `the id must be that of the file: ${name}` });
  const seen = new Set<string>();
  value.controls.forEach((control, index) => {
    if (seen.has(control.id))
      problems.push({ at: locate(['controls', index, 'id']), message: `control ${control.id} comes twice` });
    seen.add(control.id);
    control.rules.forEach((rule, position) => {
      if (ruleIds.has(rule)) return;
      const at = locate(['controls', index, 'rules', position]);
      problems.push({ at, message: `control ${control.id}: unknown rule \`${rule}\`${didYouMean(rule, ruleIds)}` });
    });
  });
  if (problems.length > 0) throw policyError(blame, listProblems(problems));
  return { ...value, file };
}

/** Reads a word list under the name by which expressions call it: `host-paths` is `lists.hostPaths`. */
export function readList(
  { file, name, text }: PolicyFile,
  blame: Blame,
): readonly [name: string, items: readonly string[]] {
  const { value, locate } = readYaml(text, file, listShape, blame);
  if (value.id !== name) {
    throw policyError(
      blame,
      listProblems([{ at: locate(['id']), message: `the id must be that of the file: ${name}` }]),
    );
  }
  const repeated = value.items.findIndex((item, index) => value.items.indexOf(item) !== index);
  if (repeated !== -1) {
    throw policyError(
      blame,
      listProblems([{ at: locate(['items', repeated]), message: `\`${value.items[repeated]}\` comes twice` }]),
    );
  }
  return [name.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase()), value.items];
}
