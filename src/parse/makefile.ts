// Reads a Makefile into the shell text of its recipes, with the way back to the file.
import type { HoleKind } from './hole-marks.ts';
import { expandMake, type MakeExpansion, type MakeVariables, makeValues } from './make-variables.ts';

/** The script that make hands to a shell: the lines of a recipe that run in one shell. */
export interface Recipe {
  /** Expansions of make that are not known are holes in it. */
  readonly text: string;
  /** Leads an offset of `text` back to the file. */
  readonly at: (offset: number) => number;
}

export interface MakefileOptions {
  /** Variables that the user lends; they take the place of those that the file gives with `?=`. */
  readonly variables: Readonly<Record<string, string>>;
  /** Answers a hole that stands for this source text. */
  readonly mark: (source: string, kind: HoleKind) => string;
}

interface Line {
  readonly text: string;
  readonly start: number;
}

/** Reads the recipes of a Makefile, line ends as they are. */
export function readMakefile(text: string, options: MakefileOptions): readonly Recipe[] {
  const lines = logicalLines(text);
  const values = makeValues(readVariables(lines, options.variables), options.mark);
  const isOneShell = lines.some(({ text: line }) => /^\.ONESHELL\s*:/.test(line));
  const recipes: Recipe[] = [];
  let target = '';
  let open: Recipe[] = [];
  const finish = () => {
    if (isOneShell && open.length > 0) recipes.push(joinRecipes(open));
    else recipes.push(...open);
    open = [];
  };
  let defined = false;
  for (const line of lines) {
    if (line.text.startsWith('\t') || (defined && !/^\s*endef\b/.test(line.text))) {
      const recipe = readRecipe(line, { values, mark: options.mark, target });
      if (recipe !== undefined) open.push(recipe);
      continue;
    }
    if (/^\s*(?:#|$)/.test(line.text)) continue;
    finish();
    defined = /^\s*define\b/.test(line.text);
    const rule = defined ? undefined : readRule(line.text);
    if (rule === undefined) continue;
    target = rule.target;
    if (rule.recipe === undefined) continue;
    const inline = { text: line.text.slice(rule.recipe), start: line.start + rule.recipe };
    const recipe = readRecipe(inline, { values, mark: options.mark, target });
    if (recipe !== undefined) open.push(recipe);
  }
  finish();
  return recipes;
}

/** The target of a rule, and the offset of a recipe on the same line. */
function readRule(line: string): { readonly target: string; readonly recipe: number | undefined } | undefined {
  const colon = line.indexOf(':');
  if (colon === -1 || VARIABLE.test(line) || TARGET_VARIABLE.test(line)) return undefined;
  const target = line.slice(0, colon).trim();
  if (target === '' || /[=#]/.test(target)) return undefined;
  const semicolon = line.indexOf(';', colon);
  return { target, recipe: semicolon === -1 || line.slice(colon, semicolon).includes('#') ? undefined : semicolon + 1 };
}

/** Lines, those that end in an odd number of backslashes joined with the next. */
function logicalLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  let from = 0;
  while (from <= text.length) {
    const found = text.indexOf('\n', from);
    const end = found === -1 ? text.length : found;
    const last = text[end - 1] === '\r' ? end - 1 : end;
    let slashes = 0;
    while (last - slashes > from && text[last - 1 - slashes] === '\\') slashes += 1;
    from = end + 1;
    if (slashes % 2 === 1 && found !== -1) continue;
    lines.push({ text: text.slice(start, last), start });
    start = from;
  }
  return lines;
}

const VARIABLE = /^\s*(?:(?:export|override|private)\s+)*([A-Za-z_][\w.-]*)\s*(:{0,3}|\?|\+|!)=/;

/** Variables that the file gives one literal value, by name; `undefined` for those that it gives in other ways. */
function readVariables(lines: readonly Line[], lent: Readonly<Record<string, string>>): MakeVariables {
  const variables = new Map<string, string | undefined>();
  let conditions = 0;
  for (const { text } of lines) {
    if (text.startsWith('\t')) continue;
    if (/^ *if(?:n?eq|n?def)\b/.test(text)) conditions += 1;
    if (/^ *endif\b/.test(text)) conditions -= 1;
    const defined = /^\s*(?:override\s+)?define\s+([\w.-]+)/.exec(text)?.[1];
    if (defined !== undefined) variables.set(defined, undefined);
    const found = VARIABLE.exec(text) ?? TARGET_VARIABLE.exec(text);
    const name = found?.[1];
    if (found === null || name === undefined) continue;
    const given = Object.hasOwn(lent, name) ? lent[name] : undefined;
    const isOnce =
      conditions <= 0 && !variables.has(name) && VARIABLE.test(text) && found[2] !== '+' && found[2] !== '!';
    if (found[2] === '?' && given !== undefined && !variables.has(name)) variables.set(name, given);
    else variables.set(name, isOnce ? valueIn(text.slice(found[0].length)) : undefined);
  }
  return variables;
}

const TARGET_VARIABLE = /^[^\s:=#][^:=#]{0,1000}:\s*(?:(?:export|override|private)\s+)*([A-Za-z_][\w.-]*)\s*([:?+!]?)=/;

function valueIn(text: string): string {
  const joined = text.replaceAll(/[ \t]*\\\r?\n[ \t]*/g, ' ');
  const comment = joined.search(/(?<!\\)#/);
  return (comment === -1 ? joined : joined.slice(0, comment)).trim();
}

function readRecipe(line: Line, context: MakeExpansion): Recipe | undefined {
  const prefix = /^[\t ]*(?:[@+-][\t ]*)*/.exec(line.text)?.[0].length ?? 0;
  const source = line.text.slice(prefix);
  if (source.trim() === '' || source.startsWith('#')) return undefined;
  const start = line.start + prefix;
  const { text, at } = expandMake(source, context);
  return { text, at: (offset) => start + at(offset) };
}

/** One shell reads all lines of a recipe under `.ONESHELL`. */
function joinRecipes(recipes: readonly Recipe[]): Recipe {
  const starts: number[] = [];
  let text = '';
  for (const recipe of recipes) {
    starts.push(text.length);
    text += `${recipe.text}\n`;
  }
  return {
    text,
    at: (offset) => {
      const index = Math.max(
        0,
        starts.findLastIndex((start) => start <= offset),
      );
      return recipes[index]?.at(offset - (starts[index] ?? 0)) ?? 0;
    },
  };
}
