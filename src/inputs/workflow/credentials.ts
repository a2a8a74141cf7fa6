// Passwords of registries that a workflow writes out.
import { createHash } from 'node:crypto';
import { isPlaceholder } from '../../parse/secrets/placeholders.ts';
import { childOf } from '../compose/build-node.ts';
import type { Node } from '../compose/node.ts';
import { OUTSIDE_IMAGE } from '../outside-image.ts';
import { subjectBuilder } from '../subject-builder.ts';
import { findExpressions } from './expression.ts';
import type { WorkflowReading } from './reading.ts';

/** States the password of a container where it is a literal. `owner` is the id of the container, where it was stated. */
export function readCredentials(
  container: Node,
  id: string,
  owner: string | undefined,
  reading: WorkflowReading,
): void {
  const node = childOf(childOf(container, 'credentials'), 'password');
  const password = reading.read(node, `the password of \`${id}\``);
  if (password === undefined || password.text === '' || findExpressions(password.text).length > 0) return;
  const secret = subjectBuilder(
    'secret',
    `${id}/credentials`,
    `registry password of ${id}`,
    password.at,
    OUTSIDE_IMAGE,
  );
  secret.set('type', 'registry-password', { at: password.at });
  secret.set('context', 'credentials');
  secret.set('stage', '');
  secret.set('discarded', false);
  secret.set('placeholder', isPlaceholder(password.text));
  secret.set('digest', createHash('sha256').update(password.text).digest('hex').slice(0, 16));
  const subject = secret.build();
  reading.subjects.push(owner === undefined ? subject : { ...subject, owner: { kind: 'container', id: owner } });
}
