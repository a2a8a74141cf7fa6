import { describe, expect, it } from 'vitest';
import { parseImageReference } from '../../src/parse/image-reference.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('parseImageReference', () => {
  it.each([
    ['nginx', 'docker.io', 'library/nginx', '', ''],
    ['nginx:1.27', 'docker.io', 'library/nginx', '1.27', ''],
    ['docker.io/nginx', 'docker.io', 'library/nginx', '', ''],
    ['index.docker.io/library/nginx', 'docker.io', 'library/nginx', '', ''],
    ['acme/app', 'docker.io', 'acme/app', '', ''],
    ['registry:5000/app', 'registry:5000', 'app', '', ''],
    ['localhost/app:x', 'localhost', 'app', 'x', ''],
    ['ghcr.io/acme/team/app:v1', 'ghcr.io', 'acme/team/app', 'v1', ''],
    [`nginx@${DIGEST}`, 'docker.io', 'library/nginx', '', DIGEST],
    [`host:5000/a/b:1.2@${DIGEST}`, 'host:5000', 'a/b', '1.2', DIGEST],
  ])('%s', (text, registry, repository, tag, digest) => {
    expect(parseImageReference(text)).toEqual({ registry, repository, tag, digest });
  });

  it.each(['', ':tag', 'a b', 'Nginx', 'nginx:', 'nginx@sha256:short', 'a//b', '-a', 'nginx:la test'])(
    'refuses %j',
    (text) => {
      expect(parseImageReference(text)).toBeUndefined();
    },
  );
});
