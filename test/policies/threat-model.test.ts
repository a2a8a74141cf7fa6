// The threat model as it ships: whole, checked, and refused when it names what is not there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/package-info.ts';
import { loadPolicies } from '../../src/rules/load.ts';
import { checkThreatModel, readThreatModel } from '../../src/rules/threat-model-file.ts';

const file = 'policies/threat-model.yaml';
const text = readFileSync(join(packageRoot, file), 'utf8');
const { rules, compiler, threatModel } = await loadPolicies({ root: packageRoot, cwd: packageRoot, examples: true });
const ruleIds = new Set(rules.map(({ id }) => id));

function load(changed: string): void {
  checkThreatModel(readThreatModel({ file, name: 'threat-model', text: changed }, ruleIds, 'built-in'), compiler);
}

/** The line on which a text stands. */
function lineOf(part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

describe('the threat model', () => {
  test('holds five threats with the values of the design, and thirteen controls', () => {
    expect(threatModel?.threats.map(({ id, name, impact, probability }) => [id, name, impact, probability])).toEqual([
      ['T001', 'Container Escape', 3, 1],
      ['T002', 'Code Injection', 3, 2],
      ['T003', 'Resource Exhaustion', 2, 3],
      ['T004', 'Privilege Escalation', 3, 1],
      ['T005', 'Data Exfiltration', 3, 2],
    ]);
    expect(threatModel?.controls.map(({ id }) => id)).toEqual(
      Array.from({ length: 13 }, (_one, index) => `C${String(index + 1).padStart(3, '0')}`),
    );
  });

  test('weighs the controls of every threat as the design does', () => {
    expect(Object.fromEntries(threatModel?.threats.map(({ id, controls }) => [id, controls]) ?? [])).toEqual({
      T001: { C001: 2, C002: 1, C003: 1, C006: 3, C009: 3, C010: 2 },
      T002: { C002: 2, C004: 2, C005: 3, C006: 1 },
      T003: { C007: 3, C008: 2 },
      T004: { C001: 3, C009: 3, C010: 1 },
      T005: { C003: 3, C011: 1, C012: 2, C013: 1 },
    });
  });

  test('never claims from configuration that an application validates its input, or that storage is encrypted', () => {
    for (const id of ['C004', 'C013']) {
      const states = Object.values(threatModel?.controls.find((control) => control.id === id)?.states ?? {});
      expect(states.length).toBeGreaterThan(0);
      expect(states.filter(({ inForce }) => inForce !== undefined)).toEqual([]);
    }
  });

  test('uses every fact that it declares', () => {
    const conditions = text.slice(0, text.indexOf('\nfacts:'));
    const unused = threatModel?.facts.filter(({ id }) => !new RegExp(`\\b${id}\\b`).test(conditions));
    expect(unused?.map(({ id }) => id)).toEqual([]);
  });
});

describe('a threat model with a mistake is refused', () => {
  test.each([
    [
      'a rule that is not there',
      'any: [privileged-container]',
      'any: [privileged-containr]',
      'did you mean `privileged-container`?',
    ],
    [
      'an unknown key',
      'imageProbability: low',
      'imageProbabilty: low',
      'unknown key `imageProbabilty`; did you mean `imageProbability`?',
    ],
    ['a grade that is none', 'impact: high', 'impact: hihg', 'did you mean `high`?'],
    ['a mistyped field', 'container.noNewPrivileges', 'container.noNewPrivilege', 'noNewPrivileges'],
    ['an answer that is no bool', 'container: container.readOnly }', 'container: container.user }', 'bool'],
    ['a control that is not there', 'voids: [C006, C009, C010]', 'voids: [C006, C099, C010]', 'unknown control `C099`'],
    ['a place that is no field', 'at: memoryBytes', 'at: memoryByte', 'memoryByte'],
  ])('%s', (_what, before, after, says) => {
    expect(text).toContain(before);
    const refusal = () => load(text.replace(before, after));
    expect(refusal).toThrow(says);
    expect(refusal).toThrow(`${file}:${lineOf(before)}:`);
  });

  test('a fact named with hyphens, as rules are', () => {
    expect(() => load(text.replaceAll('vendorHook', 'vendor-hook'))).toThrow(/must be camelCase/);
  });

  test('a fact that comes twice', () => {
    expect(() => load(text.replace('id: vendorHook', 'id: windows'))).toThrow('`windows` comes twice');
  });
});
