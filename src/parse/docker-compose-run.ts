// `docker compose` on the command line: its global flags, and what `run` and `exec` change about one service.
import { answersOf } from './docker-answers.ts';
import { type FlagTable, readFlags } from './docker-flags.ts';
import { Refusal, spanOf } from './docker-refusal.ts';
import { parseGoInt } from './go-values.ts';
import { hasHole } from './hole.ts';
import type { Word } from './shell-words.ts';

export interface ComposeRequest {
  readonly subcommand: string;
  readonly files: readonly string[];
  readonly project: string;
  readonly profiles: readonly string[];
  readonly envFiles: readonly string[];
  readonly projectDirectory: string;
  /** The rest is about `run` and `exec` only. */
  readonly service: string;
  readonly command: readonly string[] | null;
  readonly user: string;
  readonly privileged: boolean;
  readonly tty: boolean;
  readonly detach: boolean;
  readonly rm: boolean;
  readonly env: readonly string[];
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly publish: readonly string[];
  readonly servicePorts: boolean;
  readonly volumes: readonly string[];
  readonly labels: readonly string[];
  readonly name: string;
  readonly workingDir: string;
  readonly entrypoint: string | null;
  readonly index: number;
}

const GLOBALS: FlagTable = {
  'all-resources': { type: 'bool' },
  ansi: { type: 'text' },
  compatibility: { type: 'bool' },
  'dry-run': { type: 'bool' },
  'env-file': { type: 'text' },
  file: { type: 'text', short: 'f' },
  help: { type: 'bool', short: 'h' },
  'no-ansi': { type: 'bool' },
  parallel: { type: 'text' },
  profile: { type: 'text' },
  progress: { type: 'text' },
  'project-directory': { type: 'text' },
  'project-name': { type: 'text', short: 'p' },
  verbose: { type: 'bool' },
  version: { type: 'bool', short: 'v' },
  workdir: { type: 'text', alias: 'project-directory' },
};

const SHARED: FlagTable = {
  detach: { type: 'bool', short: 'd' },
  env: { type: 'text', short: 'e' },
  help: { type: 'bool', short: 'h' },
  interactive: { type: 'bool', short: 'i' },
  'no-TTY': { type: 'bool', alias: 'no-tty' },
  'no-tty': { type: 'bool', short: 'T' },
  tty: { type: 'bool', short: 't' },
  user: { type: 'text', short: 'u' },
  workdir: { type: 'text', short: 'w' },
};

const RUN_FLAGS: FlagTable = {
  ...SHARED,
  build: { type: 'bool' },
  'cap-add': { type: 'text' },
  'cap-drop': { type: 'text' },
  entrypoint: { type: 'text' },
  'env-from-file': { type: 'text' },
  label: { type: 'text', short: 'l' },
  labels: { type: 'text', alias: 'label' },
  name: { type: 'text' },
  'no-deps': { type: 'bool' },
  publish: { type: 'text', short: 'p' },
  pull: { type: 'text' },
  quiet: { type: 'bool', short: 'q' },
  'quiet-build': { type: 'bool' },
  'quiet-pull': { type: 'bool' },
  'remove-orphans': { type: 'bool' },
  rm: { type: 'bool' },
  'service-ports': { type: 'bool', short: 'P' },
  'use-aliases': { type: 'bool' },
  volume: { type: 'text', short: 'v' },
  volumes: { type: 'text', alias: 'volume' },
};

const EXEC_FLAGS: FlagTable = { ...SHARED, index: { type: 'int' }, privileged: { type: 'bool' } };

/** Reads the words behind `compose`; `undefined` where help or the version is asked for. Throws Refusal. */
export function readCompose(words: readonly Word[], expansions: readonly string[]): ComposeRequest | undefined {
  const outer = readFlags(words, { table: GLOBALS, command: 'docker compose', interspersed: false, expansions });
  const globals = answersOf(outer.given);
  const [subcommand, ...rest] = outer.args;
  if (subcommand === undefined || globals.bool('help', ['help']) || globals.bool('version', ['version']))
    return undefined;
  const list = (flag: string) => globals.all(flag).map(({ text }) => text);
  const base = {
    subcommand: subcommand.text,
    files: list('file'),
    project: globals.last('project-name')?.text ?? '',
    profiles: list('profile'),
    envFiles: list('env-file'),
    projectDirectory: globals.last('project-directory')?.text ?? '',
  };
  if (subcommand.text !== 'run' && subcommand.text !== 'exec') return { ...base, ...NOTHING };
  const table = subcommand.text === 'run' ? RUN_FLAGS : EXEC_FLAGS;
  const inner = readFlags(rest, {
    table,
    command: `docker compose ${subcommand.text}`,
    interspersed: false,
    expansions,
  });
  const answers = answersOf(inner.given);
  if (answers.bool('help', ['help'])) return undefined;
  const texts = (flag: string) => answers.all(flag).map(({ text }) => text);
  const text = (flag: string) => answers.last(flag)?.text ?? '';
  const bool = (flag: string) => answers.bool(flag, [flag]);
  const [service, ...command] = inner.args.length < 2 ? [...inner.opaque, ...inner.args] : inner.args;
  if (service === undefined || (subcommand.text === 'exec' && command.length === 0))
    throw new Refusal(
      'client',
      `docker compose ${subcommand.text} needs a service${subcommand.text === 'exec' ? ' and a command' : ''}`,
      {
        span: spanOf(subcommand),
        exit: 1,
      },
    );
  const publish = answers.last('publish');
  if (publish !== undefined && bool('service-ports'))
    throw new Refusal('client', '--publish and --service-ports exclude each other', { span: publish.span, exit: 1 });
  const index = text('index');
  return {
    ...base,
    service: service.text,
    command: command.length === 0 ? null : command.map((word) => word.text),
    user: text('user'),
    privileged: bool('privileged'),
    tty: !bool('no-tty'),
    detach: bool('detach'),
    rm: bool('rm'),
    env: texts('env'),
    capAdd: texts('cap-add'),
    capDrop: texts('cap-drop'),
    publish: texts('publish'),
    servicePorts: bool('service-ports'),
    volumes: texts('volume'),
    labels: texts('label'),
    name: text('name'),
    workingDir: text('workdir'),
    entrypoint: answers.last('entrypoint')?.text ?? null,
    index: index === '' || hasHole(index) ? 0 : parseGoInt(index, 64),
  };
}

const NOTHING = {
  service: '',
  command: null,
  user: '',
  privileged: false,
  tty: true,
  detach: false,
  rm: false,
  env: [],
  capAdd: [],
  capDrop: [],
  publish: [],
  servicePorts: false,
  volumes: [],
  labels: [],
  name: '',
  workingDir: '',
  entrypoint: null,
  index: 0,
};
