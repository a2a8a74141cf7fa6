// Reads one docker or podman command line into the request that the client would send, or into the reason why it would not.
import { type Answers, answersOf, type Trace } from './docker-answers.ts';
import { type BuildRequest, readBuild } from './docker-build.ts';
import { type FoundCommand, findCommand, type Program, readGlobals } from './docker-command.ts';
import { type ComposeRequest, readCompose } from './docker-compose-run.ts';
import { buildRequest, isDetached } from './docker-create.ts';
import { refuseByEngine } from './docker-engine-refusals.ts';
import type { ClientContext } from './docker-env-file.ts';
import { type ExecRequest, readExec } from './docker-exec.ts';
import { type FlagReading, readFlags } from './docker-flags.ts';
import { Refusal, type Span, spanOf } from './docker-refusal.ts';
import type { CreateRequest } from './docker-request.ts';
import { DOCKER_RUN_FLAGS } from './docker-run-flags.ts';
import { podmanRunFlags } from './podman-run-flags.ts';
import type { Word } from './shell-words.ts';

/** The engine that the line talks to, as far as its global flags say. */
export interface Globals {
  readonly host: readonly string[];
  readonly context: string;
  /** Podman only: a docker line gives the runtime behind the subcommand. */
  readonly runtime: string;
}

/** A container that a line creates. */
export interface CreateLine {
  readonly kind: 'create';
  readonly program: Program;
  readonly subcommand: 'run' | 'create';
  readonly globals: Globals;
  readonly request: CreateRequest;
  readonly detach: boolean;
  readonly pull: string;
  readonly answers: Answers;
  readonly trace: Trace;
  /** Words that may add any flag: whatever they could change is not known. */
  readonly opaque: readonly Word[];
  /** From the program to the subcommand. */
  readonly declared: Span;
}

export interface RefusedLine {
  readonly kind: 'refused';
  readonly refusal: Refusal;
  /** What the client would have sent, where only the engine refuses. */
  readonly request?: CreateRequest;
  /** The line would have made a container, or cannot be told from one that would. */
  readonly isCreate: boolean;
  readonly declared: Span;
}

export type DockerLine =
  | CreateLine
  | RefusedLine
  | { readonly kind: 'exec'; readonly request: ExecRequest; readonly declared: Span }
  | { readonly kind: 'build'; readonly request: BuildRequest; readonly declared: Span }
  | { readonly kind: 'compose'; readonly request: ComposeRequest; readonly declared: Span }
  | { readonly kind: 'help'; readonly declared: Span }
  /** A command of docker or podman that makes no container. */
  | { readonly kind: 'other'; readonly name: string; readonly declared: Span }
  /** No command of docker or podman. */
  | { readonly kind: 'foreign' };

export interface LineOptions extends ClientContext {
  /** The table that the holes of the words point into. */
  readonly expansions: readonly string[];
}

/** Reads the words of one shell command. What a client or an engine would refuse comes back as `refused`. */
export function parseDockerLine(words: readonly Word[], options: LineOptions): DockerLine {
  const command = findCommand(words);
  if (command === undefined) return { kind: 'foreign' };
  const declared = spanOf(command.programWord);
  return guard(true, declared, () => readCommand(command, options));
}

function guard(isCreate: boolean, declared: Span, read: () => DockerLine): DockerLine {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', refusal: error, isCreate, declared };
    throw error;
  }
}

