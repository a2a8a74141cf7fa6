// The edits in the rules that ship: taken as suggested, each mends its finding and breaks nothing.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { ChangedLines } from '../../../src/model/action-context.ts';
import { silent } from '../../../src/model/log.ts';
import type { Example } from '../../../src/model/rule.ts';
import type { Run } from '../../../src/model/run.ts';
import type { Verdict } from '../../../src/model/verdict.ts';
import { refuseConnections } from '../../../src/offline.ts';
import { chooseSuggestions, type Suggestion } from '../../../src/reports/suggestions.ts';
import { loadPolicies } from '../../../src/rules/load.ts';
import { scan } from '../../../src/scan.ts';
import { joinSettings } from '../../../src/settings.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The files of an example that are found in a folder. */
function filesOf({ compose, dockerfile, files, denies = [] }: Example): ReadonlyMap<string, string> {
  if (denies.length === 0) return new Map();
  return new Map([
    ...Object.entries(files ?? {}),
    ...(compose === undefined ? [] : [['compose.yaml', compose] as const]),
    ...(dockerfile === undefined ? [] : [['Dockerfile', dockerfile] as const]),
  ]);
}

/** Scans files in a folder of their own. */
async function scanFiles(files: ReadonlyMap<string, string>): Promise<Run> {
  const cwd = mkdtempSync(join(tmpdir(), 'seaworthy-suggestions-'));
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), text);
    }
    return await scan(joinSettings({}, { targets: ['.'] }), {
      cwd,
      root,
      environment: {},
      today: '2026-01-01',
      tool: { name: 'Seaworthy', version: '0.0.0' },
      connections: refuseConnections('not needed'),
      log: silent,
    });
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** The files as they are when every suggestion is taken. */
function take(files: ReadonlyMap<string, string>, suggestions: readonly Suggestion[]): ReadonlyMap<string, string> {
  const lines = new Map([...files].map(([path, text]) => [path, text.split('\n')]));
  for (const { file: path, line, was, write } of suggestions) {
    expect(lines.get(path)?.[line - 1]).toBe(was);
    lines.get(path)?.splice(line - 1, 1, write);
  }
  return new Map([...lines].map(([path, own]) => [path, own.join('\n')]));
}

const isOpen = ({ outcome }: Verdict) => outcome !== 'pass';
const answerOf = ({ rule, target, subject, location }: Verdict) =>
  JSON.stringify([rule, target, subject.id, location.file, location.startLine]);

describe('the edits of the rules that ship', async () => {
  const { rules: shipped } = await loadPolicies({ root, cwd: root, examples: true });
  const edited = shipped.filter(({ edit }) => edit !== undefined);

  test('are few', () => {
    expect(edited.map(({ id }) => id)).toContain('privileged-container');
    expect(edited.length).toBeLessThan(20);
  });

  test.each(edited.map((rule) => [rule.id, rule] as const))('mend what %s finds in its examples', async (id, rule) => {
    const mended: string[] = [];
    for (const files of rule.examples.map(filesOf).filter(({ size }) => size > 0)) {
      const changed: ChangedLines = new Map([...files.keys()].map((path) => [path, 'all']));
      const before = await scanFiles(files);
      const { shown } = chooseSuggestions({ ...before, rules: [rule] }, changed, 1000);
      const after = await scanFiles(take(files, shown));
      const still = new Set(after.verdicts.filter(isOpen).map(answerOf));
      for (const finding of shown.flatMap(({ findings }) => findings)) {
        expect(still).not.toContain(answerOf(finding));
        mended.push(finding.rule);
      }
      expect(after.targets.flatMap(({ errors }) => errors)).toEqual(before.targets.flatMap(({ errors }) => errors));
    }
    expect(mended).toContain(id);
  });
});
