// Values of the flags that limit or hand out resources: sizes, ulimits, block device rates, GPUs.
import { InputError } from '../model/errors.ts';
import { parseCsv } from './csv.ts';
import type { DeviceRequest, PathRate, Ulimit } from './docker-request.ts';
import { parseGoInt } from './go-values.ts';
import { parseSize } from './size.ts';

/** Reads a size into bytes; negative ones are refused. */
export function parseByteSize(text: string): number {
  if (text.startsWith('-')) throw new InputError(`\`${text}\` is no size; write for example 64m or 1g`);
  return Number(parseSize(text.startsWith('+') ? text.slice(1) : text));
}

const ULIMITS = new Set(
  'core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack'.split(' '),
);

/** Reads `name=soft[:hard]`. */
export function parseUlimit(text: string): Ulimit {
  const [, name = '', soft = '', hard = soft] = /^([^=]+)=([^:]*)(?::([^:]*))?$/.exec(text) ?? [];
  if (name === '') throw new InputError(`\`${text}\` is no limit; write NAME=SOFT:HARD, for example nofile=1024:2048`);
  if (!ULIMITS.has(name)) throw new InputError(`there is no limit \`${name}\`; one of ${[...ULIMITS].join(', ')}`);
  const limit = { Name: name, Hard: parseGoInt(hard, 64), Soft: parseGoInt(soft, 64) };
  if (limit.Hard !== -1 && (limit.Soft === -1 || limit.Soft > limit.Hard))
    throw new InputError(`the soft limit of ${name} is above the hard one`);
  return limit;
}

/** Reads `/dev/path:rate`. */
export function parseRate(text: string, read: (rate: string) => number): PathRate {
  const [path, rate] = splitDevicePath(text);
  return { Path: path, Rate: read(rate) };
}

/** Reads `/dev/path:weight`. */
export function parseWeightDevice(text: string): { readonly Path: string; readonly Weight: number } {
  const [path, written] = splitDevicePath(text);
  const weight = parseGoInt(written, 16, false);
  if (weight !== 0 && (weight < 10 || weight > 1000)) throw new InputError(`the weight ${weight} is not 10 to 1000`);
  return { Path: path, Weight: weight };
}

function splitDevicePath(text: string): readonly [string, string] {
  const cut = text.indexOf(':');
  if (cut === -1 || !text.startsWith('/dev/')) throw new InputError(`\`${text}\` is not /dev/PATH:NUMBER`);
  return [text.slice(0, cut), text.slice(cut + 1)];
}

/** Reads the value of `--gpus`. */
export function parseGpuRequest(text: string): DeviceRequest {
  const seen = new Set<string>();
  let driver = '';
  let count: number | undefined;
  let ids: string[] | null = null;
  let capabilities = ['gpu'];
  const options: Record<string, string> = Object.create(null);
  for (const field of parseCsv(text)) {
    const equals = field.indexOf('=');
    const key = equals === -1 ? 'count' : field.slice(0, equals);
    const value = field.slice(equals + 1);
    if (seen.has(key)) throw new InputError(`${key} is given twice`);
    seen.add(key);
    if (key === 'driver') driver = value;
    else if (key === 'count') count = value === 'all' ? -1 : parseGoInt(value, 64);
    else if (key === 'device') ids = value.split(',');
    else if (key === 'capabilities') capabilities = [...value.split(','), 'gpu'];
    else if (key === 'options')
      for (const option of value.split(','))
        options[option.split('=', 1)[0] ?? ''] = option.split('=').slice(1).join('=');
    else throw new InputError(`there is no key \`${key}\`; one of driver, count, device, capabilities, options`);
  }
  if (count === undefined && ids === null) count = 1;
  return { Driver: driver, Count: count ?? 0, DeviceIDs: ids, Capabilities: [capabilities], Options: { ...options } };
}
