// Risks through the terminal: in the reports of a scan, and asked for with --what-if.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reportSchema } from '../../scripts/generate-report-schema.ts';
import type { Report } from '../../src/reports/report-schema.ts';
import { runCommandLine } from './run-command-line.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'risk-'));
  writeFileSync(join(folder, 'compose.yaml'), 'services:\n  web:\n    image: nginx:1.27\n    privileged: true\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const scan = (...words: string[]) => runCommandLine(['scan', ...words], folder);

async function report(...words: string[]): Promise<Report> {
  return JSON.parse((await scan('--format', 'json', ...words)).out);
}

test('the JSON report holds risks, recommendations and the answer to a what-if as its schema says', async () => {
  const found = await report('--what-if', 'readOnly,capDrop', '--what-if', 'privileged-container');
  const validate = new Ajv({ strict: true, allErrors: true }).compile(reportSchema() as object);
  validate(found);
  expect(validate.errors ?? []).toEqual([]);
  expect(found.risks).toMatchObject([{ subject: { kind: 'container', id: 'web' }, score: 9, level: 'CRITICAL' }]);
  expect(found.summary.risk).toEqual({ score: 9, level: 'CRITICAL' });
  const [worst] = found.risks[0]?.threats ?? [];
  expect(worst?.id).toBe('T001');
  expect(worst?.evidence[0]).toMatchObject({ effect: 'force', locations: [{ startLine: 4 }] });
  expect(found.recommendations.map(({ id }) => id)).toContain('privileged-container');
  expect(found.whatIf?.names).toEqual(['readOnly', 'capDrop', 'privileged-container']);
  expect(found.whatIf?.subjects[0]?.threats.find(({ id }) => id === 'T001')?.to).toBeLessThan(9);
});

test('a waived finding is a risk all the same', async () => {
  const before = await report();
  writeFileSync(
    join(folder, '.seaworthy.yaml'),
    'waivers:\n  - { rule: privileged-container, reason: accepted, until: 2027-01-01 }\n',
  );
  const after = await report();
  expect(after.summary.waived).toBe(1);
  expect(after.risks).toEqual(before.risks);
});

test('the text report shows the risk behind the name and what to mend first', async () => {
  const { out } = await scan();
  expect(out).toMatch(/^ {2}web \(nginx:1\.27\).*risk 9\.0 CRITICAL {2}T001 Container Escape$/m);
  expect(out).toContain('Mend first');
  expect(out).toContain('\nrisk 9.0 CRITICAL, that of web: 1 CRITICAL\nDENY: ');
});

test('a what-if that names nothing known is refused with the nearest name', async () => {
  const { code, err } = await scan('--what-if', 'readOny');
  expect(code).toBe(2);
  expect(err).toContain('--what-if readOny');
  expect(err).toContain('Did you mean readOnly?');
});

test('a control that is left open is told as such, with what is missing', async () => {
  writeFileSync(join(folder, 'compose.yaml'), 'services:\n  web:\n    image: nginx:1.27\n    read_only: "${RO}"\n');
  const { risks } = await report();
  const controls = risks[0]?.threats.find(({ id }) => id === 'T002')?.controls;
  expect(controls?.find(({ id }) => id === 'C002')).toMatchObject({
    state: 'not-assessable',
    open: true,
    reason: expect.stringContaining('RO'),
  });
});
