// Image references, normalised as the engine does it.

export interface ImageReference {
  /** `docker.io` when none is written. */
  readonly registry: string;
  /** `library/nginx` for `nginx`. */
  readonly repository: string;
  /** Empty when none is written. */
  readonly tag: string;
  /** Empty when none is written. */
  readonly digest: string;
}

const REFERENCE =
  /^(?<name>[a-zA-Z0-9](?:[a-zA-Z0-9.:/_[\]-]*[a-zA-Z0-9\]])?)(?::(?<tag>[\w][\w.-]{0,127}))?(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[+._-][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$/;
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/;

/** Splits an image reference, or answers `undefined` where the engine would refuse it. */
export function parseImageReference(text: string): ImageReference | undefined {
  const at = text.indexOf('@');
  const beforeDigest = at === -1 ? text : text.slice(0, at);
  const colon = beforeDigest.lastIndexOf(':');
  const hasTag = colon > beforeDigest.lastIndexOf('/');
  const name = hasTag ? beforeDigest.slice(0, colon) : beforeDigest;
  const probe = `${name}${hasTag ? beforeDigest.slice(colon) : ''}${at === -1 ? '' : text.slice(at)}`;
  if (name === '' || !REFERENCE.test(probe)) return undefined;

  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  const isHost = first.includes('.') || first.includes(':') || first === 'localhost' || first !== first.toLowerCase();
  const registry = isHost && first !== 'index.docker.io' ? first : 'docker.io';
  const path = isHost ? name.slice(slash + 1) : name;
  const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
  if (!REPOSITORY.test(repository)) return undefined;
  return {
    registry,
    repository,
    tag: hasTag ? beforeDigest.slice(colon + 1) : '',
    digest: at === -1 ? '' : text.slice(at + 1),
  };
}
