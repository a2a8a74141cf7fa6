// A small folder of policies on the disk, made afresh for each test.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The text of a rule file with some keys changed or added. */
export function ruleText(id: string, changes: Readonly<Record<string, string>> = {}): string {
  const parts: Record<string, string> = {
    id,
    title: 'Container is bad',
    severity: 'high',
    each: 'container',
    deny: 'container.privileged',
    message: '"{container.name} is bad."',
    why: 'Because.',
    fix: 'Mend it.',
    examples: '[{ run: docker run nginx }]',
    ...changes,
  };
  return Object.entries(parts)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('');
}

/** Texts of a complete set of policies. */
export const files: Readonly<Record<string, string>> = {
  'policies/rules/container/bad-state.yaml': ruleText('bad-state'),
  'policies/lists/host-paths.yaml': 'id: host-paths\ntitle: Paths\nitems: [/etc]\n',
  'policies/profiles/default.yaml':
    'id: default\ntitle: Default\npolicy: { requireNonRoot: true, maxPids: 10 }\nenforcement: strict\nfailOn: high\n',
  'policies/profiles/strict.yaml':
    'id: strict\ntitle: Strict\nextends: default\npolicy: { maxPids: 5 }\nrules: { bad-state: { severity: critical } }\n',
  'policies/frameworks/f-1.0.yaml':
    'id: f-1.0\ntitle: F\nversion: "1.0"\nshort: F\ncontrols: [{ id: "1.1", title: T, rules: [bad-state] }]\n',
};

export interface PolicyFolder {
  readonly root: string;
  write(path: string, text: string): void;
  remove(): void;
}

/** Writes the complete set into a directory of its own. */
export function policyFolder(): PolicyFolder {
  const root = mkdtempSync(join(tmpdir(), 'policies-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  return { root, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}
