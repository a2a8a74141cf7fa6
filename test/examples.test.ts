// The two example shops: the insecure one shows what can go wrong, the hardened one is clean.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { composeInput } from '../src/inputs/compose/input.ts';
import { sourceFiles } from '../src/inputs/files.ts';
import { silent } from '../src/model/log.ts';
import type { Verdict } from '../src/model/verdict.ts';
import { judge } from '../src/rules/judge.ts';
import { loadPolicies } from '../src/rules/load.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

async function scan(folder: string): Promise<readonly Verdict[]> {
  const policies = await loadPolicies({ root, cwd: root });
  const profile = policies.profiles.get('default');
  if (profile === undefined) throw new Error('there is no profile default');
  const target = await composeInput.read(folder, {
    cwd: root,
    files: sourceFiles(root),
    environment: {},
    envFiles: [],
    composeProfiles: ['*'],
    builds: [],
    buildArgs: {},
    buildTarget: '',
    log: silent,
  });
  expect(target.errors).toEqual([]);
  return judge(policies.rules, [target], { profile, compiler: policies.compiler });
}

const show = ({ subject, rule }: Verdict) => `${subject.name}: ${rule}`;
const of = (verdicts: readonly Verdict[], outcome: Verdict['outcome']) =>
  verdicts.filter((verdict) => verdict.outcome === outcome);

describe('examples/shop-hardened', () => {
  it('has no finding under the profile default', async () => {
    const verdicts = await scan('examples/shop-hardened');
    expect(of(verdicts, 'fail').map(show)).toEqual([]);
    expect(of(verdicts, 'pass').length).toBeGreaterThan(300);
  });

  it('leaves open only what the organisation must say', async () => {
    const unknown = of(await scan('examples/shop-hardened'), 'unknown');
    expect([...new Set(unknown.map((verdict) => verdict.rule))].sort()).toEqual([
      'required-ulimit-missing',
      'undeclared-port-published',
      'untrusted-registry',
    ]);
  });
});

describe('examples/shop', () => {
  it('shows the findings that its readers are meant to see', async () => {
    const failed = of(await scan('examples/shop'), 'fail').map(show);
    expect(failed).toEqual(
      expect.arrayContaining([
        'api: seccomp-disabled',
        'api: secret-in-environment',
        'dashboard: root-user',
        'db: host-system-path-writable',
        'db: secret-in-environment',
        'mailer: ssh-port-published',
        'mailer: sshd-started',
        'metrics: host-network',
        'proxy: engine-socket-mounted',
        'proxy: floating-image-tag',
        'web: dangerous-capability-added',
        'worker: privileged-container',
      ]),
    );
  });

  it('cannot tell what depends on a variable without a value', async () => {
    const unknown = of(await scan('examples/shop'), 'unknown').map(show);
    expect(unknown).toEqual(expect.arrayContaining(['api: privileged-port-published', 'mailer: root-user']));
  });

  it('points at the file that a value comes from', async () => {
    const failed = of(await scan('examples/shop'), 'fail');
    const placeOf = (rule: string, name: string) =>
      failed.find((verdict) => verdict.rule === rule && verdict.subject.name === name)?.location.file;
    expect(placeOf('dangerous-capability-added', 'web')).toBe('examples/shop/compose.override.yaml');
    expect(placeOf('host-network', 'metrics')).toBe('examples/shop/monitoring/compose.yaml');
    expect(placeOf('secret-in-environment', 'dashboard')).toBe('examples/shop/monitoring/compose.yaml');
  });
});
