// A runner of GitHub Actions as far as a Node action can see it: inputs, environment, files, commands, main and post.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { actionEntry } from './entry.ts';
import { openRefusingApi } from './refusing-api.ts';
import { makeStepFiles } from './runner-files.ts';
import { openRunnerLog, type ShownAnnotation } from './runner-log.ts';

const root = resolve(import.meta.dirname, '../..');

export interface StepOptions {
  /** `with:` of the step. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly workspace: string;
  readonly event: unknown;
  readonly eventName: string;
  readonly ref: string;
  /** Commit that started the workflow. */
  readonly sha: string;
  readonly apiUrl?: string;
  readonly serverUrl?: string;
  readonly token?: string;
  /** `env:` of the step. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Program that runs the step; the Node that the runner brings when absent. */
  readonly node?: string;
  /** Ends the main step with SIGINT as soon as it has printed or changed something that this answers true for. */
  readonly cancelWhen?: () => boolean;
}

export interface StepResult {
  readonly exitCode: number | null;
  /** The log as people read it. */
  readonly log: string;
  /** Both streams as the process wrote them. */
  readonly raw: string;
  readonly annotations: readonly ShownAnnotation[];
  readonly dropped: number;
  /** Commands that are not annotations: a step of ours gives none. */
  readonly forged: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string | undefined;
  /** GITHUB_ENV and GITHUB_PATH. */
  readonly touched: string;
  readonly post: { readonly exitCode: number | null; readonly log: string };
}

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: { readonly using: string; readonly main: string; readonly post: string };
}

/** action.yml of this repository. */
export function readActionFile(): ActionFile {
  return parse(readFileSync(join(root, 'action.yml'), 'utf8')) as ActionFile;
}

/** The Node that the runner brings; that of the tests where no other is at hand. */
const NODE = process.env.SEAWORTHY_RUNNER_NODE ?? process.execPath;

const TOKEN = 'ghs_miniRunnerToken0123456789abcdefghij';

/** Runs the main step and, whatever came of it, the post step. Without an address of its own the API refuses everything. */
export async function runStep(options: StepOptions): Promise<StepResult> {
  if (options.apiUrl !== undefined) return await runBoth(options);
  const refusing = await openRefusingApi();
  try {
    return await runBoth({ ...options, apiUrl: refusing.apiUrl });
  } finally {
    await refusing.close();
  }
}

async function runBoth(options: StepOptions): Promise<StepResult> {
  const temporary = mkdtempSync(join(tmpdir(), 'runner-'));
  try {
    const token = options.token ?? TOKEN;
    const base = describeEnvironment(options, temporary, token);
    const main = makeStepFiles(temporary, 'main');
    const log = openRunnerLog([token]);
    const { exitCode, raw } = await startNode({ ...base, ...main.environment }, options, log.line);
    const post = makeStepFiles(temporary, 'post');
    const postLog = openRunnerLog([token]);
    const state = Object.fromEntries(Object.entries(main.state()).map(([name, value]) => [`STATE_${name}`, value]));
    const { cancelWhen: _, ...undisturbed } = options;
    const after = await startNode({ ...base, ...state, ...post.environment }, undisturbed, postLog.line);
    return {
      ...{ exitCode, raw, log: log.text(), annotations: log.annotations, dropped: log.dropped(), forged: log.forged },
      ...{ outputs: main.outputs(), summary: main.summary(), touched: main.touched() + post.touched() },
      post: { exitCode: after.exitCode, log: postLog.text() },
    };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** The environment of a step starts empty. */
function describeEnvironment(options: StepOptions, temporary: string, token: string): Record<string, string> {
  const { workspace, event, eventName, ref, sha, inputs = {}, environment = {} } = options;
  const eventPath = join(temporary, 'event.json');
  const home = join(temporary, 'home');
  mkdirSync(home);
  writeFileSync(eventPath, JSON.stringify(event));
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    CI: 'true',
    ...environment,
    ...describeInputs(inputs, token),
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION_PATH: root,
    GITHUB_API_URL: options.apiUrl ?? '',
    GITHUB_SERVER_URL: options.serverUrl ?? 'https://github.com',
    GITHUB_EVENT_NAME: eventName,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_JOB: 'scan',
    GITHUB_REF: ref,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_REPOSITORY_OWNER: 'acme',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '4711',
    GITHUB_SHA: sha,
    GITHUB_WORKFLOW: 'seaworthy',
    GITHUB_WORKSPACE: workspace,
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: temporary,
    ACTIONS_RUNTIME_TOKEN: 'runtime-token-that-nobody-may-see',
    ACTIONS_RUNTIME_URL: 'http://127.0.0.1:9/',
  };
}

/** Every declared input is set; one that is not declared is passed on too, with a warning. */
function describeInputs(given: Readonly<Record<string, string>>, token: string): Record<string, string> {
  const declared = Object.entries(readActionFile().inputs).map(([name, { default: text = '' }]) => [name, text]);
  const all = { ...Object.fromEntries(declared), ...given } as Record<string, string>;
  return Object.fromEntries(
    Object.entries(all).map(([name, text]) => [
      `INPUT_${name.toUpperCase().replaceAll(' ', '_')}`,
      text.replaceAll('${{ github.token }}', token),
    ]),
  );
}

function startNode(
  env: Record<string, string>,
  { workspace, cancelWhen, node = NODE }: StepOptions,
  onLine: (line: string) => void,
): Promise<{ exitCode: number | null; raw: string }> {
  return new Promise((settle, fail) => {
    const child = spawn(node, actionEntry(), { cwd: workspace, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let raw = '';
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        raw += text;
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines.flatMap((text) => text.replace(/\r$/, '').split('\r'))) onLine(line);
      });
      stream.on('end', () => {
        if (rest !== '') onLine(rest);
      });
    }
    const watch = cancelWhen === undefined ? undefined : setInterval(() => cancelWhen() && child.kill('SIGINT'), 5);
    child.once('error', fail);
    child.once('close', (exitCode) => {
      clearInterval(watch);
      settle({ exitCode, raw });
    });
  });
}
