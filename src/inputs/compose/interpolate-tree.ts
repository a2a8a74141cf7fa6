// Interpolates every text of a document and casts those that Compose casts.
import type { Location } from '../../model/location.ts';
import type { Absence } from '../../model/subject.ts';
import { HOLE } from '../../parse/hole.ts';
import { interpolate } from '../../parse/interpolate.ts';
import { MAX_RELATED, makeScalar, mapEntries, mapItems } from './build-node.ts';
import { CASTS, type CastKind, castText } from './cast.ts';
import { type Environment, type LoadContext, MAX_EXPANSION } from './load-context.ts';
import type { Node, ScalarNode } from './node.ts';
import { joinKey, type PathTable } from './path-table.ts';
import { locate, refuseLimit } from './refusal.ts';

/** Interpolates a document. Keys are never interpolated; values are not interpolated again. */
export function interpolateTree(root: Node, environment: Environment, context: LoadContext): Node {
  return walk(root, CASTS, '', environment, context);
}

function walk(
  node: Node,
  casts: PathTable<CastKind> | undefined,
  path: string,
  environment: Environment,
  context: LoadContext,
): Node {
  if (node.kind === 'list')
    return mapItems(node, (item, index) => walk(item, casts?.items, `${path}[${index}]`, environment, context));
  if (node.kind === 'map')
    return mapEntries(node, (child, key) => {
      const below = casts?.named.get(key) ?? casts?.any;
      if (child.kind === 'scalar' && isSettled(child, below)) return child;
      return walk(child, below, joinKey(path, key), environment, context);
    });
  if (typeof node.value !== 'string') return node;
  const text = node.value.includes('$') ? interpolateScalar(node, node.value, path, environment, context) : node;
  return casts?.value === undefined || text.hole !== undefined ? text : castText(text, casts.value, path, context);
}

/** Nothing is left to do for most values: their paths are not even needed. */
function isSettled({ value }: ScalarNode, casts: PathTable<CastKind> | undefined): boolean {
  return typeof value !== 'string' || (casts?.value === undefined && !value.includes('$'));
}

function interpolateScalar(
  node: ScalarNode,
  text: string,
  path: string,
  environment: Environment,
  context: LoadContext,
): ScalarNode {
  const result = interpolateText(text, node.origin.at, path, environment, context);
  const related = [...(node.origin.related ?? []), ...result.related];
  const origin = related.length === 0 ? { at: node.origin.at } : { at: node.origin.at, related };
  const scalar = makeScalar(result.text, origin, result.hole);
  return result.lent ? { ...scalar, lent: true } : scalar;
}

export interface Interpolated {
  readonly text: string;
  /** Where the variables that took part are set. */
  readonly related: readonly Location[];
  readonly hole: Absence | undefined;
  /** A variable took part that stands in no file. */
  readonly lent: boolean;
}

/** Interpolates one text that stands at a place; what cannot be known becomes a hole in a scan and blank otherwise. */
export function interpolateText(
  text: string,
  at: Location,
  path: string,
  environment: Pick<Environment, 'get'>,
  context: LoadContext,
): Interpolated {
  const related = new Set<Location>();
  const missing = new Set<string>();
  let inherited: Absence | undefined;
  let lent = false;
  const leaveHole = (name: string): string => {
    missing.add(`\${${name}}`);
    return HOLE;
  };
  const expanded = locate(at, path, () =>
    interpolate(text, {
      get: (name) => {
        const found = environment.get(name);
        if (found?.at !== undefined && related.size < MAX_RELATED) related.add(found.at);
        inherited ??= found?.hole;
        lent ||= found !== undefined && found.at === undefined;
        return found?.value;
      },
      unset: (name) => (context.mode === 'scan' ? leaveHole(name) : noteBlank(name, at, context)),
      ...(context.mode === 'scan' ? { required: leaveHole } : {}),
    }),
  );
  context.spent.expansion += expanded.length;
  if (context.spent.expansion > MAX_EXPANSION)
    refuseLimit(`interpolation gives more than the limit of ${MAX_EXPANSION} characters`, at);
  return {
    text: expanded,
    related: [...related],
    hole: expanded.includes(HOLE) ? absenceOf(missing, inherited, at) : undefined,
    lent,
  };
}

function absenceOf(missing: ReadonlySet<string>, inherited: Absence | undefined, at: Location): Absence | undefined {
  if (missing.size === 0) return inherited;
  const [first = '', second, third, ...more] = missing;
  const shown = [first, second, third].filter((name) => name !== undefined).join(', ');
  const names = more.length === 0 ? shown : `${shown} and ${more.length} more`;
  return {
    reason: `${names} ${missing.size === 1 ? 'has' : 'have'} no value or default in the repository`,
    hint: 'give it a default in the file, set it in an env file, or lend it to the scan with --env',
    at,
  };
}

function noteBlank(name: string, at: Location, context: LoadContext): string {
  if (context.blank.has(name)) return '';
  context.blank.add(name);
  const message = `the variable ${JSON.stringify(name)} is not set and defaults to a blank string`;
  context.notices.push({ message, location: at });
  return '';
}
