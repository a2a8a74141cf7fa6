import { describe, expect, test } from 'vitest';
import type { ChangedLines } from '../../src/model/action-context.ts';
import type { Rule } from '../../src/model/rule.ts';
import type { Run } from '../../src/model/run.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { chooseSuggestions, suggestionComment } from '../../src/reports/suggestions.ts';
import { placeOf, ruleOf, runOf, verdictOf } from './sample-run.ts';

const file = 'compose.yaml';
const everything: ChangedLines = new Map([[file, 'all']]);
const privileged = ruleOf('privileged-container', 'critical', 'Privileged', {
  edit: [{ was: 'true', write: 'false' }],
});
const ipc = ruleOf('host-ipc', 'high', 'IPC', { edit: [{ was: 'host', write: 'private' }] });
const add = ruleOf('add-instead-of-copy', 'low', 'ADD', { edit: [{ was: 'ADD', write: 'COPY', from: 'line' }] });
const key = ruleOf('secret-in-environment', 'high', 'Secret', { secret: true });
const rules = [privileged, ipc, add, key];

/** A run over one file with findings at the texts that are named. */
function runWith(
  source: string,
  found: readonly (readonly [Rule, string, Partial<Verdict>?])[],
  kind = 'compose',
): Run {
  const id = `${kind}:${file}`;
  return runOf({
    rules,
    targets: [{ id, kind, name: file, file, subjects: [], errors: [], notices: [] }],
    verdicts: found.map(([rule, text, more]) =>
      verdictOf(rule, 'fail', placeOf(file, source, text), {
        container: 'web',
        target: id,
        message: `web: ${rule.title}.`,
        ...more,
      }),
    ),
    sources: { [file]: source },
  });
}

function written(run: Run, changed: ChangedLines | undefined = everything): string[] {
  return chooseSuggestions(run, changed).shown.map(({ line, write }) => `${line}: ${write}`);
}

