// Holds requests and answers of the fake against GitHub's own description of its API.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

type Json = Readonly<Record<string, unknown>>;

interface Operation {
  readonly parameters?: readonly Json[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Json };
  readonly responses: Json;
}

export interface Route {
  readonly method: string;
  /** As the description writes it: `/repos/{owner}/{repo}/code-scanning/sarifs`. */
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Contract {
  /** The operation that a request asks for, if the description has it. */
  find(method: string, path: string): Route | undefined;
  /** What is wrong with a request; an empty list where nothing is. */
  checkRequest(route: Route, query: URLSearchParams, body: unknown): string[];
  /** What is wrong with an answer. */
  checkAnswer(route: Route, status: number, body: unknown): string[];
}

const file = join(import.meta.dirname, '../fixtures/github-api.json');

/** Opens the contract. Schemas are compiled when they are first needed. */
export function openContract(): Contract {
  const description = JSON.parse(readFileSync(file, 'utf8')) as {
    paths: Record<string, Record<string, Operation>>;
    components: Json;
  };
  const components = withNull(description.components) as Json;
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const compiled = new Map<string, ValidateFunction>();
  const check = (key: string, schema: unknown, value: unknown, coerced = false): string[] => {
    const engine = coerced ? coercing : ajv;
    const validate = compiled.get(key) ?? engine.compile({ ...(withNull(schema) as Json), components });
    compiled.set(key, validate);
    return validate(value) ? [] : (validate.errors ?? []).map((e) => `${key}${e.instancePath} ${e.message}`);
  };
  const coercing = new Ajv({ strict: false, coerceTypes: true });
  formats.default(coercing);
  const resolve = (part: Json | undefined): Json | undefined => {
    if (part?.$ref === undefined) return part;
    const [, , kind = '', name = ''] = String(part.$ref).split('/');
    return (components[kind] as Readonly<Record<string, Json>>)[name];
  };
  const operationOf = ({ template, method }: Route) => description.paths[template]?.[method.toLowerCase()];
  return {
    find(method, path) {
      for (const [template, methods] of Object.entries(description.paths)) {
        if (methods[method.toLowerCase()] === undefined) continue;
        const parameters = match(template, path);
        if (parameters !== undefined) return { method, template, parameters };
      }
      return undefined;
    },
    checkRequest(route, query, body) {
      const operation = operationOf(route);
      const name = `${route.method} ${route.template}`;
      const declared = (operation?.parameters ?? []).flatMap((parameter): Json[] => {
        const found = resolve(parameter);
        return found === undefined ? [] : [found];
      });
      const problems = [...query].flatMap(([key, value]) => {
        const parameter = declared.find((one) => one.name === key && one.in === 'query');
        if (parameter === undefined) return [`${name} has no parameter ${key}`];
        if (key === 'per_page' && Number(value) > 100) return [`${name} gives at most 100 items a page`];
        return check(`${name} ?${key}`, { properties: { value: parameter.schema } }, { value }, true);
      });
      const schema = schemaOf(operation?.requestBody);
      if (schema === undefined) return body === undefined ? problems : [...problems, `${name} takes no body`];
      return [...problems, ...check(`${name} body`, closed(schema), body)];
    },
    checkAnswer(route, status, body) {
      const response = resolve(operationOf(route)?.responses[`${status}`] as Json | undefined);
      const schema = schemaOf(response);
      // Errors are answered by all operations, also where the description does not say so.
      if (response === undefined && status < 400) return [`${route.template} never answers ${status}`];
      return schema === undefined ? [] : check(`${route.method} ${route.template} ${status}`, schema, body);
    },
  };
}

function match(template: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [template.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? '';
    if (part.startsWith('{')) parameters[part.slice(1, -1)] = decodeURIComponent(text);
    else if (part !== text) return undefined;
  }
  return parameters;
}

function schemaOf(part: unknown): Json | undefined {
  const content = (part as { content?: Record<string, { schema?: Json }> } | undefined)?.content;
  return content?.['application/json']?.schema;
}

/** `nullable` of OpenAPI 3.0 in the words of JSON Schema. */
function withNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNull);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as { nullable?: unknown };
  const plain = Object.fromEntries(Object.entries(rest).map(([key, own]) => [key, withNull(own)]));
  return nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain;
}

/** A body with a key that is not declared is a mistake of the client, whether GitHub minds or not. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const plain = Object.fromEntries(Object.entries(value).map(([key, own]) => [key, closed(own)]));
  return 'properties' in plain && !('additionalProperties' in plain)
    ? { ...plain, additionalProperties: false }
    : plain;
}
