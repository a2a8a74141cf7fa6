// The CEL library as an oracle: it answers the same questions as our evaluator, on facts converted to what it computes with.
import { Environment, EvaluationError } from '@marcbachmann/cel-js';
import type { Fields, FieldType } from '../../src/model/fields.ts';
import { policyFields } from '../../src/model/policy.ts';
import { subjects, variableOf } from '../../src/model/subjects.ts';
import type { ExpressionScope, WordLists } from '../../src/rules/language.ts';
import { type CompilePattern, textFunctions } from '../../src/rules/text-functions.ts';

export type OracleAnswer = boolean | 'missing' | 'broken';

export interface OracleFacts {
  readonly subject: object;
  readonly policy: object;
  /** The element judged, where the scope names a list. */
  readonly element?: unknown;
}

type FactClass = new () => Record<string, unknown>;

/** Makes an oracle that knows the given word lists. */
export function createOracle(lists: WordLists, compilePattern: CompilePattern) {
  const declared = declaredTypes(lists);
  const classes = new Map([...declared].map(([name, fields]) => [name, { ctor: factClass(), fields }] as const));
  const base = new Environment({ enableOptionalTypes: true });
  for (const [name, { ctor, fields }] of classes) {
    const typed = Object.entries(fields).map(([field, { type }]) => [field, type]);
    base.registerType(name, { ctor, fields: Object.fromEntries(typed) });
  }
  for (const { signature, prepare } of textFunctions(compilePattern)) {
    base.registerFunction(signature, (text: string, second: unknown) => prepare(second)(text), { async: false });
  }
  base.registerVariable('policy', 'Policy').registerVariable('lists', 'Lists');

  function convert(value: unknown, type: FieldType): unknown {
    if (value === undefined) return undefined;
    if (type === 'int' && typeof value === 'number') return BigInt(value);
    const item = type.startsWith('list<') ? type.slice(5, -1) : undefined;
    if (item !== undefined && Array.isArray(value)) {
      if (classes.has(item)) return value.map((one: unknown) => convert(one ?? {}, item));
      return value.includes(undefined) ? undefined : value.map((one: unknown) => convert(one, item));
    }
    const known = classes.get(type);
    if (known === undefined || typeof value !== 'object' || value === null) return value;
    const made = new known.ctor();
    for (const [name, field] of Object.entries(known.fields)) {
      made[name] = convert((value as Readonly<Record<string, unknown>>)[name], field.type);
    }
    return made;
  }

  function itemType({ subject, list }: ExpressionScope): FieldType | undefined {
    return list === undefined ? undefined : subjects[subject].fields[list]?.type.slice(5, -1);
  }

  return (text: string, scope: ExpressionScope) => {
    const { type } = subjects[scope.subject];
    const item = itemType(scope);
    const environment = base.clone().registerVariable(variableOf(scope.subject), type);
    if (item !== undefined) environment.registerVariable('it', item);
    const parsed = environment.parse(text);
    const { valid, error } = parsed.check();
    if (!valid) throw error;
    return ({ subject, policy, element }: OracleFacts): OracleAnswer => {
      try {
        const answer: unknown = parsed({
          [variableOf(scope.subject)]: convert(subject, type),
          policy: convert(policy, 'Policy'),
          lists: convert(lists, 'Lists'),
          ...(item === undefined ? {} : { it: convert(element, item) }),
        });
        if (typeof answer !== 'boolean') throw new TypeError(`${text} does not answer bool`);
        return answer;
      } catch (failure) {
        if (!(failure instanceof EvaluationError)) throw failure;
        return failure.code === 'no_such_key' || failure.code === 'unknown_variable' ? 'missing' : 'broken';
      }
    };
  };
}

function declaredTypes(lists: WordLists): Map<string, Fields> {
  const listFields = Object.keys(lists).map((name) => [name, { type: 'list<string>', doc: '' }] as const);
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

function factClass(): FactClass {
  return class {
    [field: string]: unknown;
  };
}