describe('a suggestion', () => {
  test.each([
    ['a plain value', '    privileged: true\n', privileged, 'true', '    privileged: false'],
    ['a comment behind it', '    privileged: true # for now\n', privileged, 'true', '    privileged: false # for now'],
    ['a value in a flow', 'web: {ipc: host, init: true}\n', ipc, 'host', 'web: {ipc: private, init: true}'],
    ['a quoted value', '    ipc: "host"\n', ipc, '"host"', '    ipc: "private"'],
    ['an option', 'docker run --ipc=host nginx\n', ipc, 'host', 'docker run --ipc=private nginx'],
    ['an instruction', '  ADD app.js /app/\n', add, 'app.js', '  COPY app.js /app/'],
    ['tabs', '\tADD\tapp.js /app/\n', add, 'app.js', '\tCOPY\tapp.js /app/'],
  ])('keeps everything around %s', (_, source, rule, at, expected) => {
    expect(written(runWith(source, [[rule, at]]))).toEqual([`1: ${expected}`]);
  });

  test.each([
    ['another value', '    privileged: yes\n', privileged, 'yes'],
    ['a place that is more than the value', '    privileged: true-ish\n', privileged, 'true-ish'],
    ['a word that only begins alike', '    ipc: hosted\n', ipc, 'host'],
    ['a word that only ends alike', '    ipc: ghost\n', ipc, 'host'],
    ['a variable', '    privileged: ${P:-true}\n', privileged, '${P:-true}'],
    ['a declaration that lacks the key', '  web:\n', privileged, 'web'],
    ['an instruction with options', 'ADD --checksum=sha256:0 app.js /app/\n', add, 'app.js'],
    ['an instruction that goes on', 'ADD app.js \\\n', add, 'app.js'],
    ['a line that ends in a carriage return', '    privileged: true\r\n', privileged, 'true'],
    ['a line with characters that do not show', '    privileged: true # \u202e\n', privileged, 'true'],
    ['a line that a runner would obey', '    privileged: true # ##[x\n', privileged, 'true'],
    ['a very long line', `    privileged: true # ${'x'.repeat(1000)}\n`, privileged, 'true'],
  ])('is not made for %s', (_, source, rule, at) => {
    expect(written(runWith(source, [[rule, at]]))).toEqual([]);
  });

  test('is made only for changed lines', () => {
    const source = 'a:\n  privileged: true\n';
    const run = runWith(source, [[privileged, 'true']]);
    expect(written(run, new Map([[file, [[2, 2]]]]))).toEqual(['2:   privileged: false']);
    expect(written(run, new Map([[file, [[1, 1]]]]))).toEqual([]);
    expect(written(run, new Map([['other.yaml', 'all' as const]]))).toEqual([]);
    expect(chooseSuggestions(run, undefined).shown).toEqual([]);
  });

  test('is not made for what is waived, known from a baseline, or said by an engine', () => {
    const source = '  privileged: true\n';
    expect(written(runWith(source, [[privileged, 'true', { waiver: { reason: 'r' } }]]))).toEqual([]);
    expect(written(runWith(source, [[privileged, 'true', { baseline: 'unchanged' }]]))).toEqual([]);
    expect(written(runWith(source, [[privileged, 'true']], 'inspect'))).toEqual([]);
  });

  test('never shows a line that holds a secret', () => {
    const source = 'web: {privileged: true, environment: {KEY: hunter2}}\n';
    expect(written(runWith(source, [[privileged, 'true']]))).toHaveLength(1);
    expect(
      written(
        runWith(source, [
          [privileged, 'true'],
          [key, 'hunter2'],
        ]),
      ),
    ).toEqual([]);
  });

  test('mends all of a line at once, and nothing where two edits of one text differ', () => {
    const source = 'web: {ipc: host, privileged: true}\n';
    const both = chooseSuggestions(
      runWith(source, [
        [ipc, 'host'],
        [privileged, 'true'],
      ]),
      everything,
    );
    expect(both.shown.map(({ write }) => write)).toEqual(['web: {ipc: private, privileged: false}']);
    expect(both.shown[0]?.findings.map(({ rule }) => rule)).toEqual(['privileged-container', 'host-ipc']);
    const other = { ...ipc, id: 'privileged-container', edit: [{ was: 'host', write: 'shareable' }] };
    const clash = runWith(source, [
      [ipc, 'host'],
      [other, 'host'],
    ]);
    expect(written({ ...clash, rules: [ipc, other] })).toEqual([]);
  });

  test('replaces an instruction only where all that it brings in is a finding', () => {
    const source = 'ADD app.js rootfs.tar /\n';
    const one = runWith(source, [[add, 'app.js']]);
    expect(written(one)).toEqual(['1: COPY app.js rootfs.tar /']);
    expect(
      written(
        runWith(source, [
          [add, 'app.js'],
          [add, 'rootfs.tar', { outcome: 'pass' }],
        ]),
      ),
    ).toEqual([]);
  });

  test('is the most severe where there are many, and the rest is counted', () => {
    const source = `${'  ipc: host\n'.repeat(12)}  privileged: true\n`;
    const lines = Array.from(
      { length: 12 },
      (_, index) => [ipc, 'host', { location: placeOf(file, source, 'host', index + 1) }] as const,
    );
    const { shown, left } = chooseSuggestions(runWith(source, [...lines, [privileged, 'true']]), everything);
    expect(shown.map(({ line }) => line)).toEqual([13, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(left).toBe(3);
  });
});

describe('the comment of a suggestion', () => {
  const commentOf = (source: string, message?: string) => {
    const more = message === undefined ? {} : { message };
    const [first] = chooseSuggestions(runWith(source, [[privileged, 'true', more]]), everything).shown;
    if (first === undefined) throw new Error('no suggestion');
    return suggestionComment(first, (rule) => `https://docs.example.invalid/${rule}`);
  };

  test('says the finding and holds the line in a block', () => {
    expect(commentOf('  privileged: true\n')).toBe(
      '**critical** [`privileged-container`](https://docs.example.invalid/privileged-container): web: Privileged.\n\n```suggestion\n  privileged: false\n```',
    );
  });

  test('cannot be left by the line, nor by the message', () => {
    const comment = commentOf('  privileged: true # ```` <b>\n', '@all [x](https://x.example.invalid) ```suggestion');
    expect(comment).toContain('`````suggestion\n  privileged: false # ```` <b>\n`````');
    expect(comment.split('\n')[0]).not.toMatch(/@all|\]\(https:\/\/x|```/);
  });
});
