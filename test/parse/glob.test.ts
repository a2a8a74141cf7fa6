import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globMatcher, wholeGlobMatcher } from '../../src/parse/glob.ts';

describe('globMatcher', () => {
  it.each([
    ['docker.io/library/*', 'docker.io/library/nginx', true],
    ['docker.io/library/*', 'docker.io/library/a/b', false],
    ['ghcr.io/acme/**', 'ghcr.io/acme/team/app', true],
    ['ghcr.io/acme/**', 'ghcr.io/acmeevil/app', false],
    ['**/node_modules/**', 'node_modules/x/compose.yaml', true],
    ['**/node_modules/**', 'a/b/node_modules/x', true],
    ['**/node_modules/**', 'a/xnode_modules/x', false],
    ['**/compose.yaml', 'compose.yaml', true],
    ['**/compose.yaml', 'xcompose.yaml', false],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['a/**/b', 'a/xb', false],
    ['*.prod.yml', 'deploy/docker-compose.prod.yml', true],
    ['deploy/*.yml', 'x/deploy/a.yml', false],
    ['web?', 'web1', true],
    ['web?', 'web', false],
    ['a.b', 'axb', false],
    ['*', '', true],
  ])('%s on %s is %s', (glob, text, expected) => {
    expect(globMatcher(glob)(text)).toBe(expected);
  });

  it('matches every text that holds no wildcard against itself', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[*?]/.test(text)),
        (text) => globMatcher(text)(text),
      ),
    );
  });

  it('stays linear on a pattern that makes a backtracking matcher explode', () => {
    expect(globMatcher(`${'*a'.repeat(30)}b`)('a'.repeat(5000))).toBe(false);
  });
});

describe('wholeGlobMatcher', () => {
  it.each([
    ['nginx', 'nginx', true],
    ['nginx', 'evil.example/nginx', false],
    ['*', 'a/b', false],
    ['**', 'a/b', true],
    ['*_token', 'api_token', true],
    ['*_token', 'a/api_token', false],
    ['0', 'redis://cache/0', false],
    ['**://*:?*@?**', 'redis://:secret@cache:6379/0', true],
    ['**://*:?*@?**', 'https://registry:5000/app@sha256', false],
  ])('%s on %s is %s', (glob, text, expected) => {
    expect(wholeGlobMatcher(glob)(text)).toBe(expected);
  });
});
