// Loading: every file is checked, those of an organisation by the same loader as ours.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BrokenPolicyError, UsageError } from '../../src/model/errors.ts';
import { loadPolicies } from '../../src/rules/load.ts';
import { readProfile } from '../../src/rules/profile-file.ts';
import { files, type PolicyFolder, policyFolder, ruleText } from './policy-folder.ts';

let root: string;
let write: PolicyFolder['write'];
let remove: PolicyFolder['remove'];
beforeEach(() => {
  ({ root, write, remove } = policyFolder());
});
afterEach(() => remove());

const load = (own: readonly string[] = []) => loadPolicies({ root, cwd: root, ruleFolders: own });

/** The message with which loading fails, and whose fault it is. */
async function failure(own: readonly string[] = []): Promise<[blame: string, message: string]> {
  try {
    await load(own);
  } catch (error) {
    if (error instanceof UsageError) return ['user', error.message];
    if (error instanceof BrokenPolicyError) return ['built-in', error.message];
    throw error;
  }
  return ['nobody', ''];
}

describe('loading the built-in policies', () => {
  it('gives rules, lists, profiles and frameworks', async () => {
    const { rules, lists, profiles, frameworks } = await load();
    expect(rules.map((rule) => [rule.id, rule.subject, rule.file])).toEqual([
      ['bad-state', 'container', 'policies/rules/container/bad-state.yaml'],
    ]);
    expect(lists).toEqual({ hostPaths: ['/etc'] });
    expect(profiles.get('strict')).toMatchObject({
      policy: { requireNonRoot: true, maxPids: 5 },
      enforcement: 'strict',
      failOn: 'high',
      rules: { 'bad-state': { severity: 'critical' } },
    });
    expect(frameworks.map(({ id, controls }) => [id, controls.length])).toEqual([['f-1.0', 1]]);
  });

  it.each([
    [
      'a misspelt fact',
      { deny: 'container.privilegd' },
      ':5:17: `deny`: unknown field `privilegd` of container; did you mean `privileged`?',
    ],
    ['a misspelt fact behind quotes', { deny: "'!container.privilegd'" }, ':5:19: `deny`: unknown field `privilegd`'],
    ['an expression that is no bool', { where: 'container.name' }, '`where`: must answer bool, not string'],
    ['a pattern that may hang', { deny: 'container.name.matches("a")' }, '`deny`: `matches` can take for ever'],
    ['a bad pattern', { deny: 're(container.name, "(")' }, '`deny`: bad pattern'],
    [
      'a misspelt placeholder',
      { message: '"{container.nam} is bad."' },
      ':6:11: `message`: {container.nam}: unknown field `nam` of container; did you mean `name`?',
    ],
    ['a misspelt place', { at: 'container.privilegd' }, '`at`: unknown field `privilegd`'],
    ['a place that is no field', { at: '1 + 1' }, '`at`: must be a field of container'],
    [
      'an unknown subject',
      { each: 'contaner' },
      ':4:7: `each`: unknown kind of subject `contaner`; did you mean `container`?',
    ],
    [
      'an unknown list',
      { each: 'container.mount' },
      ':4:7: `each`: container has no list `mount`; did you mean `mounts`?',
    ],
    ['a list whose elements are not looked at', { each: 'container.mounts' }, '`deny` says nothing about `it`'],
    [
      'a list that does not exist',
      { deny: 'container.pid in lists.hostPath' },
      'unknown field `hostPath` of lists; did you mean `hostPaths`?',
    ],
  ])('refuses %s with its place', async (_what, changes, message) => {
    write('policies/rules/container/bad-state.yaml', ruleText('bad-state', changes));
    const [blame, text] = await failure();
    expect(blame).toBe('built-in');
    expect(text).toContain('policies/rules/container/bad-state.yaml:');
    expect(text).toContain(message);
  });

  it.each([
    [
      'policies/rules/container/other.yaml',
      ruleText('bad-name'),
      'other.yaml:1:5: the id `bad-name` must be that of the file',
    ],
    ['policies/rules/container/own.yaml', ruleText('acme/own'), 'the id of a built-in rule has no `/`'],
    [
      'policies/rules/image/other.yaml',
      ruleText('other'),
      'a rule about container must lie in policies/rules/container',
    ],
    ['policies/rules/other.yaml', ruleText('other'), 'a rule about container must lie in policies/rules/container'],
    ['policies/rules/container/other.yml', ruleText('other'), 'other.yml: name it other.yaml'],
    ['policies/rules/container/README.md', '# Rules', 'README.md: does not belong here'],
    [
      'policies/lists/paths.yaml',
      files['policies/lists/host-paths.yaml'] ?? '',
      'paths.yaml:1:5: the id must be that of the file: paths',
    ],
    ['policies/profiles/mine.yaml', 'id: other\ntitle: T\n', 'mine.yaml:1:5: the id must be that of the file: mine'],
    [
      'policies/profiles/mine.yaml',
      'id: mine\ntitle: T\nextends: defalt\n',
      'mine.yaml:3:10: no profile `defalt`; did you mean `default`?',
    ],
    [
      'policies/profiles/mine.yaml',
      'id: mine\ntitle: T\nextends: mine\n',
      'mine.yaml:3:10: extends itself: mine -> mine',
    ],
    ['policies/profiles/mine.yaml', 'id: mine\ntitle: T\n', 'mine.yaml:1:1: `enforcement` is missing'],
    [
      'policies/profiles/default.yaml',
      `${files['policies/profiles/default.yaml']}rules: { bad-stat: { enabled: false } }\n`,
      'unknown rule `bad-stat`; did you mean `bad-state`?',
    ],
    [
      'policies/frameworks/f-1.0.yaml',
      (files['policies/frameworks/f-1.0.yaml'] ?? '').replace('[bad-state]', '[bad-stat]'),
      'f-1.0.yaml:5:43: control 1.1: unknown rule `bad-stat`; did you mean `bad-state`?',
    ],
  ])('refuses %s', async (path, text, message) => {
    write(path, text);
    const [blame, problem] = await failure();
    expect(blame).toBe('built-in');
    expect(problem).toContain(message);
  });

  it('follows no link', async () => {
    symlinkSync(
      join(root, 'policies/rules/container/bad-state.yaml'),
      join(root, 'policies/rules/container/other.yaml'),
    );
    expect((await failure())[1]).toContain('other.yaml: not a regular file; links are not followed here');
  });

  it('finds profiles that extend each other', async () => {
    write('policies/profiles/a.yaml', 'id: a\ntitle: A\nextends: b\n');
    write('policies/profiles/b.yaml', 'id: b\ntitle: B\nextends: a\n');
    expect((await failure())[1]).toContain('extends itself: a -> b -> a');
  });
});

