// The frameworks that ship: complete, resting on rules that exist, and of one answer where two of them say the same.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Control, ControlStatus, Framework } from '../../src/model/control.ts';
import type { Report } from '../../src/reports/report-schema.ts';
import { loadPolicies, type Policies } from '../../src/rules/load.ts';
import { runCommandLine } from '../cli/run-command-line.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
let policies: Policies;
beforeAll(async () => {
  policies = await loadPolicies({ root, cwd: root });
});

function framework(id: string): Framework {
  const found = policies.frameworks.find((known) => known.id === id);
  if (found === undefined) throw new Error(`there is no framework ${id}`);
  return found;
}

function control(id: string, wanted: string): Control {
  const found = framework(id).controls.find((known) => known.id === wanted);
  if (found === undefined) throw new Error(`${id} has no control ${wanted}`);
  return found;
}

describe('the frameworks that ship', () => {
  it('are these, with so many controls', () => {
    expect(policies.frameworks.map(({ id, controls }) => [id, controls.length])).toEqual([
      ['cis-docker-1.6.0', 44],
      ['gdpr', 5],
      ['mitre-attack-containers', 48],
      ['nist-800-190', 97],
      ['pci-dss-4.0', 19],
      ['seaworthy-beyond-cis', 40],
      ['seaworthy-design', 6],
      ['soc2', 10],
    ]);
  });

  it('leave no control without a rule and without a reason, and name only rules that there are', () => {
    const known = new Set(policies.rules.map(({ id }) => id));
    const rows = policies.frameworks.flatMap(({ id, controls }) => controls.map((row) => ({ ...row, of: id })));
    expect(rows.filter(({ rules, manual }) => rules.length === 0 && manual === undefined)).toEqual([]);
    expect(rows.flatMap(({ rules }) => rules).filter((rule) => !known.has(rule))).toEqual([]);
  });

  it('leave no rule out, so that every finding is evidence for something', () => {
    const used = new Set(policies.frameworks.flatMap(({ controls }) => controls.flatMap(({ rules }) => rules)));
    expect(policies.rules.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([]);
  });

  it('say of every manual control what would decide it', () => {
    const vague = policies.frameworks.flatMap(({ id, controls }) =>
      controls
        .filter(({ manual }) => manual !== undefined && !/decide|have to be read/.test(manual))
        .map((row) => `${id}/${row.id}`),
    );
    expect(vague).toEqual([]);
  });

  it.each(['gdpr', 'soc2', 'pci-dss-4.0'])('never let %s pass: a scan gives evidence and attests nothing', (id) => {
    expect(framework(id).controls.filter(({ manual }) => manual === undefined)).toEqual([]);
    expect(framework(id).about).toMatch(/^Evidence /);
  });
});

describe('nist-800-190', () => {
  it('holds every risk and every countermeasure in order', () => {
    const sections = (chapter: number) => [5, 3, 5, 5, 5].flatMap((count, section) => ids(chapter, section, count));
    const ids = (chapter: number, section: number, count: number) =>
      Array.from({ length: count }, (_, index) => `${chapter}.${section + 1}.${index + 1}`);
    const numbered = framework('nist-800-190').controls.filter(({ id }) => /^\d/.test(id));
    expect(numbered.map(({ id }) => id)).toEqual([...sections(3), ...sections(4), '4.6']);
  });

  it.each([
    ['CM-2', 'Baseline Configuration', 'unpinned-image'],
    ['AC-6', 'Least Privilege', 'root-user'],
    ['SC-3', 'Security Function Isolation', 'host-pid'],
    ['SI-3', 'Malicious Code Protection', 'reverse-shell-code'],
  ])('has a row for %s of the design', (id, title, rule) => {
    expect(control('nist-800-190', id).title.startsWith(title)).toBe(true);
    expect(control('nist-800-190', id).rules).toContain(rule);
  });
});

it('mitre-attack-containers names techniques by their ids', () => {
  const odd = framework('mitre-attack-containers').controls.filter(({ id }) => !/^T\d{4}(?:\.\d{3})?$/.test(id));
  expect(odd).toEqual([]);
  expect(control('mitre-attack-containers', 'T1611')).toMatchObject({ title: 'Escape to Host' });
});

describe('a scan with every framework', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'frameworks-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function scan(files: Readonly<Record<string, string>>): Promise<Report> {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { out } = await runCommandLine(['scan', '--framework', 'all', '--format', 'json'], folder);
    return JSON.parse(out) as Report;
  }

  const hardened =
    'image: docker.io/library/nginx:1.27, user: "10001", read_only: true, cap_drop: [ALL], mem_limit: 128m, cpus: 0.5, networks: [back]';
  const networks = 'networks: { back: { internal: true } }';
  const cases: readonly (readonly [what: string, files: Readonly<Record<string, string>>])[] = [
    [
      'a careless service',
      { 'compose.yaml': 'services: { web: { image: nginx, network_mode: host, privileged: true } }' },
    ],
    ['a hardened service', { 'compose.yaml': `services: { web: { ${hardened} } }\n${networks}` }],
    [
      'services of which much is not known',
      {
        'compose.yaml':
          'services: { a: { image: nginx, read_only: "${RO}", mem_limit: "${MEM}", cpus: "${CPUS}", network_mode: "${NET}" } }',
      },
    ],
    ['a Dockerfile alone', { Dockerfile: 'FROM debian:12\nUSER root\n' }],
    [
      'several targets that differ',
      {
        'a/compose.yaml': `services: { web: { ${hardened} } }\n${networks}`,
        'b/compose.yaml': 'services: { web: { image: nginx } }',
        'c/Dockerfile': 'FROM debian:12\nUSER 1000\n',
      },
    ],
  ];
  const BADNESS: readonly ControlStatus[] = ['not-applicable', 'pass', 'unknown', 'fail'];

  it.each(cases)('gives the rows of the design the answer of the benchmark for %s', async (_what, files) => {
    const report = await scan(files);
    for (const controls of [report.controls, ...report.targets.map((target) => target.controls)]) {
      const statusOf = (of: string, id: string) =>
        controls.find((row) => row.framework === of && row.id === id)?.status;
      const cis = (...ids: string[]) => {
        const all = ids.map((id) => statusOf('cis-docker-1.6.0', id) ?? 'not-applicable');
        return all.sort((a, b) => BADNESS.indexOf(b) - BADNESS.indexOf(a))[0];
      };
      expect(['4.1', '4.5', '5.3', '5.9', '5.12', '5.13'].map((id) => statusOf('seaworthy-design', id))).toEqual([
        cis('4.1'),
        cis('5.13'),
        cis('5.10', '5.30'),
        cis('5.4'),
        cis('5.11'),
        cis('5.12'),
      ]);
    }
  });

  it('has cases for every status, so that the agreement above is no accident', async () => {
    const seen = new Set<string>();
    for (const [, files] of cases) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      const report = await scan(files);
      for (const row of report.controls) if (row.framework === 'seaworthy-design') seen.add(row.status);
    }
    expect([...seen].sort()).toEqual(['fail', 'not-applicable', 'pass', 'unknown']);
  });

  it('lets a framework of an organisation take part', async () => {
    const report = await scan({
      'compose.yaml': 'services: { web: { image: nginx, privileged: true } }',
      '.seaworthy/frameworks/acme.yaml':
        'id: acme\ntitle: Acme\nversion: "1"\nshort: ACME\ncontrols: [{ id: A1, title: No privileged containers, controls: { cis-docker-1.6.0: ["5.5"] } }]\n',
    });
    expect(report.controls.find((row) => row.framework === 'acme')).toMatchObject({
      id: 'A1',
      status: 'fail',
      rules: ['privileged-container'],
      evidence: { pass: 0, fail: 1, unknown: 0 },
    });
  });
});

describe('a level', () => {
  const cis = async (...words: string[]) => {
    const { code, out, err } = await runCommandLine(
      ['scan', 'run:docker run nginx', '--format', 'json', ...words],
      root,
    );
    return code === 2 ? err : (JSON.parse(out) as Report).summary.frameworks[0];
  };

  it('leaves the controls above it out, and every report says so', async () => {
    expect(await cis('--level', '1')).toMatchObject({ id: 'cis-docker-1.6.0', level: 1, total: 37 });
    expect(await cis('--level', '2')).toMatchObject({ total: 44 });
    const { out } = await runCommandLine(['scan', 'run:docker run nginx', '--level', '1'], root);
    expect(out).toMatch(/CIS level 1 \d+\/37 pass/);
  });

  it('leaves a framework without levels whole', async () => {
    expect(await cis('--level', '1', '--framework', 'soc2')).toEqual(await cis('--framework', 'soc2'));
  });

  it('is 1 or 2', async () => {
    expect(await cis('--level', '3')).toContain('--level takes 1');
  });
});
