// Single values in their canonical form: sizes as bytes, durations as Go writes them, words as booleans.
import { scalarText } from '../../parse/compose-scalar.ts';
import { formatDuration, parseDuration } from '../../parse/duration.ts';
import { parseSize } from '../../parse/size.ts';
import { makeScalar } from './build-node.ts';
import { readBoolean, readFloat, readInteger } from './cast.ts';
import type { Node, Scalar, ScalarNode } from './node.ts';
import { locate, refuse } from './refusal.ts';

/** Decodes a known scalar; anything else, and a hole, stays as it is. */
function decode(node: Node, read: (value: Scalar, node: ScalarNode) => Scalar): Node {
  if (node.kind !== 'scalar' || node.hole !== undefined) return node;
  const value = read(node.value, node);
  return value === node.value ? node : makeScalar(value, node.origin);
}

/** A size in bytes as decimal text. A floating-point number is ignored, as Compose does. */
export function decodeSize(node: Node, path: string): Node | undefined {
  if (
    node.kind === 'scalar' &&
    typeof node.value === 'number' &&
    (node.float === true || !Number.isInteger(node.value))
  )
    return undefined;
  return decode(node, (value) => locate(node.origin.at, path, () => parseSize(scalarText(value)).toString()));
}

/** A duration as Go writes it. */
export function decodeDuration(node: Node, path: string): Node {
  return decode(node, (value) => locate(node.origin.at, path, () => formatDuration(parseDuration(scalarText(value)))));
}

/** A boolean, also from one of its words. */
export function decodeBoolean(node: Node, path: string): Node {
  return decode(node, (value) => {
    if (typeof value !== 'string') return value;
    return readBoolean(value) ?? refuse(`${path}: invalid boolean: ${value}; write true or false`, node.origin.at);
  });
}

/** An integer, also from its text. */
export function decodeInteger(node: Node, path: string): Node {
  return decode(node, (value) => {
    if (typeof value !== 'string') return value;
    return readInteger(value) ?? refuse(`${path}: invalid integer: ${value}`, node.origin.at);
  });
}

/** A count, which cannot be negative. */
export function decodeUnsigned(node: Node, path: string): Node {
  const count = decodeInteger(node, path);
  if (count.kind === 'scalar' && typeof count.value === 'number' && count.value < 0)
    refuse(`${path}: ${count.value} is negative; write 0 or more`, count.origin.at);
  return count;
}

/** A number, also from its text. */
export function decodeFloat(node: Node, path: string): Node {
  return decode(node, (value) => {
    if (typeof value !== 'string') return value;
    return readFloat(value) ?? refuse(`${path}: invalid number: ${value}`, node.origin.at);
  });
}

/** A number of devices; -1 for all of them. */
export function decodeCount(node: Node, path: string): Node {
  return decode(node, (value) => {
    if (typeof value !== 'string') return value;
    if (value.toLowerCase() === 'all') return -1;
    return (
      readInteger(value) ??
      refuse(`${path}: invalid value ${value}, the only value allowed is 'all' or a number`, node.origin.at)
    );
  });
}

/** A file mode as octal text. */
export function decodeMode(node: Node, path: string): Node {
  return decode(node, (value) => {
    if (typeof value === 'number') return `0${value.toString(8)}`;
    if (typeof value !== 'string') return value;
    if (!/^[0-7]+$/.test(value))
      refuse(`${path}: invalid file mode ${value}; write it in octal, for example "0440"`, node.origin.at);
    return `0${Number.parseInt(value, 8).toString(8)}`;
  });
}

/** A text, also from a number or boolean. */
export function decodeText(node: Node): Node {
  return decode(node, (value, { float }) => scalarText(value, float));
}

/** A number that Compose does not read from a text. */
export function refuseText(node: Node, path: string): Node {
  return decode(node, (value) =>
    typeof value === 'string' ? refuse(`${path}: expected a number; remove the quotes`, node.origin.at) : value,
  );
}
