// Frameworks and word lists, read from their files.
import type { DeclaredFramework } from '../model/control.ts';
import type { Location } from '../model/location.ts';
import { type Blame, policyError } from './blame.ts';
import { checkReferences } from './control-references.ts';
import { didYouMean } from './did-you-mean.ts';
import type { PolicyFile } from './policy-source.ts';
import { listProblems, type Path, type Problem, readYaml } from './read-yaml.ts';
import { frameworkShape, listShape } from './shape.ts';

/** Word for every framework at once, which therefore cannot be the id of one. */
const EVERY = 'all';

interface ReadFramework {
  readonly framework: DeclaredFramework;
  readonly locate: (path: Path) => Location;
}

/**
 * Reads frameworks. Every rule and every control that one names must exist, here or among those that are known; no control may come twice,
 * and no framework may redefine another.
 */
export function readFrameworks(
  files: readonly PolicyFile[],
  known: readonly DeclaredFramework[],
  ruleIds: ReadonlySet<string>,
  blame: Blame,
): DeclaredFramework[] {
  const all = [...known];
  const read = files.map((file) => {
    const one = readFramework(file, ruleIds, blame);
    const { id } = one.framework;
    const other = all.find((framework) => framework.id === id);
    if (other !== undefined)
      throw policyError(blame, `${file.file}: framework ${id} is already defined in ${other.file}`);
    all.push(one.framework);
    return one;
  });
  const problems = read.flatMap(({ framework, locate }) =>
    checkReferences(framework, all).map(({ control, path: [id, position], message }): Problem => {
      const path = ['controls', control, 'controls', id];
      return { at: locate(position === undefined ? path : [...path, position]), message };
    }),
  );
  if (problems.length > 0) throw policyError(blame, listProblems(problems));
  return read.map(({ framework }) => framework);
}

function readFramework({ file, name, text }: PolicyFile, ruleIds: ReadonlySet<string>, blame: Blame): ReadFramework {
  const { value, locate } = readYaml(text, file, frameworkShape, blame);
  const problems: Problem[] = [];
  if (value.id !== name) problems.push({ at: locate(['id']), message: `the id must be that of the file: ${name}` });
  if (value.id === EVERY) problems.push({ at: locate(['id']), message: `\`${EVERY}\` means every framework` });
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
  return { framework: { ...value, file }, locate };
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
