// The scores of real inputs: the worked examples of the threat model, and what may never be.
import { describe, expect, test } from 'vitest';
import { assess, scoreOne, scorer, service, stateOf, threat } from './scored.ts';

const IMAGE = `image: registry.example.com/app:1.4@sha256:${'a'.repeat(64)}`;
const INTERNAL = 'networks: { back: { internal: true } }';
const HARDENED = [
  IMAGE,
  'user: "10001:10001"',
  'read_only: true',
  'cap_drop: [ALL]',
  'security_opt: ["no-new-privileges:true"]',
  'networks: [back]',
  'mem_limit: 256m',
  'cpus: 0.5',
  'pids_limit: 100',
];
const SECURE = [...HARDENED, 'entrypoint: [/app/server]', 'command: []', 'healthcheck: { test: [CMD, /app/check] }'];

describe('the worked examples of the model', () => {
  test('privileged, root, no limits', async () => {
    const risk = await scoreOne(service([IMAGE, 'privileged: true', 'user: root']));
    const breakout = threat(risk, 'T001');
    expect(breakout).toMatchObject({ impact: 3, probability: 3, mitigated: false, score: 9, level: 'CRITICAL' });
    expect(breakout.controls.filter(({ voided }) => voided).map(({ id }) => id)).toEqual(['C006', 'C009', 'C010']);
    expect(breakout.evidence[0]).toMatchObject({
      effect: 'force',
      rules: ['privileged-container'],
      locations: [{ file: 'compose.yaml', startLine: 4 }],
    });
    expect(threat(risk, 'T003')).toMatchObject({ impact: 2, probability: 3, score: 6, level: 'HIGH' });
    expect(stateOf(risk, 'T003', 'C007')).toBe('absent');
  });

  test('hardened, with the profiles that the engine brings', async () => {
    const risk = await scoreOne(service(HARDENED, INTERNAL));
    const breakout = threat(risk, 'T001');
    expect(breakout).toMatchObject({
      base: 1,
      probability: 1,
      mitigated: true,
      score: 0.9,
      level: 'LOW',
      coverage: 0.79,
    });
    expect(breakout.evidence).toEqual([]);
    expect(Object.fromEntries(breakout.controls.map(({ id, state }) => [id, state]))).toEqual({
      C001: 'in-force',
      C002: 'in-force',
      C003: 'in-force',
      C006: 'partial',
      C009: 'in-force',
      C010: 'partial',
    });
    expect(threat(risk, 'T003')).toMatchObject({ probability: 3, mitigated: true, score: 1.8, coverage: 1 });
    expect(stateOf(risk, 'T003', 'C008')).toBe('not-applicable');
  });

  test.each([
    ['an image', { image: { config: { Env: ['NPM_TOKEN=0123456789abcdef01'] }, configOnly: true } }],
    ['a stage', { files: { Dockerfile: 'FROM scratch\nUSER 0\nENV NPM_TOKEN=0123456789abcdef01\n' } }],
  ])('%s alone, root, with a leaked token', async (_what, input) => {
    const risk = await scoreOne(input);
    expect(risk.imageOnly).toBe(true);
    const exfiltration = threat(risk, 'T005');
    expect(exfiltration).toMatchObject({ probability: 3, score: 9, level: 'CRITICAL', insufficientEvidence: true });
    expect(exfiltration.controls.every(({ state }) => state === 'not-assessable')).toBe(true);
    expect(threat(risk, 'T001')).toMatchObject({ base: 1, probability: 1, score: 3, level: 'MEDIUM' });
  });
});

