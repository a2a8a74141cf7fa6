// Cold starts of the built bundle beside those of an empty Node process, taken in turns.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median, type Row } from './table.ts';

const RUNS = 15;
const COLD_BUDGET = 2.5;
const RULES_BUDGET_MS = 10;
const SCORE_BUDGET_MS = 10;
const FIRST_WORK_BUDGET = 3;

/** A service with something to say of it. */
export const ONE = `services:
  web:
    image: nginx:1.29
    ports: ["8080:80"]
    privileged: true
    volumes: ["/etc:/host-etc"]
`;

/** A project as most are. */
export const COMPOSE = `services:
  web:
    image: nginx:1.29
    ports: ["8080:80"]
    restart: unless-stopped
    depends_on: [db]
  db:
    image: postgres:17
    environment: { POSTGRES_PASSWORD_FILE: /run/secrets/db }
    volumes: ["data:/var/lib/postgresql/data"]
volumes:
  data:
`;

/** Milliseconds by phase, as `scan --timings` prints them. */
export type Timings = Readonly<Record<string, number>>;

/** Runs a scan of the bundle, on this Node or another, and answers with its timings. A scan that could not read its targets throws. */
export function timedScan(main: string, cwd: string, targets: readonly string[], node = process.execPath): Timings {
  const words = [main, 'scan', ...targets, '--timings'];
  const { status, stderr } = spawnSync(node, words, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const last = stderr.trimEnd().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`scan ended with exit code ${status} and no timings:\n${stderr}`);
  return JSON.parse(last);
}

/** Measures the scan of one small compose file in a new process, the part of it spent in rules, and what one container costs until it has its score. */
export function measureCold(main: string, folder: string): Row[] {
  writeFileSync(join(folder, 'compose.yaml'), COMPOSE);
  const empty: number[] = [];
  const scans: number[] = [];
  const rules: number[] = [];
  const scores: number[] = [];
  writeFileSync(join(folder, 'one.yaml'), ONE);
  for (let run = 0; run < RUNS; run += 1) {
    empty.push(elapsed(() => spawnSync(process.execPath, ['-e', '0'], { stdio: 'ignore' })));
    scans.push(elapsed(() => rules.push(timedScan(main, folder, ['compose:compose.yaml']).rules ?? Number.NaN)));
    const { rules: judged = Number.NaN, risk = Number.NaN } = timedScan(main, folder, ['compose:one.yaml']);
    scores.push(judged + risk);
  }
  const [base, scan, inRules, scored] = [median(empty), median(scans), median(rules), median(scores)];
  return [
    {
      work: 'scan one compose file, cold process',
      measured: `${scan.toFixed(0)} ms = ${(scan / base).toFixed(2)} x node -e 0 (${base.toFixed(0)} ms)`,
      budget: `${COLD_BUDGET} x`,
      ratio: scan / base / COLD_BUDGET,
    },
    {
      work: '  of it in rules',
      measured: `${inRules.toFixed(1)} ms`,
      budget: `${RULES_BUDGET_MS} ms`,
      ratio: inRules / RULES_BUDGET_MS,
    },
    {
      work: 'one container, all rules and the score, cold process',
      measured: `${scored.toFixed(1)} ms`,
      budget: `${SCORE_BUDGET_MS} ms`,
      ratio: scored / SCORE_BUDGET_MS,
    },
  ];
}

/** Measures how long a new process takes until it looks for its first file, on the Node of that path: what the Action costs before it works. */
export function measureFirstWork(main: string, folder: string, node: string): Row {
  writeFileSync(join(folder, 'compose.yaml'), COMPOSE);
  const empty: number[] = [];
  const starts: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    empty.push(elapsed(() => spawnSync(node, ['-e', '0'], { stdio: 'ignore' })));
    const { sinceStart = Number.NaN, ...phases } = timedScan(main, folder, ['compose:compose.yaml'], node);
    starts.push(sinceStart - Object.values(phases).reduce((sum, phase) => sum + phase, 0));
  }
  const [base, start] = [median(empty), median(starts)];
  return {
    work: `cold start to first work, Node ${versionOf(node)}`,
    measured: `${start.toFixed(0)} ms = ${(start / base).toFixed(2)} x node -e 0 (${base.toFixed(0)} ms)`,
    budget: `${FIRST_WORK_BUDGET} x`,
    ratio: start / base / FIRST_WORK_BUDGET,
  };
}

function versionOf(node: string): string {
  return spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout.trim();
}

function elapsed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
