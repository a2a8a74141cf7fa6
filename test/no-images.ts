// What inputs are lent of images in a test that reads none.
import type { ImageContext } from '../src/inputs/input.ts';
import { refuseConnections } from '../src/offline.ts';

/** Connections that refuse, and the day on which the tests pretend to run. */
export const noImages: ImageContext = {
  connections: refuseConnections('a test reads no image'),
  platforms: [],
  configOnly: false,
  dockerfiles: [],
  today: '2026-09-01',
  root: new URL('..', import.meta.url).pathname,
};
