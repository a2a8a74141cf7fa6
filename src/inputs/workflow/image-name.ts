// The name of an image without tag and digest, for ids that outlive an update.
import { fillHoles } from '../../parse/hole-marks.ts';

/** Cuts tag and digest off; holes are spelled as they were written. */
export function imageName(image: string, expansions: readonly string[]): string {
  const [name = image] = image.split('@', 1);
  const colon = name.lastIndexOf(':');
  const bare = colon > name.lastIndexOf('/') ? name.slice(0, colon) : name;
  return fillHoles(bare, expansions) || 'container';
}
