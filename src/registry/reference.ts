// Reads the reference that a user wrote, and says what is wrong with one that no registry could answer.
import { UsageError } from '../model/errors.ts';
import { type ImageReference, parseImageReference } from '../parse/image-reference.ts';
import { parseDigest } from '../parse/oci/digest.ts';
import { apiHost } from './host.ts';

/** Splits a reference. A missing tag is `latest`, unless a digest decides. */
export function readReference(text: string): ImageReference {
  const parsed = parseImageReference(text);
  const refuse = (why: string): never => {
    throw new UsageError(`registry:${text}: ${why}`);
  };
  if (parsed === undefined || /^[0-9a-f]{64}$/.test(text)) return refuse(explain(text));
  const { registry, tag, digest } = parsed;
  if (!URL.canParse(`https://${apiHost(registry)}`)) return refuse(`${registry} is not the name of a host`);
  if (digest !== '' && parseDigest(digest) === undefined)
    return refuse('the digest is not one: write sha256: and 64 digits 0-9 a-f');
  return tag === '' && digest === '' ? { ...parsed, tag: 'latest' } : parsed;
}

function explain(text: string): string {
  if (/^[a-z-]+:\/\//i.test(text))
    return 'write the reference without a scheme, such as registry.example.com/team/app:1';
  if (/^[0-9a-f]{64}$/.test(text)) return 'that is the id of an image, which registries do not know; write its name';
  const name = text.replace(/@.*$/s, '').replace(/:[^/]*$/, '');
  if (name !== name.toLowerCase()) return 'the name of a repository must be in small letters';
  return 'that is not the name of an image; write NAME, NAME:TAG or NAME@DIGEST';
}
