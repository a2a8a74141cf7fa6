// The framework CIS Docker 1.6.0: complete, in order, and resting on rules that exist.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Row {
  readonly id: string;
  readonly title: string;
  readonly level: number;
  readonly assessment: string;
  readonly rules: readonly string[];
  readonly manual?: string;
}

const folder = new URL('../../policies/', import.meta.url);
const framework = parse(readFileSync(new URL('frameworks/cis-docker-1.6.0.yaml', folder), 'utf8')) as {
  readonly controls: readonly Row[];
};
const rows = new Map(framework.controls.map((row) => [row.id, row]));
const ids = (section: number, count: number) => Array.from({ length: count }, (_, index) => `${section}.${index + 1}`);

describe('the framework cis-docker-1.6.0', () => {
  it('holds every control of sections 4 and 5 once, in order', () => {
    expect(framework.controls.map((row) => row.id)).toEqual([...ids(4, 12), ...ids(5, 32)]);
  });

  it('counts swarm mode as 5.1, as this version does', () => {
    expect(rows.get('5.1')?.title).toBe('Ensure swarm mode is not Enabled, if not needed');
    expect(rows.get('5.2')?.title).toBe('Ensure that, if applicable, an AppArmor Profile is enabled');
    expect(rows.get('5.32')?.title).toBe('Ensure that the Docker socket is not mounted inside any containers');
  });

  it('has the seven rows of level 2', () => {
    const second = framework.controls.filter((row) => row.level === 2).map((row) => row.id);
    expect(second).toEqual(['4.5', '4.8', '4.11', '5.3', '5.23', '5.24', '5.30']);
  });

  it('says for every control which rules evidence it, or else what evidence would decide', () => {
    const wrong = framework.controls.filter((row) => row.rules.length === 0 && row.manual === undefined);
    expect(wrong.map((row) => row.id)).toEqual([]);
    const both = framework.controls.filter((row) => row.rules.length > 0 && row.manual !== undefined);
    expect(both.map((row) => row.id)).toEqual(['4.3', '4.4', '4.5', '4.8', '4.12']);
    const vague = framework.controls.filter(
      (row) => row.manual !== undefined && !/decide|have to be read/.test(row.manual),
    );
    expect(vague.map((row) => row.id)).toEqual([]);
  });

  it('names only rules that exist', () => {
    const named = new Set(framework.controls.flatMap((row) => row.rules));
    const files = readdirSync(new URL('rules/', folder), { recursive: true, encoding: 'utf8' });
    const known = new Set(files.map((file) => file.replace(/^.*[\\/]|\.yaml$/g, '')));
    const missing = [...named].filter((rule) => !known.has(rule));
    expect(missing).toEqual([]);
  });
});
