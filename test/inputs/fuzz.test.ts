// Damaged texts of every kind: they are read or are errors that the user can mend, and always in the same way.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleFiles } from '../../src/example-files.ts';
import { inputs } from '../../src/inputs/index.ts';
import type { Location } from '../../src/model/location.ts';
import { silent } from '../../src/model/log.ts';
import type { TargetFacts } from '../../src/model/run.ts';
import { subjects as declarations } from '../../src/model/subjects.ts';
import { readTargets } from '../../src/read-targets.ts';
import { noImages } from '../no-images.ts';
import { SEEDS, type Seed } from './fuzz-seeds.ts';

/** Reads a text as the file of a seed. What is no error of the user rejects. */
async function read({ kind, file }: Seed, text: string): Promise<TargetFacts> {
  const input = inputs.find((one) => one.kind === kind);
  if (input === undefined) throw new Error(`no input ${kind}`);
  const [facts] = await readTargets([{ input, text: file, found: false }], {
    cwd: '/example',
    files: exampleFiles(new Map([[file, text]])),
    environment: {},
    envFiles: [],
    composeProfiles: ['*'],
    buildArgs: {},
    buildTarget: '',
    images: noImages,
    withImages: 'none',
    exclude: [],
    log: silent,
  });
  if (facts === undefined) throw new Error('no target');
  return facts;
}

/** Everything that is said of a target. Facts and places are worked out when they are asked for, so all of them are asked for. */
function spelled({ subjects, ...rest }: TargetFacts) {
  const all = subjects.map((subject) => {
    const { kind, id, name, owner, declared, origins, absences } = subject;
    const stated = Object.keys(declarations[kind].fields).map((field) => [field, Reflect.get(subject.facts, field)]);
    return { kind, id, name, owner, declared, origins, absences, stated };
  });
  return { ...rest, subjects: all };
}

function placesOf({ subjects, errors, notices }: ReturnType<typeof spelled>): Location[] {
  const said = [...errors, ...notices].flatMap(({ location }) => location ?? []);
  return [
    ...said,
    ...subjects.flatMap(({ declared, origins }) => [declared, ...Object.values(origins).map(({ at }) => at)]),
  ];
}

const MARKS = [
  ...`"'\`\\\n\r\t\0\uFEFF\u2028\uD800{}[]()<>;&|$#*!?:=-,.~@%/^`,
  ...[
    '\r\n',
    '\\\n',
    '\\\r\n',
    '$(',
    '${',
    '$((',
    '<<E\n',
    '<<-"E"\n',
    '&&',
    '||',
    ';;',
    '>&',
    '<(',
    '[[',
    '${{ ',
    '}}',
    '$$',
  ],
  ...[
    '# escape=`\n',
    'FROM ',
    'FROM $X AS __proto__\n',
    'ENV __proto__=1\n',
    'ONBUILD ',
    'RUN ',
    '--mount=',
    '--from=',
  ],
  ...['if ', 'then ', 'fi', 'case x in ', 'esac', 'for ', 'done', 'f() { ', 'eval ', 'sh -c ', 'exec ', 'docker run '],
  ...[
    '&a ',
    '*a',
    '<<: *base',
    '!!binary ',
    '!reset ',
    '- ',
    ': ',
    '? ',
    '__proto__',
    'constructor',
    '99999999999999999999',
  ],
  ...['$(I)', 'define ', 'endef', '/../', '-v ', '--env-file=', '\u{1D4B3}'],
];

/** One change: what stands between two places goes, comes again, moves or is replaced. */
const change = fc.record({
  from: fc.nat(),
  length: fc.nat({ max: 60 }),
  to: fc.nat(),
  how: fc.constantFrom('delete', 'repeat', 'move', 'insert', 'replace'),
  mark: fc.constantFrom(...MARKS),
  // Now and then so often that nesting and length pass what a reader would bear.
  times: fc.oneof({ weight: 12, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.constantFrom(50, 3000) }),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function damage(text: string, { from, length, to, how, mark, times }: Change): string {
  const start = from % (text.length + 1);
  const end = Math.min(text.length, start + length);
  const [before, part, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  if (how === 'delete') return before + after;
  if (how === 'repeat') return before + part.repeat(times + 1) + after;
  if (how === 'insert') return before + mark.repeat(times) + part + after;
  if (how === 'replace') return before + mark.repeat(times) + after;
  const rest = before + after;
  const place = to % (rest.length + 1);
  return rest.slice(0, place) + part + rest.slice(place);
}

test.each(SEEDS)('$file as it is holds no error, and something to judge', async (seed) => {
  const { errors, subjects } = await read(seed, seed.text);
  expect(subjects.length).toBeGreaterThan(seed.kind === 'devcontainer' ? 0 : 2);
  expect(errors).toEqual([]);
});

test.each(SEEDS)('$file, damaged, is read the same way twice, or is an error', async (seed) => {
  const changes = fc.array(change, { minLength: 1, maxLength: 5 });
  const property = fc.asyncProperty(changes, async (made) => {
    const text = made.reduce(damage, seed.text);
    const first = spelled(await read(seed, text));
    expect(spelled(await read(seed, text))).toEqual(first);
    expect(first.subjects.length + first.errors.length + first.notices.length).toBeGreaterThan(0);
    const lines = text.split('\n').length;
    for (const { file, startLine, endLine, startColumn, endColumn } of placesOf(first)) {
      if (file !== seed.file) continue;
      expect(startLine).toBeGreaterThanOrEqual(1);
      expect(startColumn).toBeGreaterThanOrEqual(1);
      expect(endLine).toBeLessThanOrEqual(lines);
      expect([endLine, endLine === startLine ? endColumn : 0]).toSatisfy(
        ([line = 0, column = 0]: number[]) => line > startLine || (line === startLine && column >= startColumn),
      );
    }
  });
  await fc.assert(property, { numRuns: 100, seed: 20_260_101 });
});

test.each(SEEDS)('$file with line ends of another system is read the same way', async (seed) => {
  const plain = spelled(await read(seed, seed.text));
  expect(spelled(await read(seed, `${seed.text.replaceAll('\n', '\r\n')}`))).toEqual(plain);
});