function readCommand(command: FoundCommand, options: LineOptions): DockerLine {
  const { expansions } = options;
  const client: LineOptions = { ...options, environment: { ...options.environment, ...command.assignments } };
  if (command.compose) {
    const declared = spanOf(command.programWord);
    return guard(false, declared, () => composeLine(command.words, declared, expansions));
  }
  const reading = readGlobals(command, expansions);
  const globals = readEngine(reading);
  const [group, ...rest] = reading.args;
  if (group === undefined) return { kind: 'other', name: '', declared: spanOf(command.programWord) };
  const isGroup = ['container', 'image', 'builder', 'buildx'].includes(group.text);
  const inner = group.text === 'buildx' ? skipBuilder(rest, expansions) : rest;
  const subcommand = isGroup ? inner[0] : group;
  const after = isGroup ? inner.slice(1) : rest;
  const declared = { start: command.programWord.start, end: (subcommand ?? group).end };
  const name = isGroup ? `${group.text} ${subcommand?.text ?? ''}` : group.text;
  const found = { program: command.program, words: after, client, globals, declared };
  switch (name) {
    case 'run':
    case 'container run':
      return guard(true, declared, () => createLine({ ...found, subcommand: 'run' }));
    case 'create':
    case 'container create':
      return guard(true, declared, () => createLine({ ...found, subcommand: 'create' }));
    case 'exec':
    case 'container exec':
      return guard(false, declared, () => execLine(found));
    case 'build':
    case 'image build':
    case 'builder build':
    case 'buildx build':
    case 'buildx b':
      return guard(false, declared, () => buildLine(found, group.text === 'buildx'));
    case 'compose':
      return guard(false, declared, () => composeLine(after, declared, expansions));
    default:
      return { kind: 'other', name, declared };
  }
}

function execLine({ words, program, client, declared }: FoundWords): DockerLine {
  const request = readExec(words, program, client, client.expansions);
  return request === undefined ? { kind: 'help', declared } : { kind: 'exec', request, declared };
}

function buildLine({ words, program, client, declared }: FoundWords, buildx: boolean): DockerLine {
  const request = readBuild(words, program, buildx, client.expansions);
  return request === undefined ? { kind: 'help', declared } : { kind: 'build', request, declared };
}

function composeLine(words: readonly Word[], declared: Span, expansions: readonly string[]): DockerLine {
  const request = readCompose(words, expansions);
  return request === undefined ? { kind: 'help', declared } : { kind: 'compose', request, declared };
}

function readEngine(reading: FlagReading): Globals {
  const answers = answersOf(reading.given);
  const context = answers.last('context');
  const hosts = answers.all('host');
  if (context !== undefined && hosts.length > 0)
    throw new Refusal('client', '--host and --context exclude each other', { span: context.span, exit: 1 });
  return {
    host: hosts.map(({ text }) => text),
    context: context?.text ?? '',
    runtime: answers.last('runtime')?.text ?? '',
  };
}

function skipBuilder(words: readonly Word[], expansions: readonly string[]): readonly Word[] {
  const table = {
    builder: { type: 'text' },
    debug: { type: 'bool', short: 'D' },
    help: { type: 'bool', short: 'h' },
  } as const;
  return readFlags(words, { table, command: 'docker buildx', interspersed: false, expansions }).args;
}

interface FoundWords {
  readonly program: Program;
  readonly words: readonly Word[];
  readonly client: LineOptions;
  readonly globals: Globals;
  readonly declared: Span;
}

interface CreateWords extends FoundWords {
  readonly subcommand: 'run' | 'create';
}

function createLine({ program, subcommand, words, client, globals, declared }: CreateWords): DockerLine {
  const reading = readFlags(words, {
    table: program === 'docker' ? DOCKER_RUN_FLAGS : podmanRunFlags(),
    command: `${program} ${subcommand}`,
    interspersed: false,
    subcommand,
    expansions: client.expansions,
  });
  const answers = answersOf(reading.given);
  if (answers.bool('help', ['help'])) return { kind: 'help', declared };
  const request = buildRequest(answers, reading.args, { ...client, program, subcommand });
  const refusal = refuseByEngine(request, answers, program);
  if (refusal !== undefined) return { kind: 'refused', refusal, request, isCreate: true, declared };
  return {
    kind: 'create',
    program,
    subcommand,
    globals,
    request,
    detach: subcommand === 'run' && isDetached(answers),
    pull: answers.text('pull', ['pull']),
    answers,
    trace: answers.trace,
    opaque: reading.opaque,
    declared,
  };
}
