// What is certain about an image reference of which some text is not known.
import { HOLE, hasHole } from './hole.ts';
import { type ImageReference, parseImageReference } from './image-reference.ts';

/**
 * Splits an image reference that may hold unresolved variables and answers the parts that any value of these variables would leave as they are.
 * A variable at the end may bring a tag and a digest of its own; one at the beginning may bring a registry; one behind a name and a colon is taken for a tag. Answers `undefined` where the engine
 * would refuse the reference.
 */
export function knownImageParts(text: string): Partial<ImageReference> | undefined {
  if (!hasHole(text)) return parseImageReference(text);
  const at = text.indexOf('@');
  const named = at === -1 ? text : text.slice(0, at);
  const endsOpen = text.endsWith(HOLE);
  const digest = at === -1 ? (endsOpen ? undefined : '') : text.slice(at + 1);
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const tag = hasTag ? named.slice(colon + 1) : named.endsWith(HOLE) ? undefined : '';
  const name = hasTag ? named.slice(0, colon) : named;
  return compact({ ...nameParts(name, hasTag), tag, digest });
}

function nameParts(name: string, hasTag: boolean): Partial<ImageReference> {
  if (!hasHole(name)) {
    const whole = parseImageReference(name);
    const mayBeHost = hasTag && !name.includes('/') && (name.includes('.') || name === 'localhost');
    return whole === undefined || mayBeHost ? {} : { registry: whole.registry, repository: whole.repository };
  }
  const slash = name.indexOf('/');
  const first = slash === -1 ? name : name.slice(0, slash);
  if (slash === -1 || hasHole(first)) return {};
  const registry = parseImageReference(`${first}/x`)?.registry;
  return registry === undefined ? {} : { registry };
}

function compact(parts: { readonly [K in keyof ImageReference]?: string | undefined }): Partial<ImageReference> {
  const certain = Object.entries(parts).filter(([, part]) => part !== undefined && !hasHole(part));
  return Object.fromEntries(certain);
}
