// References that would have to be fetched from elsewhere: never followed, always said.
import { HOLE } from '../../parse/hole.ts';
import type { Scope } from './load-context.ts';
import type { ScalarNode } from './node.ts';
import { refuse } from './refusal.ts';

const REMOTE = /^(oci:|git@|github\.com\/|(https?|git|ssh):\/\/)/;

/** Tells whether a reference names a git repository, an OCI artifact or an address. */
export function isRemote(text: string): boolean {
  return REMOTE.test(text);
}

/** Notes in a scan that a reference is not followed; refuses it otherwise. */
export function noteRemote(scope: Scope, what: string, node: ScalarNode): undefined {
  const text = String(node.value).replaceAll(HOLE, '?');
  if (scope.context.mode === 'config')
    refuse(
      `${what} is remote (${text}): nothing is fetched; copy it into the repository and name the copy`,
      node.origin.at,
    );
  scope.context.unread.push(
    node.hole ?? {
      reason: `${what} is remote (${text}) and is not fetched`,
      hint: 'copy it into the repository and name the copy',
      at: node.origin.at,
    },
  );
  return undefined;
}
