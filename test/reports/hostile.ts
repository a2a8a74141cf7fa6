// A run whose every scanned text was written by somebody who means harm.
import type { Run } from '../../src/model/run.ts';
import { ruleOf, runOf, verdictOf } from './sample-run.ts';

export const poison =
  '\x1b[2J\x1b]8;;http://evil\x07\u009b31m\u202e\u2066\u200b\n::add-mask::x\r##[set-output name=x]1 [click](http://evil) <img src=x> `__proto__`';

/** One target, subject, file, message and waiver, all hostile, and a file with a line of a million characters. */
export function hostileRun(): Run {
  const file = `::error::${poison}/__proto__/compose.yaml`;
  const source = `${poison}: "${'\u0301'.repeat(1000)}${'x'.repeat(1_000_000)}"\n`;
  const place = { file, startLine: 1, startColumn: 5, endLine: 1, endColumn: 900_000 };
  const beyond = { file, startLine: 9999, startColumn: 1, endLine: 9999, endColumn: 2 };
  const id = `compose:${file}`;
  const rule = ruleOf('privileged-container', 'critical', 'Privileged');
  const other = ruleOf('__proto__', 'low', 'Prototype');
  const subject = { container: `__proto__${poison}`, target: id, message: `${poison}${'m'.repeat(1_000_000)}` };
  return runOf({
    rules: [other, rule],
    targets: [
      {
        id,
        kind: 'compose',
        name: poison,
        file,
        subjects: [
          { kind: 'container', id: subject.container, name: subject.container, image: poison, declared: place },
        ],
        errors: [{ message: poison.repeat(1000), location: beyond }],
        notices: [{ message: poison, location: place }],
      },
      { id: '__proto__', kind: 'run', name: '::set-output name=a::b', subjects: [], errors: [], notices: [] },
    ],
    verdicts: [
      verdictOf(
        rule,
        'fail',
        { ...place, startColumn: 6 },
        {
          ...subject,
          element: poison,
          related: Array.from({ length: 500 }, (_, index) => ({ ...beyond, startLine: index + 2 })),
        },
      ),
      verdictOf(other, 'fail', place, { ...subject, waiver: { reason: poison, owner: poison, until: poison } }),
      verdictOf(other, 'unknown', beyond, { ...subject, missing: [{ fact: poison, reason: poison, hint: poison }] }),
    ],
    waivers: [
      {
        rule: poison,
        subject: poison,
        reason: poison,
        owner: poison,
        until: poison,
        kind: 'config',
        at: place,
        status: 'expired',
        broad: false,
        verdicts: 0,
      },
    ],
    disabledRules: [poison],
    sources: { [file]: source },
  });
}
