// The container that one run line makes, with a name of its own within the target.
import type { CreateLine } from '../../parse/docker-line.ts';
import { hasHole } from '../../parse/hole.ts';
import { fillHoles } from '../../parse/hole-marks.ts';
import { withOpenOptions } from '../engine/open-options.ts';
import type { NamedContainer } from '../engine/shared-namespaces.ts';
import { stateContainer } from '../engine-config.ts';
import { type LinePlaces, requestDocument } from './document.ts';

/** States the container of a line. `freeId` gives each its own identity. */
export function lineContainer(line: CreateLine, places: LinePlaces, freeId: (base: string) => string): NamedContainer {
  const document = requestDocument(line, places);
  const given = hasHole(line.request.name) ? '' : line.request.name.replace(/^\//, '');
  const base =
    given === ''
      ? imageName(fillHoles(line.request.Config.Image || (line.request.Rootfs ?? ''), places.expansions))
      : given;
  const subject = stateContainer(document, freeId(base), base);
  const [opaque] = line.opaque;
  if (opaque === undefined) return { subject, names: given === '' ? [] : [given] };
  const reason = `\`${fillHoles(opaque.text, places.expansions)}\` may add any option`;
  const hint = 'write the options out, or put quotes around it if it is one word';
  const open = withOpenOptions(subject, { reason, hint, at: places.place(opaque.start, opaque.end) });
  return { subject: open, names: given === '' ? [] : [given] };
}

/** The image without tag and digest. */
function imageName(image: string): string {
  const name = image.split('@', 1)[0] ?? image;
  const colon = name.lastIndexOf(':');
  return (
    (colon > name.lastIndexOf('/') && !name.slice(colon).includes('}') ? name.slice(0, colon) : name) || 'container'
  );
}
