// Every mistake in a policy file is an error with its line, its column and the word that was probably meant.
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { BrokenPolicyError, UsageError } from '../../src/model/errors.ts';
import { readYaml } from '../../src/rules/read-yaml.ts';
import { frameworkShape, listShape, policyShape, profileShape, ruleShape, waiverShape } from '../../src/rules/shape.ts';

const good = `id: bad-state
title: Container is bad
severity: high
each: container
deny: container.privileged
message: Bad.
why: Because.
fix: Mend it.
examples:
  - run: docker run nginx
`;

function problems(text: string, shape: v.GenericSchema = ruleShape): string {
  try {
    readYaml(text, 'rule.yaml', shape, 'user');
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'no problem';
}

describe('reading a policy file', () => {
  it('accepts a rule that is well formed and finds the place of each part', () => {
    const { value, locate } = readYaml(good, 'rule.yaml', ruleShape, 'user');
    expect(value.id).toBe('bad-state');
    expect(locate(['deny'])).toMatchObject({ file: 'rule.yaml', startLine: 5, startColumn: 7 });
    expect(locate(['deny'], 10)).toMatchObject({ startLine: 5, startColumn: 17 });
    expect(locate(['examples', 0, 'run'])).toMatchObject({ startLine: 10, startColumn: 10 });
    expect(locate(['nothing', 'of', 'the', 'kind'])).toMatchObject({ startLine: 1, startColumn: 1 });
  });

  it('counts characters inside quotes behind the quote', () => {
    const { locate } = readYaml(good.replace('container.privileged', "'!container.x'"), 'rule.yaml', ruleShape, 'user');
    expect(locate(['deny'], 1)).toMatchObject({ startLine: 5, startColumn: 9 });
  });

  it.each([
    [
      'a misspelt key',
      good.replace('severity', 'severty'),
      'rule.yaml:3:1: unknown key `severty`; did you mean `severity`?',
    ],
    ['a missing key', good.replace('severity: high\n', ''), 'rule.yaml:1:1: `severity` is missing'],
    [
      'a wrong word',
      good.replace('high', 'hihg'),
      'rule.yaml:3:11: `severity` must be one of critical, high, medium, low, not "hihg"; did you mean `high`?',
    ],
    [
      'a wrong type',
      good.replace('deny: container.privileged', 'deny: [a]'),
      'rule.yaml:5:7: `deny` must be a text, not Array',
    ],
    ['an empty expression', good.replace('container.privileged', '""'), 'rule.yaml:5:7: `deny` must not be empty'],
    ['an expression left out', good.replace(' container.privileged', ''), 'rule.yaml:5:1: `deny` is empty'],
    [
      'a misspelt key of an example',
      good.replace('run:', 'rum:'),
      'rule.yaml:10:5: unknown key `rum`; did you mean `run`?',
    ],
    [
      'an example with two inputs',
      `${good}    compose: x\n`,
      'rule.yaml:10:5: `examples.0` must hold exactly one of compose, dockerfile, workflow, devcontainer, script, files, run, inspect',
    ],
    [
      'a misspelt policy field',
      `${good}    policy: { allowNetworkin: true }\n`,
      'unknown key `allowNetworkin`; did you mean `allowNetworking`?',
    ],
    [
      'an id with capitals',
      good.replace('bad-state', 'Bad_State'),
      'rule.yaml:1:5: `id` must be words in lower case joined by -',
    ],
    [
      'no example',
      good.replace(/examples:\n.*\n/, 'examples: []\n'),
      'rule.yaml:9:11: `examples` must hold at least one example',
    ],
  ])('names %s', (_what, text, message) => {
    expect(problems(text)).toContain(message);
  });

  it.each([
    [
      'a tag in place of a negation',
      good.replace('deny: container', 'deny: !container'),
      'rule.yaml:5:7: Unresolved tag: !container.privileged',
    ],
    ['a key that comes twice', `${good}deny: "true"\n`, 'rule.yaml:11:1: the key `deny` is given twice'],
    ['broken syntax', good.replace('message: Bad.', 'message: {{container.name}} is bad.'), 'rule.yaml:6:'],
    ['a second document', `${good}---\n${good}`, 'rule.yaml:11:'],
    ['a merge key', `${good}<<: { a: b }\n`, 'unknown key `<<`'],
  ])('refuses %s', (_what, text, message) => {
    expect(problems(text)).toContain(message);
  });

  it('refuses an empty file', () => {
    expect(problems('')).toBe('rule.yaml:1:1: the file is empty');
    expect(problems('# only a comment\n')).toContain('the file is empty');
  });

  it('lists every problem at once', () => {
    const text = good.replace('severity', 'severty').replace('each: container', 'each: 3');
    expect(problems(text).split('\n')).toHaveLength(3);
  });

  it('blames us for a file of ours and the organisation for one of theirs', () => {
    expect(() => readYaml('a: 1', 'x.yaml', ruleShape, 'built-in')).toThrow(BrokenPolicyError);
    expect(() => readYaml('a: 1', 'x.yaml', ruleShape, 'user')).toThrow(UsageError);
  });

  it.each([
    [
      'aliases',
      `a: &a [1]\nb: [${Array.from({ length: 200 }, () => '*a').join(', ')}]`,
      'more than the limit of 100 aliases',
    ],
    ['nested brackets', '['.repeat(200_000), 'nested deeper than the limit'],
    [
      'nested levels',
      Array.from({ length: 80 }, (_, depth) => `${'  '.repeat(depth)}a:`).join('\n'),
      'nested deeper than the limit of 50 levels',
    ],
    ['size', 'a'.repeat(2 ** 20 + 1), 'larger than the limit'],
  ])('bounds %s', (_what, text, message) => {
    expect(problems(text, v.unknown())).toContain(message);
  });

  it('multiplies no billion laughs', () => {
    const level = (name: string, inner: string) =>
      `${name}: &${name} [${Array.from({ length: 9 }, () => inner).join(', ')}]`;
    const text = [
      'x: &x [lol]',
      level('a', '*x'),
      level('b', '*a'),
      level('c', '*b'),
      level('d', '*c'),
      level('e', '*d'),
    ].join('\n');
    expect(() => readYaml(text, 'rule.yaml', v.unknown(), 'user')).toThrow(UsageError);
  });

  it('keeps `__proto__` a plain key', () => {
    expect(problems(`${good}__proto__: { polluted: true }\n`)).toContain('unknown key `__proto__`');
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('the shapes', () => {
  it('reads sizes of a policy as numbers or texts', () => {
    const read = (text: string) => readYaml(text, 'p.yaml', policyShape, 'user').value;
    expect(read('maxMemoryBytes: 512m')).toEqual({ maxMemoryBytes: 512 * 1024 * 1024 });
    expect(read('maxMemoryBytes: 1024')).toEqual({ maxMemoryBytes: 1024 });
    expect(problems('maxMemoryBytes: lots', policyShape)).toContain('`maxMemoryBytes` is no size');
    expect(problems('maxPids: 1.5', policyShape)).toContain('`maxPids` must be a whole number');
    expect(problems('maxPids: many', policyShape)).toContain('`maxPids` must be a number, not "many"');
    expect(problems('requireNonRoot: yes', policyShape)).toContain('`requireNonRoot` must be true or false, not "yes"');
  });

  it('asks a control without rules why no machine can know', () => {
    const text = 'id: f\ntitle: F\nversion: "1"\nshort: F\ncontrols:\n  - id: "1.1"\n    title: T\n    rules: []\n';
    expect(problems(text, frameworkShape)).toContain(
      'rule.yaml:6:5: `controls.0` has no rules, so `manual` must say why',
    );
  });

  it('asks for quotes around the number of a control, which YAML would shorten', () => {
    const text = 'id: f\ntitle: F\nversion: "1"\nshort: F\ncontrols:\n  - id: 5.10\n    title: T\n    manual: M\n';
    expect(problems(text, frameworkShape)).toContain('`controls.0.id` must be quoted');
  });

  it('takes only days that exist', () => {
    const waiver = (until: string) => problems(`rule: a\nreason: b\nuntil: ${until}`, waiverShape);
    expect(waiver('2026-02-28')).toBe('no problem');
    expect(waiver('2026-02-30')).toContain('`until` must be a day written as YYYY-MM-DD');
    expect(waiver('"tomorrow"')).toContain('`until` must be a day written as YYYY-MM-DD');
    expect(problems('rule: a', waiverShape)).toContain('`reason` is missing');
  });

  it('knows the keys of lists and profiles', () => {
    expect(problems('id: l\ntitle: L\nitem: [a]', listShape)).toContain('did you mean `items`?');
    expect(problems('id: p\ntitle: P\nfailon: high', profileShape)).toContain('did you mean `failOn`?');
    expect(problems('id: p\ntitle: P\nrules: { root-user: { enable: false } }', profileShape)).toContain(
      'did you mean `enabled`?',
    );
  });
});
