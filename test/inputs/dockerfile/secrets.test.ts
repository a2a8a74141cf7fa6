import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { subjectsOf } from './read-text.ts';

const KEY = 'Zk3v9Qp2x';
const URL = `https://user:${KEY}@example.invalid/x`;

test('a credential says where it stands and never what it is', () => {
  const text = `# ${URL}\nFROM a AS b\nENV K=${URL}\nRUN x \\\n # ${URL}\n y ${URL}\nCOPY <<E /x\n${URL}\nE\nFROM c\n`;
  const secrets = subjectsOf('secret', text);
  expect(
    secrets.map(({ facts: { context, stage, discarded }, declared }) => [
      context,
      stage,
      discarded,
      declared.startLine,
    ]),
  ).toEqual([
    ['comment', '', false, 1],
    ['ENV', 'b', true, 3],
    ['comment', 'b', true, 5],
    ['RUN', 'b', true, 6],
    ['heredoc', 'b', true, 8],
  ]);
  expect(JSON.stringify(secrets)).not.toContain(KEY);
  expect(secrets[0]?.facts.digest).toBe(createHash('sha256').update(KEY).digest('hex').slice(0, 16));
});