describe('loading the rules of an organisation', () => {
  it('adds them under the name of the organisation', async () => {
    write('own/network/web-only.yaml', ruleText('acme/web-only', { deny: 'within(container.name, lists.hostPaths)' }));
    const { rules } = await load(['own']);
    expect(rules.map((rule) => [rule.id, rule.file])).toEqual([
      ['acme/web-only', 'own/network/web-only.yaml'],
      ['bad-state', 'policies/rules/container/bad-state.yaml'],
    ]);
  });

  it('loads the engine of `re` when only they need it', async () => {
    write('own/a.yaml', ruleText('acme/a', { deny: 're(container.name, "^a+$")' }));
    const { compiler } = await load(['own']);
    expect(compiler.check('re(container.name, "(")', { subject: 'container' })).toMatchObject([
      { message: expect.stringContaining('missing closing )') },
    ]);
  });

  it.each([
    [
      'own/bad-state.yaml',
      ruleText('bad-state'),
      "the id of an organisation's rule must be `org/name`, for example `acme/bad-state`",
    ],
    ['own/x.yaml', ruleText('acme/y'), 'name the file y.yaml'],
    ['own/x.yaml', ruleText('acme/x', { deny: 'container.privilegd' }), 'own/x.yaml:5:17: `deny`: unknown field'],
    ['own/x.yml', ruleText('acme/x'), 'own/x.yml: name it x.yaml'],
  ])('refuses %s and blames the organisation', async (path, text, message) => {
    write(path, text);
    const [blame, problem] = await failure(['own']);
    expect(blame).toBe('user');
    expect(problem).toContain(message);
  });

  it('refuses a rule that is defined twice, but a folder may be named twice', async () => {
    write('own/a/x.yaml', ruleText('acme/x'));
    expect((await load(['own', 'own/', './own'])).rules).toHaveLength(2);
    write('own/b/x.yaml', ruleText('acme/x'));
    expect((await failure(['own']))[1]).toBe('own/b/x.yaml: rule acme/x is already defined in own/a/x.yaml');
  });

  it('lets a profile of its own extend one that ships', async () => {
    const policies = await load();
    const text = 'id: ours\ntitle: Ours\nextends: strict\nfailOn: low\nrules: { bad-state: { enabled: false } }\n';
    expect(readProfile(text, 'ours.yaml', policies)).toMatchObject({
      id: 'ours',
      failOn: 'low',
      policy: { requireNonRoot: true, maxPids: 5 },
      rules: { 'bad-state': { severity: 'critical', enabled: false } },
      file: 'ours.yaml',
    });
    expect(() => readProfile('id: o\ntitle: O\nextends: strct\n', 'o.yaml', policies)).toThrow(
      'o.yaml:3:10: no profile `strct`; did you mean `strict`?',
    );
  });
});
