// The values that the matrix of a job gives to the expressions of a container, as far as they are written out.
import { scalarText } from '../../parse/compose-scalar.ts';
import { childOf } from '../compose/build-node.ts';
import type { MapNode, Node } from '../compose/node.ts';
import { findExpressions, matrixPath } from './expression.ts';

/** Most values of a matrix that become containers of their own. */
const MAX_ROWS = 16;

/** One combination of values. */
export interface MatrixRow {
  /** Tells its container from those of the other rows; empty where there is but one. */
  readonly label: string;
  readonly values: ReadonlyMap<string, Node>;
  /** Every variable of the matrix is in `values`, so that any other is empty. */
  readonly complete: boolean;
}

/** A variable of the matrix that a container uses, with what it takes of its values: the keys below it, none for a value as a whole. */
interface Use {
  readonly name: string;
  readonly paths: readonly (readonly string[])[];
}

/** The rows that differ for a container: one for each value, where those are literal and few, of the first variable that has several. */
export function matrixRows(job: Node, container: Node): MatrixRow[] {
  const matrix = childOf(childOf(job, 'strategy'), 'matrix');
  const used = usesOf(container);
  const open: MatrixRow = { label: '', values: new Map(), complete: false };
  if (matrix?.kind !== 'map' || used.length === 0) return [open];
  const include = includedRows(matrix);
  const hasAxes = [...matrix.entries.keys()].some((key) => key !== 'include' && key !== 'exclude');
  if (!hasAxes && include !== undefined) return rowsOf(include, used) ?? [open];
  const constant = new Map<string, Node>();
  let several: readonly [Use, readonly Node[]] | undefined;
  for (const use of used) {
    const values = literalValues(matrix, include, use);
    const [first] = values;
    if (first !== undefined && values.length === 1) constant.set(use.name, first);
    else if (values.length > 1 && values.length <= MAX_ROWS) several ??= [use, values];
  }
  if (several === undefined) return [{ ...open, values: constant }];
  const [use, values] = several;
  return labelled(
    values.map((value) => new Map([...constant, [use.name, value]])),
    use,
    false,
  );
}

/** What the texts of a container name after `matrix.`, in the order of its image first. */
function usesOf(container: Node): Use[] {
  const paths = new Map<string, (readonly string[])[]>();
  const visit = (node: Node): void => {
    if (node.kind === 'list') for (const item of node.items) visit(item);
    else if (node.kind === 'map') for (const { node: value } of node.entries.values()) visit(value);
    else if (typeof node.value === 'string')
      for (const { code } of findExpressions(node.value)) {
        const [name, ...path] = matrixPath(code) ?? [];
        if (name !== undefined) paths.set(name, [...(paths.get(name) ?? []), path]);
      }
  };
  const image = childOf(container, 'image');
  if (image !== undefined) visit(image);
  visit(container);
  return [...paths].map(([name, used]) => ({ name, paths: used }));
}

/** The parts of a value that a container uses. */
function partsOf(value: Node, { paths }: Use): (Node | undefined)[] {
  return paths.map((path) => path.reduce<Node | undefined>((node, key) => childOf(node, key), value));
}

function keyOf(value: Node, use: Use): string {
  return JSON.stringify(partsOf(value, use).map((part) => (part === undefined ? null : plainValue(part))));
}

function isKnown(value: Node, use: Use): boolean {
  return partsOf(value, use).every((part) => part === undefined || isLiteral(part));
}

/** The entries of `include`; none where there is no such list, nothing where it is not written out. */
function includedRows(matrix: MapNode): readonly MapNode[] | undefined {
  const include = matrix.entries.get('include')?.node;
  if (include === undefined) return [];
  if (include.kind !== 'list') return undefined;
  const rows = include.items.filter((item): item is MapNode => item.kind === 'map');
  return rows.length === include.items.length ? rows : undefined;
}

/** The entries of a matrix that has nothing else, as far as they differ in the variables used. */
function rowsOf(include: readonly MapNode[], used: readonly Use[]): MatrixRow[] | undefined {
  const rows = new Map<string, ReadonlyMap<string, Node>>();
  for (const entry of include) {
    const values = new Map<string, Node>();
    const keys = used.map((use) => {
      const value = entry.entries.get(use.name)?.node;
      if (value !== undefined) values.set(use.name, value);
      return value === undefined ? '' : keyOf(value, use);
    });
    const isOpen = used.some((use) => {
      const value = values.get(use.name);
      return value !== undefined && !isKnown(value, use);
    });
    if (isOpen) return undefined;
    const key = JSON.stringify(keys);
    if (!rows.has(key)) rows.set(key, values);
    if (rows.size > MAX_ROWS) return undefined;
  }
  const [first] = used;
  return first === undefined || rows.size === 0 ? undefined : labelled([...rows.values()], first, true);
}

function labelled(rows: readonly ReadonlyMap<string, Node>[], use: Use, complete: boolean): MatrixRow[] {
  return rows.map((values, index) => {
    const value = values.get(use.name);
    const [part] = value === undefined ? [] : partsOf(value, use);
    return { label: rows.length === 1 ? '' : labelOf(part, index), values, complete };
  });
}

function labelOf(value: Node | undefined, index: number): string {
  if (value?.kind === 'scalar') return scalarText(value.value).replace(/@sha256:[0-9a-f]*$/, '');
  const named = childOf(value, 'name') ?? childOf(value, 'image');
  return named?.kind === 'scalar' ? scalarText(named.value) : String(index + 1);
}

/** Values of a variable that differ in what is used of them; none where some are not written out. */
function literalValues(matrix: MapNode, include: readonly MapNode[] | undefined, use: Use): readonly Node[] {
  const axis = matrix.entries.get(use.name)?.node;
  if (include === undefined || (axis !== undefined && axis.kind !== 'list')) return [];
  const excluded = excludedValues(matrix, use.name);
  const own = (axis?.items ?? []).filter((value) => !excluded.has(JSON.stringify(plainValue(value))));
  const values = [...own, ...include.flatMap((entry) => entry.entries.get(use.name)?.node ?? [])];
  if (!values.every((value) => isKnown(value, use))) return [];
  const distinct = new Map<string, Node>();
  for (const value of values) if (!distinct.has(keyOf(value, use))) distinct.set(keyOf(value, use), value);
  return [...distinct.values()];
}

/** Values that `exclude` takes out in every combination. */
function excludedValues(matrix: MapNode, name: string): ReadonlySet<string> {
  const exclude = matrix.entries.get('exclude')?.node;
  const alone = exclude?.kind === 'list' ? exclude.items : [];
  return new Set(
    alone.flatMap((entry) => {
      const value = childOf(entry, name);
      return entry.kind === 'map' && entry.entries.size === 1 && value !== undefined
        ? [JSON.stringify(plainValue(value))]
        : [];
    }),
  );
}

function isLiteral(node: Node): boolean {
  if (node.kind === 'scalar') return typeof node.value !== 'string' || !node.value.includes('${{');
  const children = node.kind === 'list' ? node.items : [...node.entries.values()].map((entry) => entry.node);
  return children.every(isLiteral);
}

function plainValue(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainValue);
  return [...node.entries].map(([key, entry]) => [key, plainValue(entry.node)]);
}
