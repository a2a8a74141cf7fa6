// One entry of `tmpfs`: a path and mount options.
import { InputError } from '../../model/errors.ts';
import { hasHole, showHoles } from '../../parse/hole.ts';
import { parseSize } from '../../parse/size.ts';
import { holeOf, known, type Reading, unknown } from './container-read.ts';
import type { ElementDraft } from './container-state.ts';
import type { Node } from './node.ts';

/** Reads `path[:options]`. */
export function draftTmpfs(node: Node): ElementDraft<'mounts'> {
  const text = node.kind === 'scalar' ? String(node.value) : '';
  const hole = holeOf(node);
  const colon = text.indexOf(':');
  const target = colon === -1 ? text : text.slice(0, colon);
  const options = colon === -1 ? [] : text.slice(colon + 1).split(',');
  const fields = {
    type: known('tmpfs'),
    source: known(''),
    hostPath: known(''),
    propagation: known(''),
    relabel: known(''),
    text: known(showHoles(text)),
  };
  if (hole !== undefined)
    return {
      origin: node.origin,
      absence: hole,
      fields: { ...fields, ...(hasHole(target) ? {} : { target: known(target) }) },
    };
  return {
    origin: node.origin,
    fields: {
      ...fields,
      target: known(target),
      readOnly: known(options.findLast((option) => option === 'ro' || option === 'rw') === 'ro'),
      options: known(options),
      sizeBytes: readSize(options, node),
    },
  };
}

function readSize(options: readonly string[], node: Node): Reading<number> {
  const size = options.findLast((option) => option.startsWith('size='))?.slice('size='.length);
  if (size === undefined) return known(0);
  if (size.endsWith('%'))
    return unknown({
      reason: `\`size=${size}\` is a share of the memory of the host`,
      hint: 'write a size such as `size=64m`',
      at: node.origin.at,
    });
  try {
    return known(Math.max(0, Number(parseSize(size))), node.origin);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return unknown({ reason: error.message, at: node.origin.at });
  }
}
