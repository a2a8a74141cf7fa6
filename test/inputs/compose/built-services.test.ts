// Services that are built here are joined with their Dockerfile, with both places behind every value.
import { describe, expect, it } from 'vitest';
import { containersOf } from '../../containers.ts';
import { readTree, type Tree } from './read-services.ts';

const compose = (body: string) => `services:\n  web:\n${body.replaceAll(/^/gm, '    ')}\n`;

async function readWeb(body: string, others: Tree) {
  const target = await readTree({ 'compose.yaml': compose(body), ...others }, 'compose.yaml');
  const [web] = containersOf(target);
  if (web === undefined) throw new Error('no container');
  return { target, web };
}

const DOCKERFILE = `ARG BASE=alpine:3.20
FROM \${BASE} AS run
ARG PORT=80
RUN adduser -D -u 1001 app
USER app
ENV MODE=fast TOKEN_FILE=/run/token
EXPOSE $PORT/udp
WORKDIR /srv
HEALTHCHECK CMD /app/health
ENTRYPOINT ["/app"]
CMD ["--serve"]
FROM run AS debug
USER root
`;

describe('a service that is built here', () => {
  it('takes from the target stage what it leaves to the image', async () => {
    const { web, target } = await readWeb('build: { context: app, target: run, args: { PORT: "8080" } }', {
      'app/Dockerfile': DOCKERFILE,
    });
    expect(web.facts).toMatchObject({
      user: 'app',
      uid: 1001,
      healthcheck: 'defined',
      healthcheckTest: ['CMD-SHELL', '/app/health'],
      entrypoint: ['/app'],
      command: ['--serve'],
      workingDir: '/srv',
      expose: ['8080/udp'],
    });
    expect(web.facts.environment).toEqual([
      { name: 'MODE', value: 'fast', literal: false, fromFile: false },
      { name: 'TOKEN_FILE', value: '/run/token', literal: false, fromFile: false },
    ]);
    expect(web.origins.user).toMatchObject({
      at: { file: 'app/Dockerfile', startLine: 5, startColumn: 6 },
      related: [{ file: 'compose.yaml', startLine: 2 }],
    });
    expect(target.builds).toEqual([
      { dockerfile: 'app/Dockerfile', target: 'run', args: { PORT: '8080' }, container: 'web' },
    ]);
  });

  it('ends in the last stage where no target is named', async () => {
    const { web } = await readWeb('build: app', { 'app/Dockerfile': DOCKERFILE });
    expect(web.facts.uid).toBe(0);
    expect(web.origins.uid?.at).toMatchObject({ file: 'app/Dockerfile', startLine: 13 });
  });

  it('keeps what it says itself', async () => {
    const { web } = await readWeb(
      'build: app\nuser: "5"\nentrypoint: [/other]\nhealthcheck: { disable: true }\nenvironment: { MODE: slow }\nexpose: ["80/udp"]',
      { 'app/Dockerfile': DOCKERFILE },
    );
    expect(web.facts).toMatchObject({ uid: 5, entrypoint: ['/other'], command: [], healthcheck: 'disabled' });
    expect(web.facts.environment).toEqual([
      { name: 'MODE', value: 'slow', literal: true, fromFile: false },
      { name: 'TOKEN_FILE', value: '/run/token', literal: false, fromFile: false },
    ]);
    expect(web.facts.expose).toEqual(['80/udp']);
  });

  it('does not know what the base decides, and says which base', async () => {
    const { web } = await readWeb('build: { context: app, args: { BASE: "nginx:1.29" } }', {
      'app/Dockerfile': 'ARG BASE\nFROM $BASE\n',
    });
    expect(web.facts.user).toBeUndefined();
    expect(web.absences.user?.reason).toBe('inherits the user of nginx:1.29');
  });

  it('does not take the default of an argument whose value is not known', async () => {
    const dockerfile = 'FROM scratch\nARG U=1000\nUSER $U\n';
    const { web, target } = await readWeb('build: { context: app, args: { U: "${APP_UID}" } }', {
      'app/Dockerfile': dockerfile,
    });
    expect(web.facts.uid).toBeUndefined();
    expect(target.errors).toEqual([]);
    expect((await readWeb('build: app', { 'app/Dockerfile': dockerfile })).web.facts.uid).toBe(1000);
  });

  it('reads a Dockerfile written into the compose file, in place', async () => {
    const body = 'build:\n  context: .\n  dockerfile_inline: |\n    FROM scratch\n    USER 0\n    ADD a.txt /\n';
    const { web, target } = await readWeb(body, {});
    expect(web.facts.uid).toBe(0);
    expect(web.origins.user?.at).toMatchObject({ file: 'compose.yaml', startLine: 7, startColumn: 14 });
    const add = target.subjects.find(({ kind, name }) => kind === 'instruction' && name === 'ADD');
    expect(add).toMatchObject({
      id: 'web/final/ADD a.txt /',
      owner: { kind: 'stage', id: 'web/final' },
      declared: { file: 'compose.yaml', startLine: 8, startColumn: 9 },
    });
    expect(target.builds).toBeUndefined();
  });

  it.each([
    ['a file that is not there', 'build: app', {}, 'the Dockerfile app/Dockerfile does not exist'],
    ['an unknown stage', 'build: { context: app, target: rum }', { 'app/Dockerfile': DOCKERFILE }, 'rum'],
    ['a remote context', 'build: https://git.example.invalid/a.git', {}, 'is remote'],
    [
      'a file of the machine',
      'build: { context: ., dockerfile: /etc/hostname }',
      {},
      'outside of the working directory',
    ],
    ['a context above', 'build: { context: ../../.. }', {}, 'outside of the working directory'],
    ['a variable', 'build: "${DIR}"', {}, 'has no value'],
  ])('is unknown for %s', async (_what, body, others, reason) => {
    const { web, target } = await readWeb(body, others as Tree);
    for (const field of ['user', 'uid', 'healthcheck', 'entrypoint', 'command'] as const) {
      expect(web.facts[field]).toBeUndefined();
      expect(web.absences[field]?.reason).toContain(reason);
    }
    expect(target.builds).toBeUndefined();
  });
});
