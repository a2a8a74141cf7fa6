// The value of `--device`: a host device with its place and rights in the container, or a CDI name.
import { InputError } from '../model/errors.ts';
import type { DeviceMapping } from './docker-request.ts';
import { HOLE, hasHole } from './hole.ts';

/** Tells whether the text is a CDI name, `vendor.com/class=name`. */
export function isCdiName(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]\/[A-Za-z][A-Za-z0-9_-]*=[A-Za-z0-9][A-Za-z0-9_.:-]*$/.test(text);
}

/** Reads `host[:container][:rights]`. Throws InputError. */
export function parseDevice(text: string): DeviceMapping {
  const [host = '', second, third, ...rest] = text.split(':');
  if (rest.length > 0) throw new InputError(`\`${text}\` has too many colons; write /dev/HOST:/dev/CONTAINER:rwm`);
  const twoParts = second !== undefined && third === undefined && isDeviceMode(second);
  const inside = second === undefined || second === '' || twoParts ? host : second;
  const mode = twoParts ? second : (third ?? 'rwm');
  if (!isDeviceMode(mode) && !hasHole(mode))
    throw new InputError(`\`${mode}\` are no rights; letters of rwm, each once`);
  if (!inside.startsWith('/') && !inside.startsWith(HOLE)) throw new InputError(`\`${inside}\` is no absolute path`);
  return { PathOnHost: host, PathInContainer: inside, CgroupPermissions: mode };
}

function isDeviceMode(text: string): boolean {
  return /^[rwm]{1,3}$/.test(text) && new Set(text).size === text.length;
}
