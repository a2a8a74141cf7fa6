// The credentials of an image: in every layer, in its configuration and in its history.
import { expect, test } from 'vitest';
import type { ExampleImage } from '../../../../../src/model/rule.ts';
import { privateKey } from '../../../../parse/secrets/samples.ts';
import { filesIn, imageIn, readExampleImage, secretsIn } from '../../../../read-example-image.ts';

async function secretsOf(image: ExampleImage) {
  const target = await readExampleImage(image);
  expect(target.errors).toEqual([]);
  return secretsIn(target);
}

const shown = (secrets: Awaited<ReturnType<typeof secretsOf>>) =>
  secrets.map(({ name, facts }) => [name, facts.type, facts.context, facts.deleted]);

test('a file that a later layer deletes, writes over or takes away with its directory is still in its layer', async () => {
  const secrets = await secretsOf({
    history: ['COPY secrets / # buildkit', 'RUN /bin/sh -c rm -r /a /b.env # buildkit'],
    layers: [
      {
        'a/x.env': 'A_TOKEN=0123456789abcdef01\n',
        'b.env': 'B_TOKEN=0123456789abcdef02\n',
        'c.env': 'C_TOKEN=0123456789abcdef03\n',
        'd.env': 'D_TOKEN=0123456789abcdef04\n',
      },
      { a: null, 'b.env': null, 'c.env': 'nothing is left here\n' },
    ],
  });
  expect(shown(secrets)).toEqual([
    ['/a/x.env', 'token', 'file', true],
    ['/b.env', 'token', 'file', true],
    ['/c.env', 'token', 'file', true],
    ['/d.env', 'token', 'file', false],
  ]);
  expect(secrets.map(({ facts }) => facts.layerText)).toEqual(Array(4).fill('COPY secrets /'));
  expect(secrets.every(({ owner, facts }) => owner?.kind === 'image' && facts.inImage === true)).toBe(true);
});

test('a file that only changes its mode is one credential, and not deleted', async () => {
  const text = 'A_TOKEN=0123456789abcdef01\n';
  const secrets = await secretsOf({ layers: [{ 'a.env': text }, { 'a.env': { text, mode: '600' } }] });
  expect(shown(secrets)).toEqual([['/a.env', 'token', 'file', false]]);
});

test('the configuration and the history are read without any layer, and a value is told once', async () => {
  const secrets = await secretsOf({
    configOnly: true,
    config: {
      Env: ['PATH=/usr/bin', 'DB_PASSWORD=hunter2-2f6b'],
      Labels: { 'ci.token': '0123456789abcdef01' },
      Cmd: ['app', '--api-key', '0123456789abcdef02'],
    },
    history: [
      'ENV DB_PASSWORD=hunter2-2f6b',
      'ENV OLD_PASSWORD=hunter2-3a7c',
      'RUN |2 NPM_TOKEN=0123456789abcdef03 A=b /bin/sh -c npm ci # buildkit',
      '/bin/sh -c git clone https://bot:hunter2-9@git.example.invalid/app.git',
    ],
  });
  expect(shown(secrets)).toEqual([
    ['password', 'password', 'ENV', false],
    ['token', 'token', 'LABEL', false],
    ['api-key', 'api-key', 'CMD', false],
    ['password', 'password', 'history', false],
    ['token', 'token', 'history', false],
    ['url-password', 'url-password', 'history', false],
  ]);
});

test('no value leaves: not in a fact, a message, a name or the history that the image shows', async () => {
  const key = privateKey();
  const image: ExampleImage = {
    config: { Labels: { password: 'hunter2-2f6b' } },
    history: ['RUN |1 API_TOKEN=0123456789abcdef01 /bin/sh -c API_TOKEN=0123456789abcdef01 ./setup # buildkit'],
    layers: [{ 'app/key.pem': key, 'app/.env': 'DB_PASSWORD=hunter2-aa11\n' }],
  };
  const target = await readExampleImage(image);
  const facts = JSON.stringify(target.subjects.filter(({ kind }) => kind !== 'image'));
  for (const value of [key.slice(40, 80), 'hunter2-aa11', 'hunter2-2f6b', '0123456789abcdef01'])
    expect(facts).not.toContain(value);
  const shownImage = imageIn(target);
  expect(JSON.stringify(shownImage.facts.history)).not.toContain('0123456789abcdef01');
});

test('a file with a live credential has a role, one with a placeholder has none', async () => {
  const target = await readExampleImage({
    layers: [
      { 'app/key.pem': privateKey(), 'app/.env': 'DB_PASSWORD=hunter2-aa11\n', 'app/b.env': 'DB_PASSWORD=changeme\n' },
    ],
  });
  const roles = filesIn(target).map(({ name, facts }) => [name, facts.role]);
  expect(roles).toEqual([
    ['/app/.env', 'credentials'],
    ['/app/key.pem', 'private-key'],
  ]);
});