describe('levels', () => {
  test('a secure configuration is LOW in every threat', async () => {
    const risk = await scoreOne({ ...service(SECURE, INTERNAL), policy: { allowedCommands: ['server', 'check'] } });
    expect(risk.threats.map(({ id, level }) => `${id} ${level}`).sort()).toEqual([
      'T001 LOW',
      'T002 LOW',
      'T003 LOW',
      'T004 LOW',
      'T005 LOW',
    ]);
    expect(risk.level).toBe('LOW');
  });

  test('a secure docker run line bounds memory, and says that who started it may end it', async () => {
    const run = `docker run --rm --user 10001:10001 --read-only --cap-drop ALL --security-opt no-new-privileges --network none -m 64m --cpus 1 --pids-limit 50 registry.example.com/app@sha256:${'a'.repeat(64)} /app/job`;
    const risk = await scoreOne({ run });
    expect(threat(risk, 'T003')).toMatchObject({ mitigated: true, level: 'LOW' });
    expect(stateOf(risk, 'T003', 'C008')).toBe('not-assessable');
    expect(threat(risk, 'T001').level).toBe('LOW');
  });

  test('everything wrong at once is CRITICAL, and only exhaustion stops at HIGH', async () => {
    const risk = await scoreOne(
      service([
        'image: app',
        'privileged: true',
        'user: root',
        'pid: host',
        'network_mode: host',
        'oom_kill_disable: true',
        'command: sh -c "curl http://registry.example.com/x | sh"',
        'volumes: ["/:/host", "/var/run/docker.sock:/var/run/docker.sock"]',
        'logging: { driver: none }',
      ]),
    );
    expect(risk).toMatchObject({ score: 9, level: 'CRITICAL' });
    expect(risk.threats.map(({ id, score }) => [id, score])).toEqual([
      ['T001', 9],
      ['T002', 9],
      ['T004', 9],
      ['T005', 9],
      ['T003', 6],
    ]);
  });

  test.each([
    ['an image of which only the configuration is known', { image: { configOnly: true } }],
    ['an image that runs as root', { image: { config: { User: '0', Cmd: ['sh'] }, layers: [{ 'bin/sh': 'x' }] } }],
    ['a stage', { files: { Dockerfile: 'FROM registry.example.com/base:1\nCMD ["/app"]\n' } }],
  ])('%s is not HIGH for want of evidence', async (_what, input) => {
    const risk = await scoreOne(input);
    expect(risk.score).toBeLessThan(5);
  });
});

describe('what a container is joined with', () => {
  test('its Dockerfile: a token in there is a risk of the container', async () => {
    const files = {
      'compose.yaml': 'services:\n  app:\n    build: .\n',
      Dockerfile: 'FROM scratch\nUSER 10001\nENV NPM_TOKEN=0123456789abcdef01\n',
    };
    const risk = await scoreOne({ files }, 'app');
    const [forced] = threat(risk, 'T005').evidence;
    expect(forced).toMatchObject({ effect: 'force', facts: ['leakedSecret'] });
    expect(forced?.locations[0]).toMatchObject({ file: 'Dockerfile', startLine: 3 });
    expect(stateOf(risk, 'T001', 'C001')).toBe('in-force');
  });

  test('its commands: what it runs on each start forces an injection', async () => {
    const risk = await scoreOne(service([IMAGE, 'command: ["sh", "-c", "curl https://registry.example.com/x | sh"]']));
    expect(threat(risk, 'T002').evidence[0]).toMatchObject({
      effect: 'force',
      rules: ['downloaded-code-executed'],
      locations: [{ file: 'compose.yaml', startLine: 4 }],
    });
  });

  test('not the commands of the build: those raise and do not force', async () => {
    const Dockerfile = 'FROM alpine:3.22\nRUN wget -O- https://registry.example.com/x | sh\nUSER 10001\n';
    const { probability, evidence } = threat(await scoreOne({ files: { Dockerfile } }), 'T002');
    expect(evidence.map(({ effect }) => effect)).toEqual(['raise']);
    expect(probability).toBe(2);
  });
});

describe('what is not known', () => {
  const withRoot = (mode: string) =>
    service([...HARDENED.filter((line) => line !== 'read_only: true'), `read_only: ${mode}`], INTERNAL);

  test('is no pass: a hardened container is not mitigated by a control that is left open', async () => {
    const known = threat(await scoreOne(withRoot('true')), 'T001');
    const open = threat(await scoreOne(withRoot('"${RO}"')), 'T001');
    const absent = threat(await scoreOne(withRoot('false')), 'T001');
    expect(known.score).toBe(0.9);
    expect(open.controls.find(({ id }) => id === 'C002')).toMatchObject({
      state: 'not-assessable',
      open: true,
      reason: expect.stringContaining('RO'),
    });
    expect(open.score).toBe(absent.score);
    expect(open.score).toBeGreaterThan(known.score);
    expect(open.insufficientEvidence).toBe(true);
  });

  test('is no failure either: an open `privileged` forces nothing', async () => {
    const { evidence } = threat(await scoreOne(service([IMAGE, 'privileged: "${PRIV}"'])), 'T001');
    expect(evidence.filter(({ effect }) => effect === 'force')).toEqual([]);
  });
});

describe('waivers and switches', () => {
  test('a rule that a profile switches off is a risk all the same', async () => {
    const input = service([IMAGE, 'privileged: true']);
    const off = await scoreOne({ ...input, rules: { 'privileged-container': { enabled: false } } });
    expect(threat(off, 'T001').evidence[0]).toMatchObject({ effect: 'force', rules: ['privileged-container'] });
  });
});

test('a service that is declared twice is scored once', async () => {
  const input = service([IMAGE, 'privileged: true']);
  const [evidence, ...others] = await assess(input);
  expect(others).toEqual([]);
  expect(evidence === undefined ? undefined : scorer.score(evidence)).toEqual(await scoreOne(input));
});
