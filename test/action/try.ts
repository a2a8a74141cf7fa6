import { makeRepository } from './git-workspace.ts';
import { runStep } from './mini-runner.ts';

const CLEAN = `services:
  web:
    image: nginx:1.27
    read_only: true
`;
const repo = makeRepository({
  base: { 'compose.yaml': CLEAN },
  head: { 'compose.yaml': `${CLEAN}    privileged: true\n` },
  later: { 'x.txt': 'y' },
});
const workspace = repo.checkout(repo.mergeSha, Number(process.argv[2] ?? 2));
const result = await runStep({
  workspace,
  event: {
    pull_request: {
      number: 7,
      head: { sha: repo.headSha, ref: 'change', repo: { full_name: 'acme/shop' } },
      base: { sha: repo.baseSha, ref: 'main' },
    },
    repository: { full_name: 'acme/shop' },
  },
  eventName: 'pull_request',
  ref: 'refs/pull/7/merge',
  sha: repo.mergeSha,
  inputs: { 'sarif-file': 'out.sarif', ...JSON.parse(process.argv[3] ?? '{}') },
});
console.log(result.raw, result);
repo.remove();
