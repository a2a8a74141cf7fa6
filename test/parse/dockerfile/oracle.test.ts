// Another parser of Dockerfiles as an oracle, on the files that it is known to read rightly.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { afterAll, expect, test } from 'vitest';
import { writeDockerfiles } from '../../../scripts/bench/dockerfiles.ts';
import { readDockerfile } from '../../../src/parse/dockerfile/read-dockerfile.ts';
import { placeFinder } from '../../../src/parse/text-place.ts';

const folder = mkdtempSync(join(tmpdir(), 'dockerfiles-'));
afterAll(() => rmSync(folder, { recursive: true }));

const more = [
  '# escape=`\n# syntax=docker/dockerfile:1\nfrom mcr.example.invalid/nano`\n  :1\nRUN dir `\n# comment\n\n  c:\\\nCMD x\n',
  '\uFEFF# check=skip=all\r\nFROM a AS b\r\nONBUILD COPY --chown=1:1 x y\r\nENV A=1 \\\r\n  B=2\r\n',
  'ARG A=1\nFROM scratch\nRUN <<EOF\nFROM inside\nEOF\nCOPY <<A <<B /x/\n1\nA\n2\nB\nHEALTHCHECK NONE\n',
];

test('finds the same directives and instructions in the same lines', () => {
  writeDockerfiles(folder, 40);
  const generated = Array.from({ length: 40 }, (_, index) =>
    readFileSync(join(folder, `project-${String(index).padStart(4, '0')}`, 'Dockerfile'), 'utf8'),
  );
  for (const text of [...generated, ...more]) {
    const theirs = DockerfileParser.parse(text.replace(/^\uFEFF/, ''));
    const ours = readDockerfile(text);
    const place = placeFinder('Dockerfile', ours.text);
    expect(ours.escape).toBe(theirs.getEscapeCharacter());
    expect(ours.directives.map(({ name, value }) => [name, value])).toEqual(
      theirs.getDirectives().map((directive) => [directive.getName().toLowerCase(), directive.getValue()]),
    );
    expect(
      ours.instructions.map(({ keyword, start, end }) => {
        const { startLine, endLine } = place(start, end);
        return [keyword, startLine, endLine];
      }),
    ).toEqual(
      theirs.getInstructions().map((instruction) => {
        const { start, end } = instruction.getRange();
        return [instruction.getKeyword(), start.line + 1, end.line + 1];
      }),
    );
  }
});
