// A service of a compose file and a run line in the sandbox, and behaviour that is recorded and compared, on every Docker at hand.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SmokeRecord } from '../../src/model/smoke-record.ts';
import { runCommandLine } from '../cli/run-command-line.ts';
import { dockersAtHand } from '../engine-at-hand.ts';
import { canMakeImages } from '../sandbox/image-archive.ts';
import { runnable } from '../sandbox/images.ts';
import { openWorkshop, type Workshop } from '../sandbox/workshop.ts';

const engines = canMakeImages ? await dockersAtHand() : [];
if (engines.length === 0) test.skip('needs Docker, and busybox', () => {});

interface Report {
  readonly targets: readonly { readonly id: string; readonly kind: string; readonly smoke?: SmokeRecord }[];
}

describe.each(engines)('on $name', (at) => {
  let workshop: Workshop;
  let folder: string;
  let image: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smoke-service-'));
    workshop = await openWorkshop(at);
    image = (await workshop.load(runnable.httpd)).name;
    writeFileSync(
      join(folder, 'compose.yaml'),
      [
        'services:',
        '  web:',
        `    image: ${image}`,
        '    depends_on: [db]',
        '    cap_add: [SYS_ADMIN]',
        '    tmpfs: [/run]',
        '    environment:',
        '      DB_PASSWORD: hunter2-but-longer',
        '  db:',
        '    image: registry.example.com/not/here:1',
        '',
      ].join('\n'),
    );
  });
  afterEach(async () => expect(await workshop.leftovers()).toEqual([]));
  afterAll(async () => {
    await workshop.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const smoke = async (...words: readonly string[]) => {
    const environment = {
      HOME: folder,
      XDG_STATE_HOME: join(folder, 'state'),
      DOCKER_HOST: at.place.environment.DOCKER_HOST ?? '',
    };
    const all = ['smoke', ...words, '--runtime', 'runc', '--format', 'json'];
    const { out, err, code } = await runCommandLine(all, folder, environment);
    const report = out === '' ? undefined : (JSON.parse(out) as Report);
    return { code, err, report, record: report?.targets.find(({ kind }) => kind === 'smoke')?.smoke };
  };

  test('a service starts alone, with what the policy allows of what it declares', async () => {
    const { record, report } = await smoke('compose.yaml', '--service', 'web');
    expect(report?.targets.map(({ kind }) => kind).sort()).toEqual(['compose', 'docker', 'smoke']);
    expect(record).toMatchObject({
      result: 'healthy',
      declared: { dependsOn: ['db'], at: { file: 'compose.yaml', line: 2 } },
      relaxations: [{ what: 'tmpfs /run', by: 'compose.yaml:6' }],
      replacedVariables: ['DB_PASSWORD'],
    });
    expect(record?.notices).toContainEqual(
      expect.stringMatching(/SYS_ADMIN, asked for by compose\.yaml:5, is not given/),
    );
    expect(JSON.stringify(record)).not.toContain('hunter2');
  });

  test('which of several services is meant has to be said', async () => {
    expect(await smoke('compose.yaml')).toMatchObject({ code: 2, err: expect.stringMatching(/one of web, db/) });
    expect(await smoke('compose.yaml', '--service', 'wbe')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/did you mean web\?/),
    });
    expect(await smoke('compose.yaml', '--service', 'db')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/not\/here:1 is not in .*--pull missing/),
    });
  });

  test('a run line starts what it would start', async () => {
    const { record } = await smoke(`run:docker run ${image} /bin/false`);
    expect(record).toMatchObject({ result: 'failed', exitCode: 1, declared: { command: ['/bin/false'] } });
  });

  test('a build that does something new differs from what was recorded', async () => {
    expect((await smoke(image, '--record', 'web.json')).err).toMatch(/recorded the behaviour .*\(1 run\)/);
    expect(JSON.parse(readFileSync(join(folder, 'web.json'), 'utf8'))).toMatchObject({
      runtime: 'runc',
      runs: [{ result: 'healthy', processes: expect.any(Array) }],
    });
    expect((await smoke(image, '--expect', 'web.json')).record?.anomalies).toEqual([]);
    const other = await smoke(`run:docker run ${image} /bin/httpd -f -p 9090 -h /www`, '--expect', 'web.json');
    expect(other.record?.anomalies?.map(({ kind }) => kind)).toContain('result');
    expect(other.code).toBe(1);
  });
});
