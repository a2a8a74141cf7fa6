// Images brought into an engine and taken away: engines promise success first and fail afterwards.
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { InputError } from '../../src/model/errors.ts';
import { answer } from './fake-engine.ts';
import { cutAfter, openFake, silentAfter } from './open-fake.ts';

const LOAD = '/v1.41/images/load?quiet=true';
const PULL = '/v1.41/images/create?fromImage=docker.io%2Flibrary%2Fweb&tag=latest';

async function* archive(...parts: readonly (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Error) throw part;
    yield Buffer.from(part);
  }
}

const line = (document: unknown): string => `${JSON.stringify(document)}\r\n`;

/** Reads what is sent before it answers, as an engine does. */
function afterUpload(reply: (response: ServerResponse, sent: string) => void): (response: ServerResponse) => void {
  return (response) => {
    const chunks: Uint8Array[] = [];
    response.req.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    response.req.on('end', () => reply(response, Buffer.concat(chunks).toString()));
  };
}

test('an archive is sent whole, and its names are told', async () => {
  let received = '';
  const { engine } = await openFake({
    [LOAD]: afterUpload((response, sent) => {
      received = sent;
      response.write(line({ status: 'Loading layer', progressDetail: {} }));
      response.write(line({ stream: 'Loaded image: registry.example.com:5000/web:1\n' }));
      response.write(line({ stream: `Loaded image ID: sha256:${'ab'.repeat(32)}\n` }));
      response.end(line({ stream: 'Loaded image: localhost/a:1,localhost/b:2' }));
    }),
  });
  expect(await engine.loadImage(archive('first', 'second', 'last'))).toEqual([
    'registry.example.com:5000/web:1',
    `sha256:${'ab'.repeat(32)}`,
    'localhost/a:1',
    'localhost/b:2',
  ]);
  expect(received).toBe('firstsecondlast');
});

test.each([
  [
    { errorDetail: { message: 'no space\u001b left' }, error: 'no space left' },
    'cannot load the image: no space  left',
  ],
  [{ error: 'unexpected EOF' }, 'cannot load the image: unexpected EOF'],
  [{ stream: 'nothing of note' }, 'has found no image in the archive'],
])('a load that ends with %j is an error', async (last, message) => {
  const { engine } = await openFake({ [LOAD]: afterUpload((response) => response.end(line(last))) });
  const loading = engine.loadImage(archive('x'));
  await expect(loading).rejects.toBeInstanceOf(InputError);
  await expect(loading).rejects.toThrow(message);
});

test('an error of the archive is told as it is', async () => {
  const { engine } = await openFake({ [LOAD]: afterUpload(() => {}) });
  const fault = new InputError('image.tar is cut off');
  await expect(engine.loadImage(archive('x', fault))).rejects.toBe(fault);
});

test('an engine that breaks off while it loads is an error', async () => {
  const cut = await openFake({
    [LOAD]: afterUpload((response) => void cutAfter(line({ status: 'Loading' }))(response)),
  });
  await expect(cut.engine.loadImage(archive('x'))).rejects.toThrow('closed the connection');
  const slow = await openFake({ [LOAD]: afterUpload((response) => void silentAfter(line({}))(response)) });
  const loading = slow.engine.loadImage(archive('x'), { patience: 200 });
  await expect(loading).rejects.toThrow('has not answered POST /v1.41/images/load within 0.2 s');
});

test('an image is fetched by one tag, and progress is told in plain text', async () => {
  const told: string[] = [];
  const { engine } = await openFake({
    [PULL]: (response: ServerResponse) => {
      response.write(line({ status: 'Pulling from library/web', id: 'latest' }));
      response.write(line({ status: 'Downloading', progress: '[=> ] 1MB/3MB', id: 'ab12\u001b[2J' }));
      response.end(line({ status: 7 }));
    },
  });
  await engine.pullImage('web', { onProgress: (text) => told.push(text) });
  expect(told).toEqual(['latest Pulling from library/web', 'ab12 [2J Downloading [=> ] 1MB/3MB']);
});

test.each([
  ['registry.example.com:5000/team/web:1', 'fromImage=registry.example.com%3A5000%2Fteam%2Fweb&tag=1'],
  [`web:1@sha256:${'ab'.repeat(32)}`, `fromImage=docker.io%2Flibrary%2Fweb&tag=sha256%3A${'ab'.repeat(32)}`],
])('%s is asked for by %s', async (reference, query) => {
  const { engine, fake } = await openFake({ [`/v1.41/images/create?${query}&platform=linux%2Farm64`]: {} });
  await engine.pullImage(reference, { platform: 'linux/arm64' });
  expect(fake.requests.at(-1)).toBe(`POST /v1.41/images/create?${query}&platform=linux%2Farm64`);
});

test('a fetch that fails says so, whether at once, in the stream, or by breaking off', async () => {
  const failure = { errorDetail: { message: 'toomanyrequests: slow down' }, error: 'toomanyrequests: slow down' };
  const late = await openFake({ [PULL]: failure });
  await expect(late.engine.pullImage('web')).rejects.toThrow('the engine cannot fetch web: toomanyrequests');
  const early = await openFake({ [PULL]: (response: ServerResponse) => answer(response, 404, { message: 'denied' }) });
  await expect(early.engine.pullImage('web')).rejects.toMatchObject({
    status: 404,
    message: 'the engine cannot fetch web (404): denied',
  });
  const cut = await openFake({ [PULL]: cutAfter(line({ status: 'Pulling' })) });
  await expect(cut.engine.pullImage('web')).rejects.toThrow('closed the connection');
  await expect(cut.engine.pullImage('Not A Reference')).rejects.toThrow('is no reference of an image');
});

test('an image is described with its id, in one form for all engines', async () => {
  const hex = 'ab'.repeat(32);
  const { engine } = await openFake({
    '/v1.41/images/web/json': { Id: `sha256:${hex}`, Os: 'linux' },
    '/v1.41/images/bare/json': { Id: hex },
    '/v1.41/images/odd/json': { Id: 7 },
  });
  expect(await engine.image('web')).toEqual({ id: `sha256:${hex}`, document: { Id: `sha256:${hex}`, Os: 'linux' } });
  expect(await engine.image('bare')).toMatchObject({ id: `sha256:${hex}` });
  expect(await engine.image('none')).toBeUndefined();
  expect(await engine.image('../containers')).toBeUndefined();
  await expect(engine.image('odd')).rejects.toThrow('without its id');
});

test('a name that is gone is no error to whoever wants it gone; one that is used is', async () => {
  const { engine, fake } = await openFake({
    '/v1.41/images/web:1': (response: ServerResponse) => answer(response, 409, { message: 'container uses it' }),
    '/v1.41/images/web:2': [{ Untagged: 'web:2' }],
  });
  await expect(engine.removeImage('web:1')).rejects.toMatchObject({ status: 409 });
  await engine.removeImage('web:2');
  await engine.removeImage('web:3');
  await engine.removeImage('../containers/web');
  expect(fake.requests.slice(2)).toEqual([
    'DELETE /v1.41/images/web:1',
    'DELETE /v1.41/images/web:2',
    'DELETE /v1.41/images/web:3',
  ]);
});
