// Layers arrive whole and true, or the iteration ends with an error: whatever the connection and the server do.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { InputError } from '../../src/model/errors.ts';
import { readBlob } from '../../src/registry/blob-stream.ts';
import {
  cutAfter,
  type Descriptor,
  type FakeRegistry,
  type Fault,
  startFakeRegistry,
  status,
} from '../fake-registry.ts';
import { openPatiently, type PatientHost } from './patient-host.ts';

const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 31 + (index >> 8)) & 255));

let fake: FakeRegistry;
let host: PatientHost;
let layer: Descriptor;

beforeEach(async () => {
  fake = await startFakeRegistry();
  layer = fake.putBlob(bytes, 'application/vnd.oci.image.layer.v1.tar');
  host = openPatiently(fake.host, { timeouts: { idle: 300, headers: 300 } });
});
afterEach(async () => {
  await host.close();
  await fake.close();
});

async function read(wish: Partial<Pick<Descriptor, 'digest' | 'size'>> = {}): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const { digest, size } = { ...layer, ...wish };
  const { host: registry, path: repository } = host.repository;
  for await (const piece of readBlob({ host: registry, repository, digest, size, what: 'the layer' }))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

function ranges(): string[] {
  return fake.requests.filter(({ line }) => line.includes('/blobs/')).map(({ headers }) => headers.range ?? '');
}

test('a blob arrives whole', async () => {
  expect((await read()).equals(bytes)).toBe(true);
  expect(ranges()).toEqual(['']);
});

test('an empty blob arrives as well', async () => {
  layer = fake.putBlob(Buffer.alloc(0), '');
  expect((await read()).length).toBe(0);
});

test('a blob that is cut off is taken up where it ended', async () => {
  fake.fail(/blobs/, 3, cutAfter(60_000));
  expect((await read()).equals(bytes)).toBe(true);
  expect(ranges()).toEqual(['', 'bytes=60000-', 'bytes=120000-', 'bytes=180000-']);
});

test('a server that cannot give a part is read again from its beginning', async () => {
  fake.fail(/blobs/, 1, cutAfter(60_000));
  fake.fail(/blobs/, 1, status200(bytes));
  expect((await read()).equals(bytes)).toBe(true);
  expect(ranges()).toEqual(['', 'bytes=60000-']);
});

test('a part that begins before what was asked for is used from there', async () => {
  fake.fail(/blobs/, 1, cutAfter(60_000));
  fake.fail(/blobs/, 1, part(bytes.subarray(50_000), 'bytes 50000-199999/200000'));
  expect((await read()).equals(bytes)).toBe(true);
});

test.each(['bytes 70000-199999/200000', 'bytes what', ''])(
  'another part than asked for is refused: %j',
  async (range) => {
    fake.fail(/blobs/, 1, cutAfter(60_000));
    fake.fail(/blobs/, 1, part(bytes.subarray(70_000), range));
    await expect(read()).rejects.toThrow(/another part of a blob/);
  },
);

test('what was changed on the way is refused at the end', async () => {
  const changed = Buffer.from(bytes);
  changed[150_000] = (changed[150_000] ?? 0) ^ 1;
  fake.fail(/blobs/, 1, status200(changed));
  await expect(read()).rejects.toThrow(/is not what its digest says/);
});

test('a part of something else after a cut is refused at the end', async () => {
  fake.fail(/blobs/, 1, cutAfter(60_000));
  fake.fail(/blobs/, 1, part(Buffer.alloc(140_000), 'bytes 60000-199999/200000'));
  await expect(read()).rejects.toThrow(/is not what its digest says/);
});

test.each([199_999, 200_001])('a blob that has not the %i bytes of its manifest is refused', async (size) => {
  await expect(read({ size })).rejects.toThrow(`has 200000 bytes where the manifest says ${size}`);
});

test('a blob whose length is not told is refused when it is longer or shorter', async () => {
  const untold: Fault = (_request, response) => {
    response.writeHead(200);
    response.write(bytes);
    response.end();
  };
  fake.fail(/blobs/, 9, untold);
  await expect(read({ size: 100_000 })).rejects.toThrow(/where the manifest says 100000/);
  await expect(read({ size: 300_000 })).rejects.toThrow(/ended an answer too early/);
});

test('a blob that shrank before it was taken up again is refused', async () => {
  fake.fail(/blobs/, 1, cutAfter(60_000));
  fake.fail(/blobs/, 1, status(416, { 'content-range': 'bytes */60000' }));
  await expect(read()).rejects.toThrow(/has 60000 bytes where the manifest says 200000/);
});

test('a blob that is cut off without end is given up', async () => {
  fake.fail(/blobs/, 99, cutAfter(0));
  const error = await read().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  expect(error).toHaveProperty('message', expect.stringMatching(/closed the connection.*It was about the layer/));
  expect(ranges().length).toBe(4);
});

test('a blob that crawls is given up after many interruptions', async () => {
  fake.fail(/blobs/, 99, cutAfter(1));
  await expect(read()).rejects.toThrow(/It was about the layer/);
  expect(ranges().length).toBe(33);
});

test('a body that hangs is taken up again where it stopped', async () => {
  fake.fail(/blobs/, 1, (_request, response) => {
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, 60_000));
  });
  expect((await read()).equals(bytes)).toBe(true);
  expect(ranges()).toEqual(['', 'bytes=60000-']);
});

test('a blob that is not there is an error that names it', async () => {
  await expect(read({ digest: `sha256:${'0'.repeat(64)}` })).rejects.toThrow(
    /does not have the layer \(404 BLOB_UNKNOWN\)/,
  );
});

test('a digest of another kind is refused before any request', async () => {
  await expect(read({ digest: 'md5:d41d8cd98f00b204e9800998ecf8427e' })).rejects.toThrow(/cannot be checked/);
  expect(fake.requests).toEqual([]);
});

test('who stops reading lets go of the connection', async () => {
  let closed: Promise<unknown> = Promise.resolve();
  fake.fail(/blobs/, 1, (_request, response) => {
    closed = new Promise((resolve) => response.once('close', resolve));
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, 60_000));
  });
  const { host: registry, path: repository } = host.repository;
  for await (const piece of readBlob({ host: registry, repository, ...layer, what: 'the layer' })) {
    expect(piece.length).toBeGreaterThan(0);
    break;
  }
  await closed;
});

function status200(body: Uint8Array): Fault {
  return (_request, response) => response.writeHead(200, { 'content-length': body.length }).end(body);
}

function part(body: Uint8Array, range: string): Fault {
  return (_request, response) =>
    response.writeHead(206, { 'content-range': range, 'content-length': body.length }).end(body);
}
