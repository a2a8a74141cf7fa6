// The facts of a run line and those of the container that a real engine made of it are the same.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { InputError } from '../../src/model/errors.ts';
import { DOCKER_RUN_FLAGS } from '../../src/parse/docker-run-flags.ts';
import { podmanRunFlags } from '../../src/parse/podman-run-flags.ts';
import { quoteWords } from '../../src/parse/shell-words.ts';
import { type Changes, factsOf, type Json, variant } from './inspect/read-inspect.ts';
import { contextWith, readRun } from './run/read-run.ts';

interface Vector {
  id: string;
  line: string;
  expect?: { set?: Record<string, Json> };
  engineError?: object;
  storedByEngine20?: Record<string, Json>;
  verified: string[];
}

const { vectors }: { vectors: Vector[] } = parse(
  readFileSync(new URL('../parse/run-vectors.yaml', import.meta.url), 'utf8'),
);
const stored = vectors.filter(
  ({ verified, expect: wanted, engineError, line }) =>
    verified.includes('engine-20.10') &&
    wanted !== undefined &&
    engineError === undefined &&
    !/\.env|seccomp\.json/.test(line),
);

const FIELDS = [
  ...['privileged', 'capAdd', 'capDrop', 'effectiveCapabilities', 'user', 'uid', 'gid', 'groupAdd', 'securityOptions'],
  ...[
    'noNewPrivileges',
    'apparmor',
    'seccomp',
    'seccompDefaultAction',
    'selinux',
    'maskedPaths',
    'writableCgroups',
    'readOnly',
  ],
  ...[
    'networkMode',
    'hostNetwork',
    'networks',
    'pid',
    'hostPid',
    'hostIpc',
    'uts',
    'usernsMode',
    'cgroupParent',
    'ports',
  ],
  ...[
    'publishAll',
    'expose',
    'extraHosts',
    'dns',
    'mounts',
    'devices',
    'sysctls',
    'ulimits',
    'memoryBytes',
    'memorySwapBytes',
  ],
  ...[
    'memoryReservationBytes',
    'cpus',
    'cpuShares',
    'cpuset',
    'pidsLimit',
    'shmSizeBytes',
    'oomKillDisable',
    'oomScoreAdj',
  ],
  ...[
    'restart',
    'restartMaxRetries',
    'autoRemove',
    'init',
    'healthcheck',
    'healthcheckTest',
    'entrypoint',
    'labels',
    'os',
  ],
];

/** The document that the engine would show: what was asked for, with what the engine made of it. */
function documentOf({ expect: wanted, storedByEngine20 = {} }: Vector): Record<string, Json> {
  const changes: Record<string, Json> = {};
  for (const [path, value] of Object.entries({ ...wanted?.set, ...storedByEngine20 }))
    if (path !== 'EndpointsConfig' && !(path === 'Config.User' && value === '')) changes[path] = value;
  return variant('plain', changes satisfies Changes);
}

/** Elements by what identifies them: an engine lists binds in an order of its own. */
function comparable(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item) => JSON.stringify(item)).sort();
}

describe('a run line and the inspect document of what became of it', () => {
  it.each(stored.map((vector) => [vector.id, vector] as const))('tell the same: %s', async (_, vector) => {
    const context = contextWith({}, { CWD: '' });
    const line = vector.line.replaceAll('./src', '/cwd/src').replace(' .:', ' /cwd:');
    const { subjects } = await readRun(line, context);
    const ofLine = new Map(Object.entries(subjects[0]?.facts ?? {}));
    const text = JSON.stringify(documentOf(vector))
      .replaceAll('$CWD', '/cwd')
      .replaceAll('container:<64-hex>', 'container:db')
      .replaceAll('<64-hex>', 'a'.repeat(64));
    // The engine shows twice the memory both for nothing and for exactly that.
    if (ofLine.get('memorySwapBytes') === 2 * Number(ofLine.get('memoryBytes'))) ofLine.set('memorySwapBytes', 0);
    const ofDocument = new Map(Object.entries(factsOf(text)));
    for (const field of FIELDS.filter((name) => ofLine.has(name)))
      expect([field, comparable(ofDocument.get(field))]).toEqual([field, comparable(ofLine.get(field))]);
  });

  it('is compared for more than a hundred lines', () => {
    expect(stored.length).toBeGreaterThan(100);
  });
});

describe('any accepted line', () => {
  const flags = Object.keys({ ...DOCKER_RUN_FLAGS, ...podmanRunFlags() }).map((name) => `--${name}`);
  const value = fc.constantFrom(
    ...[
      '1',
      '-1',
      '64m',
      '/a:/b',
      'a:b',
      'a=b',
      '__proto__=1',
      '80:80',
      '8000-8002:80-82',
      '$X:80',
      '80:$X',
      '$X',
      'type=bind,src=$X,dst=/y',
      'host',
    ],
    ...[
      'container:x',
      'type=tmpfs,dst=/t,tmpfs-size=$X',
      '/dev/fuse:$X',
      'nofile=1:$X',
      'net.a=$X',
      '$X=$Y',
      'name=$X',
      '-$X',
      'ALL',
      'bridge',
    ],
    ...[
      '/$X/y:/z:$O',
      '/t:size=$X',
      'seccomp=$X',
      'on-failure:$X',
      '1s',
      '$PWD:/x',
      '~:/y',
      '$X/y:/x',
      'volume-opt=o=$X,dst=/x,volume-opt=device=/z',
    ],
  );
  const line = fc.array(fc.tuple(fc.constantFrom(...flags), value), { maxLength: 5 });

  it('gives every fact or the reason why it is not known', async () => {
    const context = contextWith();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('docker', 'podman'), line, async (program, pairs) => {
        const words = pairs.map(([flag, text]) => `${flag}=${text}`).join(' ');
        try {
          const { subjects } = await readRun(`${program} run ${words} nginx`, context);
          for (const { facts, absences } of subjects)
            for (const [field, state] of Object.entries(facts))
              if (state === undefined) expect([field, absences[field]?.reason]).not.toEqual([field, undefined]);
        } catch (error) {
          expect([quoteWords([words]), error]).toEqual([quoteWords([words]), expect.any(InputError)]);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
