// What the user names to be run: an image, a file, a service.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sourceFiles } from '../../src/inputs/files.ts';
import { readSmokeTarget } from '../../src/smoke/target.ts';
import { tarBytes } from '../tar-bytes.ts';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'smoke-target-'));
  writeFileSync(join(cwd, 'app.tar'), tarBytes([{ path: 'manifest.json', body: '[]' }]));
  writeFileSync(join(cwd, 'compose.yaml'), 'services: { web: { image: app } }\n');
  writeFileSync(join(cwd, 'Dockerfile'), 'FROM scratch\n');
  writeFileSync(join(cwd, 'run.sh'), 'docker run app\n');
  for (const folder of ['layout', 'redis']) mkdirSync(join(cwd, folder));
  writeFileSync(join(cwd, 'layout/oci-layout'), '{}');
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const read = (word: string, more = {}) =>
  readSmokeTarget(word, { cwd, files: sourceFiles(cwd), pull: 'never', ...more });

test.each([
  ['nginx:1.29', { kind: 'image', reference: 'nginx:1.29' }],
  ['localhost:5000/team/app', { kind: 'image', reference: 'localhost:5000/team/app' }],
  ['docker:nginx', { kind: 'image', reference: 'nginx' }],
  ['docker:sha256:0123456789ab', { kind: 'image', reference: 'sha256:0123456789ab' }],
  ['archive:app.tar#app:1', { kind: 'archive', scan: 'archive:app.tar#app:1' }],
  ['app.tar', { kind: 'archive', scan: 'archive:app.tar' }],
  ['./layout', { kind: 'archive', scan: 'oci:./layout' }],
  ['oci:layout', { kind: 'archive', scan: 'oci:layout' }],
  ['compose.yaml', { kind: 'container', scan: 'compose:compose.yaml' }],
  ['run.sh', { kind: 'container', scan: 'run:run.sh' }],
  ['run:docker run app', { kind: 'container', scan: 'run:docker run app' }],
  // A directory that is called like an image is none of it.
  ['redis', { kind: 'image', reference: 'redis' }],
])('%s', (word, expected) => {
  expect(read(word)).toEqual(expected);
});

test.each([
  ['docker:all', /one image is run at a time/],
  ['registry:nginx', /add --pull missing/],
  ['Dockerfile', /is not an image yet; build it/],
  ['dockerfile:Dockerfile', /is not an image yet; build it/],
  ['container:web', /name its image/],
  ['archive:-', /is read twice/],
  ['./gone.tar', /no such file or directory/],
  ['Not An Image', /is no reference of an image/],
])('%s is refused with what to write', (word, message) => {
  expect(() => read(word)).toThrow(message);
});

test('--service is about files that declare containers', () => {
  expect(() => read('nginx', { service: 'web' })).toThrow(/--service web: nginx is an image; name the compose file/);
  expect(read('compose.yaml', { service: 'web' })).toMatchObject({ kind: 'container' });
});
