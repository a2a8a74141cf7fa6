// The checker of the rule language, on top of the CEL library, which no other file imports; loaded only when an expression must be parsed.
import { Environment, type EvaluationError } from '@marcbachmann/cel-js';
import type { Fields, FieldType } from '../model/fields.ts';
import { policyFields } from '../model/policy.ts';
import type { SubjectKind } from '../model/subject.ts';
import { subjects, variableOf } from '../model/subjects.ts';
import { suggest } from './did-you-mean.ts';
import { type ExpressionPart, partsOfExpression } from './expression-parts.ts';
import { elementType, readPaths, type Vocabulary } from './field-paths.ts';
import { type ExpressionScope, type Language, scopeKey, type WordLists } from './language.ts';
import type { Plan } from './plan.ts';
import { planExpression, UnsupportedError } from './plan-expression.ts';
import { type ExpressionProblem, findRefusals, MAX_EXPRESSION } from './refusals.ts';
import { type CompilePattern, textFunctions } from './text-functions.ts';

interface Dialect extends Vocabulary {
  readonly environment: Environment;
}

/** Makes the language with the given word lists. Environments are built on first use, one per kind of subject and type of element. */
export function createLanguage(lists: WordLists, compilePattern: CompilePattern): Language {
  const types = declaredTypes(lists);
  const classes = new Map([...types.keys()].map((name) => [name, factClass()] as const));
  const dialects = new Map<string, Dialect>();

  function dialect(scope: ExpressionScope): Dialect {
    const { subject, list } = scope;
    const key = scopeKey(scope);
    const known = dialects.get(key);
    if (known !== undefined) return known;
    const made =
      list === undefined ? baseDialect(subject) : withElement(dialect({ subject }), listElement(subject, list));
    dialects.set(key, made);
    return made;
  }

  function baseDialect(subject: SubjectKind): Dialect {
    const environment = new Environment({ enableOptionalTypes: true, limits: { maxDepth: 40, maxAstNodes: 500 } });
    for (const [name, ctor] of classes) {
      const typed = Object.entries(types.get(name) ?? {}).map(([field, { type }]) => [field, type] as const);
      environment.registerType(name, { ctor, fields: Object.fromEntries(typed) });
    }
    for (const { signature } of textFunctions(compilePattern)) environment.registerFunction(signature, neverCalled);
    const variables = new Map([
      [variableOf(subject), subjects[subject].type],
      ['policy', 'Policy'],
      ['lists', 'Lists'],
    ]);
    for (const [name, type] of variables) environment.registerVariable(name, type);
    return { environment, variables, types };
  }

  function check(text: string, scope: ExpressionScope): ExpressionProblem[] {
    if (text.length > MAX_EXPRESSION) {
      return [{ message: `longer than ${MAX_EXPRESSION} characters: a fact is missing`, start: 0 }];
    }
    const { environment, variables } = dialect(scope);
    try {
      const parsed = environment.parse(text);
      const functionNames = new Set(environment.getDefinitions().functions.map(({ name }) => name));
      const patternProblem = (pattern: string) => messageOf(() => compilePattern(pattern));
      const refused = findRefusals(parsed.ast, {
        variables,
        types,
        subject: variableOf(scope.subject),
        functions: functionNames,
        patternProblem,
      });
      if (refused.length > 0) return refused;
      const { valid, type, error } = parsed.check();
      if (!valid) throw error;
      if (type === 'bool') planExpression(parsed.ast, { variables, types });
      return type === 'bool' ? [] : [{ message: `must answer bool, not ${type ?? 'nothing'}`, start: 0 }];
    } catch (error) {
      return [problemOf(error, variables)];
    }
  }

  function checkPath(path: string, scope: ExpressionScope): string | undefined {
    const { environment, variables } = dialect(scope);
    try {
      const { ast } = environment.parse(path);
      const refused = findRefusals(ast, {
        variables,
        types,
        subject: variableOf(scope.subject),
        functions: new Set(),
        patternProblem: () => undefined,
      });
      if (refused[0] !== undefined) return refused[0].message;
      const field = readPaths(ast, { variables, types })[0];
      const plain = field?.type !== undefined && [field.root, ...field.steps].join('.') === path;
      return plain && field.root !== 'policy' && field.root !== 'lists'
        ? undefined
        : `must be a field of ${scope.subject}, such as ${variableOf(scope.subject)}.name`;
    } catch (error) {
      return problemOf(error, variables).message;
    }
  }

  function plan(text: string, scope: ExpressionScope): Plan {
    const { environment, variables } = dialect(scope);
    return planExpression(environment.parse(text).ast, { variables, types });
  }

  function parts(text: string, scope: ExpressionScope): ExpressionPart[] {
    return partsOfExpression(text, dialect(scope).environment.parse(text).ast);
  }

  return { check, checkPath, plan, parts };
}

/** The library only checks; what it accepts is evaluated by its plan. */
function neverCalled(): never {
  throw new TypeError('the checker does not evaluate');
}

/** The library tells declared types apart by their class. */
function factClass(): new () => object {
  return class {};
}

/** The type of the elements of a list of a subject. */
function listElement(subject: SubjectKind, list: string): FieldType {
  const fields = subjects[subject].fields;
  const type = Object.hasOwn(fields, list) ? elementType(fields[list]?.type) : undefined;
  if (type === undefined) throw new TypeError(`${subject}.${list} is no list`);
  return type;
}

function declaredTypes(lists: WordLists): ReadonlyMap<string, Fields> {
  const listFields = Object.keys(lists).map((name) => [name, { type: 'list<string>', doc: 'A word list.' }] as const);
  const types = new Map<string, Fields>([
    ['Policy', policyFields],
    ['Lists', Object.fromEntries(listFields)],
  ]);
  for (const { type, fields, elements } of Object.values(subjects)) {
    types.set(type, fields);
    for (const [name, element] of Object.entries(elements)) types.set(name, element.fields);
  }
  return types;
}

function withElement({ environment, variables, types }: Dialect, type: FieldType): Dialect {
  return {
    environment: environment.clone().registerVariable('it', type),
    variables: new Map(variables).set('it', type),
    types,
  };
}

function problemOf(error: unknown, variables: ReadonlyMap<string, FieldType>): ExpressionProblem {
  if (error instanceof UnsupportedError) return { message: error.message, start: error.start };
  const details = error instanceof Error ? (error as Partial<Pick<EvaluationError, 'code' | 'node' | 'range'>>) : {};
  const start = details.range?.start ?? 0;
  const name = details.node?.args;
  if (details.code !== 'unknown_variable' || typeof name !== 'string') return { message: summaryOf(error), start };
  return { message: `unknown variable \`${name}\`${suggest(name, [...variables.keys()])}`, start };
}

function summaryOf(error: unknown): string {
  if (error instanceof Error && 'summary' in error && typeof error.summary === 'string') return error.summary;
  return error instanceof Error ? error.message : String(error);
}

function messageOf(attempt: () => unknown): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    return summaryOf(error);
  }
}
