// What services run becomes commands: argv, shell code, health checks and hooks, each where it stands.
import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/model/subject.ts';
import { readTree, type Tree } from './read-services.ts';

async function commandsOf(body: string, others: Tree = {}): Promise<Subject<'command'>[]> {
  const text = `services:\n  web:\n    image: nginx\n${body.replaceAll(/^/gm, '    ')}\n`;
  const { subjects } = await readTree({ 'compose.yaml': text, ...others }, 'compose.yaml');
  return subjects.filter((subject): subject is Subject<'command'> => subject.kind === 'command');
}

const show = ({ facts, declared }: Subject<'command'>) =>
  [facts.phase, facts.origin, facts.program, declared.startLine, declared.startColumn] as const;

describe('the commands of a service', () => {
  it('are entrypoint and command as one argv', async () => {
    const commands = await commandsOf('entrypoint: [tini, --, curl]\ncommand: [-k, "https://a.example.invalid/"]');
    expect(commands.map(show)).toEqual([['start', 'entrypoint', 'curl', 4, 18]]);
    expect(commands[0]?.facts).toMatchObject({ wrappers: ['tini'], flags: ['--insecure'], form: 'exec' });
    expect(commands[0]?.owner).toEqual({ kind: 'container', id: 'web' });
  });

  it('are those inside shell code, at their own columns', async () => {
    const commands = await commandsOf('command: ["sh", "-c", "cd /app && exec node server.js"]');
    expect(commands.map(show)).toEqual([
      ['start', 'command', 'sh', 4, 15],
      ['start', 'command', 'cd', 4, 28],
      ['start', 'command', 'node', 4, 39],
    ]);
  });

  it('are those of health checks and hooks', async () => {
    const commands = await commandsOf(
      [
        'healthcheck: { test: "curl -f http://localhost/ || exit 1" }',
        'post_start:',
        '  - command: [chown, -R, app, /data]',
        'pre_stop:',
        '  - command: ["sh", "-c", "kill 1"]',
      ].join('\n'),
    );
    expect(commands.map(({ facts }) => [facts.phase, facts.origin, facts.program])).toEqual([
      ['health', 'healthcheck', 'sh'],
      ['health', 'healthcheck', 'curl'],
      ['health', 'healthcheck', 'exit'],
      ['hook', 'post_start', 'chown'],
      ['hook', 'pre_stop', 'sh'],
      ['hook', 'pre_stop', 'kill'],
    ]);
  });

  it('know that interpolation makes code of a value, and what it is called', async () => {
    const of = async (line: string) => (await commandsOf(line))[0]?.facts;
    expect(await of('command: sh -c "migrate --url ${DB_URL}"')).toMatchObject({
      dynamicCode: true,
      dynamicCodeText: 'migrate --url ${DB_URL}',
    });
    expect(await of('command: sh -c "migrate --url ${DB_URL:-none}"')).toMatchObject({ dynamicCode: true });
    expect(await of('command: sh -c "migrate --url $$DB_URL"')).toMatchObject({ dynamicCode: false });
    expect(await of('command: sh -c "migrate --url now"')).toMatchObject({ dynamicCode: false });
  });

  it('do not know a program that a variable names', async () => {
    const [first] = await commandsOf('command: ["${PROGRAM}", "--serve"]');
    expect(first?.facts).toMatchObject({ program: '', dynamicProgram: true });
  });

  it('come with the entrypoint of the Dockerfile in front', async () => {
    const text = 'services:\n  web:\n    build: .\n    command: ["curl -k https://a.example.invalid/"]\n';
    const dockerfile = 'FROM scratch\nENTRYPOINT ["sh", "-c"]\n';
    const { subjects } = await readTree({ 'compose.yaml': text, Dockerfile: dockerfile }, 'compose.yaml');
    const programs = subjects.flatMap((subject) => (subject.kind === 'command' ? [subject.facts.program] : []));
    expect(programs).toEqual(['sh', 'curl']);
  });

  it('that no shell would take are a subject of which nothing is known', async () => {
    const commands = await commandsOf('command: ["sh", "-c", "if true; then"]');
    const open = commands.find(({ facts }) => facts.parsed === undefined);
    expect(open?.absences.parsed?.reason).toBeTruthy();
    expect(open?.declared).toMatchObject({ file: 'compose.yaml', startLine: 4 });
  });
});
