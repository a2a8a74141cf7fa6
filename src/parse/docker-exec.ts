// `docker exec` and `podman exec`.
import { type Answers, answersOf } from './docker-answers.ts';
import { type ClientContext, readVariables } from './docker-env-file.ts';
import { type FlagTable, readFlags } from './docker-flags.ts';
import { Refusal } from './docker-refusal.ts';
import type { Word } from './shell-words.ts';

export interface ExecRequest {
  readonly container: string;
  readonly User: string;
  readonly Privileged: boolean;
  readonly Tty: boolean;
  readonly AttachStdin: boolean;
  readonly AttachStdout: boolean;
  readonly AttachStderr: boolean;
  readonly Detach: boolean;
  readonly DetachKeys: string;
  readonly Env: readonly string[] | null;
  readonly WorkingDir: string;
  readonly Cmd: readonly string[];
}

const EXEC_FLAGS: FlagTable = {
  detach: { type: 'bool', short: 'd' },
  'detach-keys': { type: 'text' },
  env: { type: 'variable', short: 'e' },
  'env-file': { type: 'text' },
  help: { type: 'bool', short: 'h' },
  interactive: { type: 'bool', short: 'i' },
  privileged: { type: 'bool' },
  tty: { type: 'bool', short: 't' },
  user: { type: 'text', short: 'u' },
  workdir: { type: 'text', short: 'w' },
};

const PODMAN_EXEC_FLAGS: FlagTable = {
  ...EXEC_FLAGS,
  cidfile: { type: 'text' },
  latest: { type: 'bool', short: 'l' },
  'no-session': { type: 'bool' },
  'preserve-fd': { type: 'csv' },
  'preserve-fds': { type: 'text' },
  wait: { type: 'text' },
};

/** Reads the words behind `exec`; `undefined` where help is asked for. Throws Refusal. */
export function readExec(
  words: readonly Word[],
  program: 'docker' | 'podman',
  client: ClientContext,
  expansions: readonly string[],
): ExecRequest | undefined {
  const table = program === 'docker' ? EXEC_FLAGS : PODMAN_EXEC_FLAGS;
  const reading = readFlags(words, { table, command: `${program} exec`, interspersed: false, expansions });
  const answers = answersOf(reading.given);
  if (answers.bool('help', ['help'])) return undefined;
  const args = reading.args.length < 2 ? [...reading.opaque, ...reading.args] : reading.args;
  const [container, ...command] = args.map(({ text }) => text);
  const named = program === 'podman' && (answers.last('cidfile') !== undefined || answers.bool('latest', ['latest']));
  if (container === undefined || (command.length === 0 && !named))
    throw new Refusal('client', `${program} exec needs a container and a command`, { exit: 1 });
  return requestOf(answers, client, named ? '' : container, named ? [container, ...command] : command);
}

function requestOf(answers: Answers, client: ClientContext, container: string, Cmd: readonly string[]): ExecRequest {
  const detached = answers.bool('detach', ['Detach']);
  return {
    container,
    User: answers.text('user', ['User']),
    Privileged: answers.bool('privileged', ['Privileged']),
    Tty: answers.bool('tty', ['Tty']),
    AttachStdin: !detached && answers.bool('interactive', ['AttachStdin']),
    AttachStdout: !detached,
    AttachStderr: !detached,
    Detach: detached,
    DetachKeys: answers.text('detach-keys', ['DetachKeys']),
    Env: readVariables(answers, client, ['Env']),
    WorkingDir: answers.text('workdir', ['WorkingDir']),
    Cmd,
  };
}
