// The image, the platform and the runtime of a container, and what a request never says.
import type { ContainerElement } from '../../model/container.ts';
import { hasHole } from '../../parse/hole.ts';
import { plainHoles } from '../../parse/hole-marks.ts';
import { knownImageParts } from '../../parse/image-reference-parts.ts';
import { type Path, valueAt } from './document.ts';
import { change, found, lost, readText } from './found.ts';
import { type Draft, put, type Stating, state, stateTexts } from './state.ts';

const PARTS = ['registry', 'repository', 'tag', 'digest'] as const;

/** States the image and what runs it. */
export function stateImage(stating: Stating): void {
  const { document } = stating;
  const path: Path = ['Config', 'Image'];
  state(stating, 'image', readText(document, path));
  stateReference(stating, path);
  stateTexts(stating, { platform: ['platform'], pullPolicy: ['pull'] });
  const runtime = readText(document, ['HostConfig', 'Runtime']);
  const isDefault = (name: string) => document.kind === 'inspect' && (name === 'runc' || name === 'oci');
  state(
    stating,
    'runtime',
    change(runtime, (name) => (isDefault(name) ? '' : name)),
  );
  const platform = readText(document, [document.kind === 'run' ? 'platform' : 'Platform']);
  const windows = platform.known && /^windows(?:[(/]|$)/i.test(platform.value);
  state(stating, 'os', windows ? { ...platform, value: 'windows' } : found('linux'));
  stateNothing(stating);
}

function stateReference(stating: Stating, path: Path): void {
  const { document } = stating;
  const raw = valueAt(document, path);
  const text = typeof raw === 'string' ? raw : '';
  const byId = /^(?:sha256:)?[0-9a-f]{64}$/.test(text);
  const empty = { registry: '', repository: '', tag: '', digest: '' };
  const parts = text === '' ? empty : byId ? undefined : knownImageParts(plainHoles(text));
  const origin = document.origin(path);
  if (parts === undefined) {
    const reason = byId ? 'the image is named by its id alone' : `\`${document.spell(text)}\` is no image reference`;
    state(stating, 'imageReference', lost({ reason, at: origin?.at ?? document.declared }, origin));
    return;
  }
  const element: Draft<ContainerElement<'ImageReference'>> = {};
  for (const part of PARTS) {
    const value = parts[part];
    put(
      stating,
      'imageReference',
      element,
      part,
      value === undefined ? lost(document.explain(text, path)) : found(value),
    );
  }
  state(stating, 'imageReference', found(element, origin));
  if (hasHole(text) && Object.keys(element).length === 0)
    stating.facts.unknown('imageReference', document.explain(text, path));
}

/** What only a compose file can say. */
function stateNothing(stating: Stating): void {
  state(stating, 'built', found(false));
  state(stating, 'buildPrivileged', found(false));
  state(stating, 'buildNetwork', found(''));
  state(stating, 'buildArgs', found([]));
  state(stating, 'provider', found(''));
  state(stating, 'hooks', found([]));
  state(stating, 'replicas', found(1));
  state(stating, 'swarmKeys', found([]));
}
