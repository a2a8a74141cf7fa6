// Addresses of an image in the Engine API.

/** A reference as part of a path; undefined where it has an empty or dotted part, as no reference has: it would lead to another document. */
export function imagePath(reference: string): string | undefined {
  const parts = reference.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return undefined;
  return parts.map((part) => encodeURIComponent(part).replaceAll('%3A', ':').replaceAll('%40', '@')).join('/');
}
