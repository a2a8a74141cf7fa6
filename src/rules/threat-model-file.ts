// Reads policies/threat-model.yaml: its shape, its names, and its expressions are checked before anything is scored by it.
import type { Condition, Factor, Grade, ThreatModel } from '../model/risk.ts';
import { variableOf } from '../model/subjects.ts';
import { type Blame, policyError } from './blame.ts';
import type { Compiler } from './compiler.ts';
import { didYouMean } from './did-you-mean.ts';
import type { PolicyFile } from './policy-source.ts';
import { listProblems, type Path, type Problem, readYaml, type YamlFile } from './read-yaml.ts';
import { expressionsOf } from './threat-model-questions.ts';
import { threatModelShape } from './threat-model-shape.ts';

const GRADES = { low: 1, medium: 2, high: 3 } as const satisfies Record<string, Grade>;

/** The model together with the places of its parts. */
export interface ThreatModelFile {
  readonly model: ThreatModel;
  readonly blame: Blame;
  readonly locate: YamlFile<unknown>['locate'];
}

/** Reads the threat model. Every name in it must be one of its facts, its controls or the rules. */
export function readThreatModel(
  { file, text }: PolicyFile,
  ruleIds: ReadonlySet<string>,
  blame: Blame,
): ThreatModelFile {
  const { value, locate } = readYaml(text, file, threatModelShape, blame);
  const threats = value.threats.map(({ impact, probability, imageProbability, factors, ...threat }) => ({
    ...threat,
    impact: GRADES[impact],
    probability: GRADES[probability],
    imageProbability: GRADES[imageProbability],
    factors: factors.map(({ voids = [], ...factor }): Factor => ({ ...factor, voids })),
  }));
  const model: ThreatModel = { ...value, threats, file };
  const problems = checkNames(model, ruleIds).map(({ path, message }): Problem => ({ at: locate(path), message }));
  if (problems.length > 0) throw policyError(blame, listProblems(problems));
  return { model, blame, locate };
}

/** Checks the expressions of the facts and the fields they point at. */
export function checkThreatModel({ model, blame, locate }: ThreatModelFile, compiler: Compiler): void {
  const problems: Problem[] = [];
  for (const [index, fact] of model.facts.entries()) {
    const { id, at } = fact;
    for (const { text, scope } of expressionsOf(fact)) {
      const path: Path = ['facts', index, 'when', scope.subject];
      for (const { message, start } of compiler.check(text, scope))
        problems.push({ at: locate(path, start), message: `fact ${id}: ${message}` });
      const wrong = at === undefined ? undefined : compiler.checkPath(`${variableOf(scope.subject)}.${at}`, scope);
      if (wrong !== undefined) problems.push({ at: locate(['facts', index, 'at']), message: `fact ${id}: ${wrong}` });
    }
  }
  if (problems.length > 0) throw policyError(blame, listProblems(problems));
}

interface WrongName {
  readonly path: Path;
  readonly message: string;
}

function checkNames(model: ThreatModel, ruleIds: ReadonlySet<string>): WrongName[] {
  const facts = new Set(model.facts.map(({ id }) => id));
  const controls = new Set(model.controls.map(({ id }) => id));
  const both = new Set([...facts, ...ruleIds]);
  const unknown = (name: string, known: ReadonlySet<string>, what: string, path: Path): WrongName[] =>
    known.has(name) ? [] : [{ path, message: `unknown ${what} \`${name}\`${didYouMean(name, known)}` }];
  const inCondition = (condition: Condition | undefined, path: Path): WrongName[] =>
    (['all', 'any', 'none', 'passed'] as const).flatMap((part) =>
      (condition?.[part] ?? []).flatMap((name, index) =>
        part === 'passed'
          ? unknown(name, ruleIds, 'rule', [...path, part, index])
          : unknown(name, both, 'fact or rule', [...path, part, index]),
      ),
    );
  return [
    ...repeated(model, 'threats'),
    ...repeated(model, 'controls'),
    ...repeated(model, 'facts'),
    ...model.threats.flatMap((threat, index) => [
      ...Object.keys(threat.controls).flatMap((id) =>
        unknown(id, controls, 'control', ['threats', index, 'controls', id]),
      ),
      ...threat.factors.flatMap(({ when, voids }, position) => {
        const path = ['threats', index, 'factors', position];
        return [
          ...inCondition(when, [...path, 'when']),
          ...voids.flatMap((id, at) => unknown(id, controls, 'control', [...path, 'voids', at])),
        ];
      }),
    ]),
    ...model.controls.flatMap(({ states }, index) =>
      (['container', 'image', 'stage'] as const).flatMap((kind) =>
        (['notApplicable', 'absent', 'inForce', 'partial'] as const).flatMap((state) =>
          inCondition(states[kind]?.[state], ['controls', index, 'states', kind, state]),
        ),
      ),
    ),
    ...model.facts.flatMap(({ id, rules = [] }, index) => [
      ...(ruleIds.has(id) ? [{ path: ['facts', index, 'id'], message: `\`${id}\` is the name of a rule` }] : []),
      ...rules.flatMap((rule, position) => unknown(rule, ruleIds, 'rule', ['facts', index, 'rules', position])),
    ]),
    ...Object.keys(model.efforts).flatMap((rule) => unknown(rule, ruleIds, 'rule', ['efforts', rule])),
  ];
}

function repeated(model: ThreatModel, part: 'threats' | 'controls' | 'facts'): WrongName[] {
  const seen = new Set<string>();
  return model[part].flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: [part, index, 'id'], message: `\`${id}\` comes twice` }];
  });
}
