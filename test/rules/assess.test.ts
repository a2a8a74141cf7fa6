// What is gathered of a target for the threat model: facts with their lines, and what the rules said of a subject and of its parts.
import { describe, expect, test } from 'vitest';
import type { SubjectEvidence } from '../../src/model/risk.ts';
import { assess, service } from '../score/scored.ts';

const IMAGE = 'image: registry.example.com/app:1.4';

function only(evidence: readonly SubjectEvidence[], kind: string): SubjectEvidence {
  const found = evidence.filter(({ subject }) => subject.kind === kind);
  const [one] = found;
  if (one === undefined || found.length > 1) throw new Error(`there are ${found.length} of kind ${kind}`);
  return one;
}

function linesOf({ rules }: SubjectEvidence, rule: string): (readonly [string, number])[] {
  return (rules.get(rule) ?? []).map(({ outcome, at }) => [outcome, at.startLine] as const);
}

describe('facts', () => {
  test('are answered yes, no, or by what is missing, each with its line', async () => {
    const evidence = only(
      await assess(service([IMAGE, 'read_only: true', 'pids_limit: "${PIDS}"', 'mem_limit: 0'])),
      'container',
    );
    expect(evidence.facts.get('readOnly')).toMatchObject({ answer: true, at: { startLine: 4 } });
    expect(evidence.facts.get('memory')).toMatchObject({ answer: false });
    expect(evidence.facts.get('pids')?.answer).toMatchObject([{ fact: 'container.pidsLimit' }]);
    expect(evidence.facts.get('pids')?.at.startLine).toBe(5);
  });

  test('that are not written point at the declaration', async () => {
    const evidence = only(await assess(service([IMAGE])), 'container');
    expect(evidence.facts.get('cpus')).toMatchObject({ answer: false, at: { file: 'compose.yaml', startLine: 2 } });
  });

  test('of a container are not asked of an image', async () => {
    const evidence = only(await assess({ image: { config: { User: '10001' }, configOnly: true } }), 'image');
    expect(evidence.facts.get('user')?.answer).toBe(true);
    expect(evidence.facts.has('readOnly')).toBe(false);
  });

  test('of a file hold for its image', async () => {
    const files = {
      'etc/os-release': 'ID=alpine\nVERSION_ID=3.20\n',
      'usr/bin/python3': { mode: '755', capabilities: ['SETUID'] },
    };
    const evidence = only(await assess({ image: { layers: [files] } }), 'image');
    expect(evidence.facts.get('capableInterpreter')?.answer).toBe(true);
  });

  test('follow the policy of the profile', async () => {
    const input = service([IMAGE, 'security_opt: ["apparmor=shop"]']);
    const answer = async (policy: { hostLsm?: string }) =>
      only(await assess({ ...input, policy }), 'container').facts.get('apparmor')?.answer;
    expect(await answer({ hostLsm: 'apparmor' })).toBe(true);
    expect(await answer({ hostLsm: 'selinux' })).toBe(false);
    expect(await answer({})).toMatchObject([{ fact: 'policy.hostLsm' }]);
  });
});

describe('rules', () => {
  test('that fail are kept with every line', async () => {
    const evidence = only(await assess(service([IMAGE, 'volumes:', '  - /etc:/a', '  - /boot:/b'])), 'container');
    expect(linesOf(evidence, 'host-system-path-writable')).toEqual([
      ['fail', 5],
      ['fail', 6],
    ]);
  });

  test('that cannot be answered are kept with what is missing', async () => {
    const evidence = only(await assess(service([IMAGE, 'privileged: "${PRIV}"'])), 'container');
    expect(evidence.rules.get('privileged-container')).toMatchObject([
      { outcome: 'unknown', missing: [{ fact: 'container.privileged' }] },
    ]);
  });

  test('about a command count for its container, with the phase', async () => {
    const evidence = only(
      await assess(service([IMAGE, 'healthcheck: { test: "curl http://registry.example.com/x | sh" }'])),
      'container',
    );
    expect(evidence.rules.get('downloaded-code-executed')).toMatchObject([{ outcome: 'fail', phase: 'health' }]);
  });

  test('about an earlier stage count for the stage that is built on it, and not for one that only copies', async () => {
    const run = 'RUN curl http://registry.example.com/x | sh';
    const built = only(
      await assess({ files: { Dockerfile: `FROM alpine:3.22 AS base\n${run}\nFROM base\nUSER 1000\n` } }),
      'stage',
    );
    expect(linesOf(built, 'downloaded-code-executed')).toEqual([['fail', 2]]);
    const copied = only(
      await assess({
        files: { Dockerfile: `FROM alpine:3.22 AS base\n${run}\nFROM alpine:3.22\nCOPY --from=base /x /x\n` },
      }),
      'stage',
    );
    expect(linesOf(copied, 'downloaded-code-executed')).toEqual([]);
  });

  test('of a profile that switches them off are asked all the same', async () => {
    const input = { ...service([IMAGE, 'pid: host']), rules: { 'host-pid': { enabled: false } } };
    expect(linesOf(only(await assess(input), 'container'), 'host-pid')).toEqual([['fail', 4]]);
  });
});

describe('joining', () => {
  const Dockerfile =
    'FROM alpine:3.22 AS tool\nENV API_TOKEN=0123456789abcdef01\nFROM alpine:3.22 AS app\nUSER 10001\n';

  test('takes the stage that a container names', async () => {
    const compose = (target: string) => `services:\n  app:\n    build: { context: ., target: ${target} }\n`;
    const joined = async (target: string) =>
      (await assess({ files: { 'compose.yaml': compose(target), Dockerfile } })).find(
        ({ subject }) => subject.kind === 'container',
      );
    expect((await joined('tool'))?.facts.get('leakedSecret')).toMatchObject({ answer: true, at: { startLine: 2 } });
    expect((await joined('app'))?.facts.get('leakedSecret')?.answer).not.toBe(true);
  });

  test('lets the container say its user, and the image only what the container cannot say', async () => {
    const files = {
      'compose.yaml': 'services:\n  app:\n    build: .\n    user: "0"\n',
      Dockerfile: 'FROM alpine:3.22\nUSER 10001\n',
    };
    const evidence = only(
      (await assess({ files })).filter(({ subject }) => subject.kind === 'container'),
      'container',
    );
    expect(evidence.facts.get('user')).toMatchObject({ answer: false, at: { file: 'compose.yaml', startLine: 4 } });
  });

  test('leaves a container that builds from elsewhere alone', async () => {
    const files = {
      'compose.yaml': `services:\n  app:\n    ${IMAGE}\n`,
      Dockerfile: 'FROM alpine:3.22\nENV API_TOKEN=0123456789abcdef01\n',
    };
    const evidence = only(
      (await assess({ files })).filter(({ subject }) => subject.kind === 'container'),
      'container',
    );
    expect(evidence.facts.get('leakedSecret')?.answer).not.toBe(true);
  });
});
