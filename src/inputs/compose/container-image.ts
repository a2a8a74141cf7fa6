// Image, build, platform and runtime of a service.
import { containerElements } from '../../model/container.ts';
import { showHoles } from '../../parse/hole.ts';
import { knownImageParts } from '../../parse/image-reference-parts.ts';
import { child, holeOf, itemsOf, known, type Reading, readBool, readText, unknown } from './container-read.ts';
import { type Part, type ServiceContext, state, stateElements, stateFields, textPart } from './container-state.ts';
import { variableDrafts } from './container-variables.ts';
import type { Node } from './node.ts';

/** What the container is made from and what runs it. */
export const imageParts: readonly Part[] = [
  { keys: ['image'], state: (service) => stateReference(service, child(service.node, 'image')) },
  { keys: ['build'], state: (service) => stateBuild(service, child(service.node, 'build')) },
  textPart('platform', 'platform'),
  textPart('pullPolicy', 'pull_policy'),
  textPart('runtime', 'runtime'),
  { keys: ['platform', 'isolation'], state: (service) => state(service, 'os', readOs(service)) },
];

function stateReference(service: ServiceContext, node: Node | undefined): void {
  state(service, 'image', readText(node));
  const text = node?.kind === 'scalar' && node.value !== null ? String(node.value) : '';
  const parts = text === '' ? { registry: '', repository: '', tag: '', digest: '' } : knownImageParts(text);
  const hole = holeOf(node);
  if (node !== undefined) service.facts.locate('imageReference', node.origin);
  if (parts === undefined || (node !== undefined && node.kind !== 'scalar')) {
    service.facts.unknown('imageReference', {
      reason: `\`${showHoles(text)}\` is no image reference that the engine would take`,
      hint: 'write it as `registry/name:tag` or `registry/name@sha256:...`',
      ...(node === undefined ? {} : { at: node.origin.at }),
    });
    return;
  }
  const draft = {
    fields: {
      registry: readPart(parts.registry),
      repository: readPart(parts.repository),
      tag: readPart(parts.tag),
      digest: readPart(parts.digest),
    },
    absence: hole,
  };
  service.facts.set('imageReference', stateFields(service, 'imageReference', PART_NAMES, draft), node?.origin);
}

const PART_NAMES = Object.keys(containerElements.ImageReference.fields);

function readPart(part: string | undefined): Reading<string> | undefined {
  return part === undefined ? undefined : known(part);
}

function stateBuild(service: ServiceContext, build: Node | undefined): void {
  state(service, 'built', known(build !== undefined, build?.origin));
  state(service, 'buildPrivileged', readBuildRights(build));
  state(service, 'buildNetwork', readText(child(build, 'network')));
  const args = child(build, 'args');
  stateElements(service, 'buildArgs', variableDrafts(service, args), args?.origin);
}

function readBuildRights(build: Node | undefined): Reading<boolean> {
  const privileged = readBool(child(build, 'privileged'));
  if (privileged.known && privileged.value) return privileged;
  const entitlements = itemsOf(child(build, 'entitlements')).map((item) => readText(item));
  const insecure = entitlements.find((item) => item.known && item.value.startsWith('security.insecure'));
  if (insecure !== undefined) return known(true, insecure.origin);
  const open = entitlements.find((item) => !item.known);
  return open !== undefined && !open.known ? unknown(open.absence, open.origin) : privileged;
}

const WINDOWS_ISOLATIONS = new Set(['hyperv', 'process']);

/** Windows only where the declaration says so: a platform that is not known does not make the container one of Windows. */
function readOs(service: ServiceContext): Reading<string> {
  const platform = readText(child(service.node, 'platform'));
  const isolation = readText(child(service.node, 'isolation'));
  if (platform.known && /^windows(?:\(|\/|$)/i.test(platform.value)) return known('windows', platform.origin);
  if (isolation.known && WINDOWS_ISOLATIONS.has(isolation.value)) return known('windows', isolation.origin);
  return known('linux');
}
