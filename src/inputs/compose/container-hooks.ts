// Lifecycle hooks of a service.
import {
  child,
  holeOf,
  itemsOf,
  known,
  plain,
  type Reading,
  readBool,
  readText,
  readWords,
  unknown,
} from './container-read.ts';
import { decidedByImage, readUserId } from './container-rights.ts';
import { type ElementDraft, type ServiceContext, stateElements } from './container-state.ts';
import type { Node } from './node.ts';

const PHASES = ['pre_start', 'post_start', 'pre_stop'] as const;

/** States the hooks by phase and position. One without a user runs as the user of its container. */
export function stateHooks(service: ServiceContext): void {
  const drafts = PHASES.flatMap((phase) =>
    itemsOf(child(service.node, phase)).map((node, index) => draftHook(service, phase, index, node)),
  );
  stateElements(service, 'hooks', drafts, drafts[0]?.origin);
}

function draftHook(service: ServiceContext, phase: string, index: number, node: Node): ElementDraft<'hooks'> {
  const place = { phase: known(phase), index: known(index) };
  const hole = holeOf(node);
  if (hole !== undefined) return { origin: node.origin, absence: hole, fields: place };
  return {
    origin: node.origin,
    fields: {
      ...place,
      user: readText(child(node, 'user')),
      uid: readHookUser(service, node),
      privileged: readBool(child(node, 'privileged')),
      command: readWords(child(node, 'command')),
    },
  };
}

function readHookUser(service: ServiceContext, hook: Node): Reading<number> {
  const own = child(hook, 'user');
  if (own !== undefined && !isEmpty(own)) return readUserId(own, 'uid');
  const image = readText(child(hook, 'image'));
  const serviceImage = readText(child(service.node, 'image'));
  const otherImage = image.known && image.value !== '' && !(serviceImage.known && serviceImage.value === image.value);
  const user = child(service.node, 'user');
  if (otherImage || user === undefined || isEmpty(user))
    return unknown(decidedByImage(service, 'give the hook a `user:`, or scan the image'));
  return readUserId(user, 'uid');
}

function isEmpty(user: Node): boolean {
  return plain(user).trim() === '';
}
