import { describe, expect, it } from 'vitest';
import { readWeb } from './read-services.ts';

describe('restart', () => {
  it.each([
    ['', 'no', 0],
    ['restart: "no"', 'no', 0],
    ['restart: no', 'no', 0],
    ['restart: always', 'always', 0],
    ['restart: unless-stopped', 'unless-stopped', 0],
    ['restart: on-failure', 'on-failure', 0],
    ['restart: on-failure:3', 'on-failure', 3],
    ['deploy: {restart_policy: {condition: any}}', 'always', 0],
    ['deploy: {restart_policy: {condition: none}}', 'no', 0],
    ['deploy: {restart_policy: {condition: on-failure}}', 'on-failure', 0],
    ['deploy: {restart_policy: {condition: on-failure, max_attempts: 4}}', 'on-failure', 4],
    ['deploy: {restart_policy: {delay: 5s}}', 'always', 0],
    ['restart: always\ndeploy: {restart_policy: {condition: on-failure, max_attempts: 2}}', 'on-failure', 2],
  ])('of %j is %s with %i retries', async (body, restart, restartMaxRetries) => {
    expect((await readWeb(body)).facts).toMatchObject({ restart, restartMaxRetries, autoRemove: false });
  });

  it('is not known behind a variable', async () => {
    const web = await readWeb('restart: "${RESTART}"');
    expect(web.facts.restart).toBeUndefined();
    expect(web.facts.restartMaxRetries).toBeUndefined();
  });
});

describe('healthcheck', () => {
  it.each(['', 'healthcheck: {interval: 5s}', 'healthcheck: {disable: false}'])(
    '%j leaves it to the image',
    async (body) => {
      const web = await readWeb(body);
      expect(web.facts.healthcheck).toBeUndefined();
      expect(web.facts.healthcheckTest).toBeUndefined();
      expect(web.absences.healthcheck?.reason).toContain('image');
    },
  );

  it.each([
    'healthcheck: {disable: true}',
    'healthcheck: {test: NONE}',
    'healthcheck: {test: ["NONE"]}',
    'healthcheck: {test: ["CMD", "true"], disable: true}',
  ])('%j switches it off', async (body) => {
    expect((await readWeb(body)).facts).toMatchObject({ healthcheck: 'disabled', healthcheckTest: [] });
  });

  it.each([
    ['curl -f localhost', ['CMD-SHELL', 'curl -f localhost']],
    ['["CMD", "true"]', ['CMD', 'true']],
    ['["CMD-SHELL", "echo NONE"]', ['CMD-SHELL', 'echo NONE']],
  ])('is defined by %s', async (test, words) => {
    const web = await readWeb(`healthcheck: {test: ${test}}`);
    expect(web.facts).toMatchObject({ healthcheck: 'defined', healthcheckTest: words });
    expect(web.origins.healthcheck?.at.startLine).toBe(4);
  });

  it('is not known behind a variable', async () => {
    expect((await readWeb('healthcheck: {disable: "${OFF}"}')).facts.healthcheck).toBeUndefined();
  });
});

describe('entrypoint and command', () => {
  it('are left to the image when not given', async () => {
    const web = await readWeb('command: null');
    expect(web.facts.entrypoint).toBeUndefined();
    expect(web.facts.command).toBeUndefined();
    expect(web.absences.command?.hint).toContain('`command:`');
  });

  it('are empty when emptied', async () => {
    expect((await readWeb('entrypoint: []\ncommand: []')).facts).toMatchObject({ entrypoint: [], command: [] });
  });

  it('are split as a shell would', async () => {
    expect((await readWeb('command: nginx -g "daemon off;"')).facts.command).toEqual(['nginx', '-g', 'daemon off;']);
  });

  it('discard the command of the image when only the entrypoint is given', async () => {
    expect((await readWeb('entrypoint: [sh]')).facts).toMatchObject({ entrypoint: ['sh'], command: [] });
  });

  it('keep the words that are known', async () => {
    const web = await readWeb('command: ["serve", "${FLAG}"]');
    expect(web.facts.command).toEqual(['serve', undefined]);
    expect(web.absences['command[1]']?.reason).toContain('${FLAG}');
  });
});

describe('the rest of starting', () => {
  it('has the defaults of the engine', async () => {
    expect((await readWeb('')).facts).toMatchObject({
      replicas: 1,
      init: false,
      stopSignal: '',
      workingDir: '',
      logDriver: '',
      logOptions: {},
      labels: {},
    });
  });

  it('reads what is written', async () => {
    const { facts } = await readWeb(
      'scale: 2\ninit: true\nstop_signal: SIGINT\nworking_dir: /w\nlogging: {driver: json-file, options: {max-size: 1m}}\nlabels: [a=b]',
    );
    expect(facts).toMatchObject({
      replicas: 2,
      init: true,
      stopSignal: 'SIGINT',
      workingDir: '/w',
      logDriver: 'json-file',
      logOptions: { 'max-size': '1m' },
      labels: { a: 'b' },
    });
  });

  it('leaves a map open as a whole when one value is not known', async () => {
    const web = await readWeb('labels: {a: b, c: "${C}"}');
    expect(web.facts.labels).toBeUndefined();
    expect(web.absences.labels?.reason).toContain('${C}');
  });

  it('takes names of hostile files as they are', async () => {
    const { facts } = await readWeb('labels: {__proto__: x, constructor: y}');
    expect(Object.entries(facts.labels ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });
});
