// The examples inside the rules, replayed through the real inputs; and that a wrong example is noticed.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Example, Rule } from '../../src/model/rule.ts';
import { replay } from '../../src/replay.ts';
import { loadPolicies, type Policies } from '../../src/rules/load.ts';
import { rule } from './support.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
let policies: Policies;
beforeAll(async () => {
  policies = await loadPolicies({ root, cwd: root, examples: true });
});

const denied: Example = {
  compose: 'services:\n  web:\n    image: nginx\n    privileged: true\n  db: { image: postgres }\n',
  denies: ['web'],
};
const open: Example = { compose: 'services: { web: { image: nginx, privileged: "${PRIV}" } }\n', unknown: ['web'] };

function privileged(examples: readonly Example[]): Rule {
  return rule({ id: 'privileged', deny: 'container.privileged', at: 'container.privileged', examples });
}

async function failures(examples: readonly Example[]): Promise<string[]> {
  const found = await replay([privileged(examples)], policies);
  return found.map(({ example, expected, got }) => `${example}: expected ${expected}; got ${got}`);
}

describe('the rules that ship', () => {
  it('answer every example as it is written', async () => {
    expect(await replay(policies.rules, policies)).toEqual([]);
  });
});

describe('replaying', () => {
  it('accepts examples that come out as written', async () => {
    expect(await failures([denied, open, { ...denied, lines: [4] }])).toEqual([]);
  });

  it.each([
    [
      'a denied subject that is not named',
      { ...denied, denies: [] },
      '1: expected denied none, unknown none; got denied web, unknown none',
    ],
    [
      'a clean subject named as denied',
      { ...denied, denies: ['web', 'db'] },
      '1: expected denied db web, unknown none; got denied web, unknown none',
    ],
    [
      'an unknown subject that is not named',
      { ...open, unknown: [] },
      '1: expected denied none, unknown none; got denied none, unknown web',
    ],
    [
      'a wrong line',
      { ...denied, lines: [3] },
      '1: expected denied web, unknown none, lines 3; got denied web, unknown none, lines 4',
    ],
    ['a profile that does not exist', { ...denied, profile: 'strickt' }, 'got no profile strickt'],
    [
      'an input that cannot be read',
      { compose: 'services: [' },
      '1: expected denied none, unknown none; got cannot be read',
    ],
    [
      'an input without a subject',
      { compose: 'services: {}\n' },
      '1: expected denied none, unknown none; got no subject at all',
    ],
  ])('notices %s', async (_what, example, message) => {
    const found = await failures([example, denied, open]);
    expect(found).toEqual([expect.stringContaining(message)]);
  });

  it('asks for a denied, a clean and an unknown subject', async () => {
    expect(await failures([denied, { ...open, unknown: ['web'] }])).toEqual([]);
    expect(await failures([open])).toEqual([
      '0: expected an example with a denied subject; got none',
      '0: expected an example with a clean subject; got none',
    ]);
    const both = await replay([privileged([denied]), { ...privileged([denied, open]), id: 'other' }], policies);
    expect(both).toMatchObject([
      {
        rule: 'privileged',
        example: 0,
        expected: 'an example with an unknown subject, since container.privileged can be absent',
      },
    ]);
  });

  it('judges by the profile and the policy of the example', async () => {
    const limit = rule({ id: 'limit', deny: 'container.pidsLimit > policy.maxPids' });
    const compose = 'services: { web: { image: nginx, pids_limit: 100 }, db: { image: postgres, pids_limit: 5 } }\n';
    const examples = [
      { compose, policy: { maxPids: 50 }, denies: ['web'] },
      { compose, policy: { maxPids: 500 } },
      { compose: compose.replace('100', '"${N}"'), policy: { maxPids: 50 }, unknown: ['web'] },
    ];
    expect(await replay([{ ...limit, examples }], policies)).toEqual([]);
  });

  it('reads projects of several files from memory', async () => {
    const files = {
      'compose.yaml': 'services: { web: { image: nginx } }\n',
      'compose.override.yaml': 'services:\n  web:\n    privileged: true\n',
    };
    expect(
      await failures([{ files, denies: ['web'], lines: [3] }, open, { compose: 'services: { a: { image: b } }\n' }]),
    ).toEqual([]);
  });
});
