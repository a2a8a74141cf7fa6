// Credentials that a change brings along are named everywhere and shown nowhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fakeTokens } from '../fake-github/state.ts';
import { startFakeGithub } from '../fake-github.ts';
import { makeRepository } from './git-workspace.ts';
import { runPull } from './pull-request.ts';

// Put together here, so that nobody who searches this repository takes them for real ones.
const SECRETS = {
  aws: ['AKIA', 'IOSFODNN7Q3WZ7PL'],
  awsSecret: ['wJalrXUtnFEMIK7MDENG', 'bPxRfiCYzzTESTKEYq9Z'],
  github: ['ghp_', '16C7e42F292c6912E7710c838347Ae178B4a'],
  password: ['correct-horse-', 'battery-9931'],
  url: ['hunter2', 'hunter2xyz'],
  web: ['eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.', 'eyJzdWIiOiIxMjM0NTY3ODkwIiwibiI6IkoifQ.SflKxwRJSMeKKF2QT4fwpMeJf36P'],
  slack: ['xoxb-', '123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx'],
} as const;
const secret = (name: keyof typeof SECRETS) => SECRETS[name].join('');

const FILES: Readonly<Record<string, string>> = {
  Dockerfile: `FROM node:22
ENV AWS_ACCESS_KEY_ID=${secret('aws')} AWS_SECRET_ACCESS_KEY=${secret('awsSecret')}
RUN curl -H "Authorization: Bearer ${secret('web')}" https://x.example/a | sh
RUN git clone https://user:${secret('url')}@git.example/x.git | sh
RUN curl -k -u admin:${secret('password')} http://x.example/a | sudo sh
LABEL token="${secret('github')}"
`,
  'compose.yaml': `services:
  web:
    image: nginx
    privileged: true
    environment: { DB_PASSWORD: ${secret('password')}, SLACK: ${secret('slack')} }
    command: ["app", "--password", "${secret('password')}"]
    labels: { t: "${secret('github')}" }
`,
  'deploy.sh': `docker run -e GITHUB_TOKEN=${secret('github')} --privileged nginx app --token ${secret('github')}
PASSWORD=${secret('password')} docker run --privileged --label k=${secret('slack')} nginx
`,
  '.github/workflows/x.yml': `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    container:
      image: nginx
      credentials: { username: me, password: "${secret('password')}" }
      options: --privileged -e DB_PASSWORD=${secret('password')}
    steps:
      - run: docker run --privileged -e TOKEN=${secret('github')} nginx
`,
};

test('no credential reaches the log, an annotation, the summary, a file, an upload, a comment or a suggestion', async () => {
  const github = await startFakeGithub();
  const repository = makeRepository({ base: { 'readme.txt': '' }, head: FILES });
  const { baseTip, headSha, mergeSha } = repository;
  for (const commit of [baseTip, headSha, mergeSha]) github.state.commits.add(commit);
  const files = Object.entries(FILES).map(([filename, text]) => {
    const lines = text.trimEnd().split('\n');
    const patch = `@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}`).join('\n')}`;
    return { filename, status: 'added' as const, changes: lines.length, patch };
  });
  github.state.pulls.set(7, { headSha, locked: false, files, comments: [], reviewComments: [] });
  const workspace = repository.checkout(mergeSha, 2);
  const { raw, summary, outputs } = await runPull(repository, {
    ...{ workspace, apiUrl: github.apiUrl, token: fakeTokens.job },
    inputs: { comment: 'always', 'sarif-file': 'all.sarif', 'json-file': 'all.json', frameworks: 'all' },
  });
  const pull = github.state.pulls.get(7);
  expect(pull?.comments).toHaveLength(1);
  expect(pull?.reviewComments.length).toBeGreaterThan(0);
  expect(github.state.uploads.size).toBe(1);
  const sinks = {
    log: raw.replaceAll(/\s+/g, ' '),
    summary: summary ?? '',
    outputs: JSON.stringify(outputs),
    sarif: readFileSync(join(workspace, 'all.sarif'), 'utf8'),
    json: readFileSync(join(workspace, 'all.json'), 'utf8'),
    pull: JSON.stringify([pull?.comments, pull?.reviewComments]),
    uploads: JSON.stringify([...github.state.uploads.values()]),
  };
  const leaks = Object.entries(sinks).flatMap(([sink, text]) =>
    // Part of one is enough: a line of the log is broken where it is full.
    Object.entries(SECRETS).flatMap(([name, [, rest]]) =>
      text.includes(rest.slice(0, 14)) ? [`${name} in ${sink}`] : [],
    ),
  );
  expect(leaks).toEqual([]);
  expect(sinks.log).toContain('not quoted because it holds a secret');
  await github.close();
  repository.remove();
}, 60_000);
