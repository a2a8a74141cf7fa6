// Shapes that several attributes of a compose file share.
import { closedRecord, either, listOf, namesTo, record, type Shape, scalar } from './schema-shape.ts';

export const string = scalar('string');
export const number = scalar('number');
export const integer = scalar('integer');
export const boolOrWord = scalar('boolean', 'string');
export const numberOrText = scalar('number', 'string');
export const integerOrText = scalar('integer', 'string');

/** Names of services, volumes, secrets and configs. */
export const NAME = /^[a-zA-Z0-9._-]+$/;
const ANY = /.+/s;

export const strings = listOf(string);
export const uniqueStrings = listOf(string, true);
export const stringOrList = either(string, uniqueStrings);
export const listOrMap = either(namesTo(scalar('string', 'number', 'boolean', 'null'), ANY), uniqueStrings);
export const extraHosts = either(namesTo(either(string, strings), ANY), uniqueStrings);
export const command = either(scalar('null', 'string'), strings);
export const optionTexts = namesTo(numberOrText, ANY, true);

export const ulimits = namesTo(
  either(integerOrText, record({ hard: integerOrText, soft: integerOrText }, ['soft', 'hard'])),
  /^[a-z]+$/,
  true,
);

export const grants = listOf(
  either(string, record({ source: string, target: string, uid: string, gid: string, mode: numberOrText })),
);

const hookKeys = {
  command,
  user: string,
  privileged: boolOrWord,
  working_dir: string,
  environment: listOrMap,
};
export const hook = record(hookKeys, ['command']);
export const startHook = record({ ...hookKeys, image: string, per_replica: boolOrWord });

const deviceRequestKeys = {
  capabilities: uniqueStrings,
  count: integerOrText,
  device_ids: uniqueStrings,
  driver: string,
  options: listOrMap,
};
export const deviceRequests = listOf(record(deviceRequestKeys, ['capabilities']));
export const gpus: Shape = {
  scalar: { types: ['string'], words: ['all'] },
  list: { item: { map: { keys: new Map(Object.entries(deviceRequestKeys)), open: true } } },
};

const rate = listOf(closedRecord({ path: string, rate: integerOrText }));
export const blkio = closedRecord({
  device_read_bps: rate,
  device_read_iops: rate,
  device_write_bps: rate,
  device_write_iops: rate,
  weight: integerOrText,
  weight_device: listOf(closedRecord({ path: string, weight: integerOrText })),
});

/** A string out of a few words. */
export function oneWordOf(...words: readonly string[]): Shape {
  return { scalar: { types: ['string'], words } };
}

/** A string that matches a pattern. */
export function matching(pattern: RegExp): Shape {
  return { scalar: { types: ['string'], pattern } };
}

/** An integer within bounds, or its text. */
export function bounded(minimum: number, maximum?: number): Shape {
  return { scalar: { types: ['string', 'integer'], minimum, ...(maximum === undefined ? {} : { maximum }) } };
}
