// What the documentation says is true: its links lead somewhere, its examples are accepted, its lists are whole.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseProfiles, loadPolicies } from '../src/policies.ts';
import { replay } from '../src/replay.ts';
import { joinSettings } from '../src/settings.ts';
import { readSettingsFile, settingsFileShape } from '../src/settings-file.ts';

const root = resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** The prose of a page: what stands in a code block is no heading and no link, however much it looks like one. */
function withoutCodeBlocks(markdown: string): string {
  return markdown.replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '');
}

/** Anchors of a page as GitHub makes them from its headings. */
function anchors(markdown: string): Set<string> {
  const headings = withoutCodeBlocks(markdown).matchAll(/^#+ +(.+)$/gm);
  return new Set(
    [...headings].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** The text of the code blocks of a language. */
function blocks(markdown: string, language: string): string[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text = '']) => text,
  );
}

describe('links', () => {
  test.each(pages)('every relative link of %s leads somewhere', (page) => {
    const prose = withoutCodeBlocks(read(page)).replace(/`[^`\n]+`/g, 'code');
    const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const broken = links.filter((link) => {
      if (/^(https?|mailto):/.test(link)) return false;
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), decodeURI(path));
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchors(read(target)).has(anchor);
    });
    expect(broken).toEqual([]);
  });
});

describe('docs/configuration.md', () => {
  const page = read('docs/configuration.md');
  const yaml = blocks(page, 'yaml');

  test('the configuration shown is accepted, and every rule it names exists', async () => {
    const [text = ''] = yaml;
    const settings = joinSettings(readSettingsFile(text, '.seaworthy.yaml'), {});
    const policies = await loadPolicies(settings, { cwd: root, root });
    const { main: profile } = await chooseProfiles(settings, policies, root);
    expect(profile.policy.maxMemoryBytes).toBe(2 ** 31);
    for (const { rule } of settings.waivers) expect(policies.rules.map(({ id }) => id)).toContain(rule);
    expect(settings.waivers).not.toEqual([]);
  });

  test('every key of the file is described', () => {
    const [, table = ''] = /^\| key \| flag \|.*\n([\s\S]*?)\n\n/m.exec(page) ?? [];
    const described = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, key]) => key);
    expect(described.sort()).toEqual(Object.keys(settingsFileShape.entries).sort());
  });

  test('the rules shown load and decide their examples as they say', async () => {
    const rules = yaml.filter((text) => text.startsWith('id: acme/'));
    const ids = rules.map((rule) => /^id: acme\/(.+)$/m.exec(rule)?.[1] ?? '');
    expect(page).toContain(`.seaworthy/rules/${ids[0]}.yaml`);
    const cwd = mkdtempSync(join(tmpdir(), 'docs-'));
    try {
      mkdirSync(join(cwd, '.seaworthy/rules'), { recursive: true });
      for (const [index, rule] of rules.entries())
        writeFileSync(join(cwd, `.seaworthy/rules/${ids[index]}.yaml`), rule);
      const policies = await loadPolicies({ ruleFolders: [], examples: true }, { cwd, root });
      const own = policies.rules.filter((known) => known.id.startsWith('acme/'));
      expect(own.map(({ id }) => id).sort()).toEqual(ids.map((id) => `acme/${id}`).sort());
      expect(own).toHaveLength(2);
      expect(await replay(own, policies)).toEqual([]);
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });
});
