// Lifecycle hooks of a service.
import { child, holeOf, itemsOf, known, plain, type Reading, readBool, readText, unknown } from './container-read.ts';
import { decidedByImage, readUserId } from './container-rights.ts';
import { type ElementDraft, type Part, type ServiceContext, stateElements, stateWords } from './container-state.ts';
import type { Node } from './node.ts';

const PHASES = ['pre_start', 'post_start', 'pre_stop'] as const;

/** Lifecycle hooks. */
export const hookParts: readonly Part[] = [{ keys: PHASES, state: stateHooks }];

/** States the hooks by phase and position. One without a user runs as the user of its container. */
function stateHooks(service: ServiceContext): void {
  const hooks = PHASES.flatMap((phase) =>
    itemsOf(child(service.node, phase)).map((node, index): WrittenHook => ({ phase, index, node })),
  );
  const drafts = hooks.map((hook, position) => draftHook(service, hook, `hooks[${position}]`));
  stateElements(service, 'hooks', drafts, hooks[0]?.node.origin);
}

interface WrittenHook {
  readonly phase: string;
  readonly index: number;
  readonly node: Node;
}

function draftHook(service: ServiceContext, { phase, index, node }: WrittenHook, path: string): ElementDraft<'hooks'> {
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
      command: stateWords(service, `${path}.command`, child(node, 'command')),
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
