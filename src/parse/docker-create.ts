// Turns the flags of `docker run` and `docker create` into the create request, as the client does.
import { type Answers, pathKey } from './docker-answers.ts';
import { addHostSettings } from './docker-create-host.ts';
import { addNetworks } from './docker-create-network.ts';
import { addSecurity } from './docker-create-security.ts';
import { addStorage } from './docker-create-storage.ts';
import { type CreateContext, readLabels, readVariables } from './docker-env-file.ts';
import { readHealthcheck } from './docker-health.ts';
import { plainRequest } from './docker-plain-request.ts';
import { Refusal, refuseAt, spanOf } from './docker-refusal.ts';
import type { CreateRequest } from './docker-request.ts';
import { parseGoInt } from './go-values.ts';
import { hasHole } from './hole.ts';
import { parseImageReference } from './image-reference.ts';
import { normalPlatform } from './platform.ts';
import type { Word } from './shell-words.ts';

/** Builds the request. Throws Refusal where the client would refuse the line. */
export function buildRequest(answers: Answers, args: readonly Word[], context: CreateContext): CreateRequest {
  const [image, ...command] = args;
  if (image === undefined)
    throw new Refusal('client', `${context.program} ${context.subcommand} needs an image, and the line names none`, {
      exit: 1,
    });
  refuseWindowsFlags(answers);
  const request = plainRequest(image.text);
  answers.trace.places.set(pathKey(['Config', 'Image']), spanOf(image));
  addStreams(answers, request, context);
  addProcess(answers, request, command, context);
  addSecurity(answers, request, context);
  addStorage(answers, request, context);
  addHostSettings(answers, request, context);
  addNetworks(answers, request, context);
  checkPull(answers, context);
  request.name = answers.text('name', ['name']);
  request.platform = readPlatform(answers, context);
  if (context.program === 'podman' && answers.bool('rootfs', ['Rootfs'])) {
    request.Rootfs = image.text;
    request.Config.Image = '';
  }
  if (!hasHole(image.text)) checkImage(image, answers, context);
  return request;
}

function readPlatform(answers: Answers, context: CreateContext): string {
  const { environment, program } = context;
  const given = answers.last('platform');
  const text =
    given === undefined ? (environment.DOCKER_DEFAULT_PLATFORM ?? '') : answers.text('platform', ['platform']);
  if (text === '' || hasHole(text) || program === 'podman') return text;
  const platform = normalPlatform(text);
  if (platform === undefined && given !== undefined)
    throw new Refusal('client', `\`${text}\` is no platform; write for example linux/arm64`, {
      span: given.span,
      exit: exitOfName(context),
    });
  return platform ?? text;
}

/** `docker create` ends with 1 where a name cannot be read, `docker run` with 125 as always. */
function exitOfName({ program, subcommand }: CreateContext): number {
  return program === 'docker' && subcommand === 'create' ? 1 : 125;
}

function checkImage(image: Word, answers: Answers, context: CreateContext): void {
  if (context.program === 'podman' && answers.last('rootfs') !== undefined) return;
  const name = context.program === 'podman' ? image.text.replace(/^(?:docker:\/\/|[a-z-]+:(?=\/))/, '') : image.text;
  if (parseImageReference(name) === undefined)
    throw new Refusal(
      'client',
      `\`${image.text}\` is no image reference; names are lower case, for example registry/name:tag`,
      { span: spanOf(image), exit: exitOfName(context) },
    );
}

const WINDOWS_FLAGS = ['cpu-count', 'cpu-percent', 'io-maxbandwidth', 'io-maxiops'];

function refuseWindowsFlags(answers: Answers): void {
  for (const flag of WINDOWS_FLAGS) {
    const given = answers.last(flag);
    if (given !== undefined)
      throw new Refusal('client', `--${flag} is only for engines on Windows`, { span: given.span, exit: 1 });
  }
}

function addStreams(answers: Answers, request: CreateRequest, context: CreateContext): void {
  const { Config } = request;
  const attached = answers.all('attach').map(({ text }) => text.toLowerCase());
  Config.Tty = answers.bool('tty', ['Config', 'Tty']);
  Config.OpenStdin = answers.bool('interactive', ['Config', 'OpenStdin']);
  const detached = context.subcommand === 'run' && isDetached(answers);
  const attach = answers.last('attach');
  if (detached && attach !== undefined && context.program === 'docker')
    throw new Refusal('client', '--attach and --detach exclude each other', { span: attach.span, exit: 1 });
  Config.AttachStdin = !detached && (Config.OpenStdin || attached.includes('stdin'));
  Config.AttachStdout = !detached && (attached.length === 0 || attached.includes('stdout'));
  Config.AttachStderr = !detached && (attached.length === 0 || attached.includes('stderr'));
  Config.StdinOnce = Config.OpenStdin && Config.AttachStdin;
}

/** Tells whether the client goes on without waiting for the container. */
export function isDetached(answers: Answers): boolean {
  return answers.bool('detach', ['detach']);
}

function addProcess(answers: Answers, request: CreateRequest, command: readonly Word[], context: CreateContext): void {
  const { Config } = request;
  Config.Hostname = answers.text('hostname', ['Config', 'Hostname']);
  Config.Domainname = answers.text('domainname', ['Config', 'Domainname']);
  Config.User = answers.text('user', ['Config', 'User']);
  Config.WorkingDir = answers.text('workdir', ['Config', 'WorkingDir']);
  Config.Env = readVariables(answers, context, ['Config', 'Env']);
  noteHostEnvironment(answers);
  Config.Labels = readLabels(answers, context, ['Config', 'Labels']);
  const signal = answers.text('stop-signal', ['Config', 'StopSignal']);
  if (signal !== '') Config.StopSignal = signal;
  const timeout = answers.last('stop-timeout');
  if (timeout !== undefined)
    Config.StopTimeout = answers.value('stop-timeout', ['Config', 'StopTimeout'], 0, (text) => parseGoInt(text, 64));
  const health = readHealthcheck(answers, context.program);
  if (health !== undefined) Config.Healthcheck = health;
  addCommand(answers, request, command, context);
}

/** Podman can hand over the whole environment of whoever runs the line. */
function noteHostEnvironment(answers: Answers): void {
  const given = answers.last('env-host');
  if (given === undefined || !answers.bool('env-host', ['envHost'])) return;
  answers.note(['Config', 'Env'], given);
  answers.trace.unknown.set(pathKey(['Config', 'Env']), {
    reason: 'every variable of whoever runs the line is handed over',
  });
}

function addCommand(answers: Answers, request: CreateRequest, command: readonly Word[], context: CreateContext): void {
  const { Config } = request;
  const [first] = command;
  const last = command.at(-1);
  if (first !== undefined && last !== undefined) {
    Config.Cmd = command.map(({ text }) => text);
    answers.trace.places.set(pathKey(['Config', 'Cmd']), { start: first.start, end: last.end });
    for (const [index, word] of command.entries())
      answers.trace.places.set(pathKey(['Config', 'Cmd', index]), spanOf(word));
  }
  const entrypoint = answers.last('entrypoint');
  if (entrypoint === undefined) return;
  answers.note(['Config', 'Entrypoint'], entrypoint);
  Config.Entrypoint = context.program === 'podman' ? podmanEntrypoint(entrypoint.text) : [entrypoint.text];
}

function podmanEntrypoint(text: string): string[] {
  if (!text.startsWith('[')) return [text];
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : [text];
  } catch {
    return [text];
  }
}

function checkPull(answers: Answers, context: CreateContext): void {
  const given = answers.last('pull');
  if (given === undefined || hasHole(given.text)) return;
  const known = ['always', 'missing', 'never', '', ...(context.program === 'podman' ? ['newer'] : [])];
  refuseAt('client', given.span, '--pull', () => {
    if (!known.includes(given.text))
      throw new Refusal('client', `--pull is always, missing or never, not \`${given.text}\``, { span: given.span });
  });
}
