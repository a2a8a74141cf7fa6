// What the client would send for a command line, with nothing judged.
import { InputError } from '../../model/errors.ts';
import type { FileAnswer } from '../../parse/docker-env-file.ts';
import { type DockerLine, parseDockerLine } from '../../parse/docker-line.ts';
import { fillHoles } from '../../parse/hole-marks.ts';
import { dockerCommands } from '../../parse/shell/docker-commands.ts';
import { expansionTable } from '../../parse/shell/docker-words.ts';
import { readShell } from '../../parse/shell/read-shell.ts';
import { placeFinder } from '../../parse/text-place.ts';
import type { SourceFiles } from '../files.ts';

export interface DescribeContext {
  readonly cwd: string;
  /** The environment of the client. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly files: SourceFiles;
}

/** The request of the first docker or podman command in the text, unresolved variables spelled as written. Throws InputError where the client refuses. */
export async function describeLine(text: string, context: DescribeContext): Promise<unknown> {
  const environment = Object.fromEntries(
    Object.entries(context.environment).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const { sources, mark } = expansionTable();
  const script = readShell(text, { variables: environment });
  context.files.remember('run:1', text);
  const [problem] = script.problems;
  if (problem !== undefined)
    throw new InputError(problem.message, placeFinder('run:1', text)(problem.start, problem.start));
  for (const words of dockerCommands(script, { sources, mark }).commands) {
    const line = parseDockerLine(words, {
      expansions: sources,
      environment,
      cwd: context.cwd,
      readFile: (path) => readFile(path, context.files),
    });
    if (line.kind !== 'foreign') return spell(requestOf(line), sources);
  }
  throw new InputError(
    `\`${text.slice(0, 200)}\` is no command of docker or podman; write for example run:'docker run nginx'`,
  );
}

function requestOf(line: DockerLine): unknown {
  switch (line.kind) {
    case 'create':
      return line.request;
    case 'refused':
      if (line.request === undefined) throw line.refusal;
      return line.request;
    case 'exec':
    case 'build':
    case 'compose':
      return line.request;
    case 'help':
      throw new InputError('the line asks for help and makes no request');
    default:
      throw new InputError(`the line makes no container; give one of docker run, create, exec or build`);
  }
}

function readFile(path: string, files: SourceFiles): FileAnswer {
  const text = files.readIfPresent(path);
  return text === undefined ? { missing: true } : { text, file: files.label(path) };
}

function spell(value: unknown, expansions: readonly string[]): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) => {
      if (typeof part === 'string') return fillHoles(part, expansions);
      if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [fillHoles(key, expansions), inner]));
    }),
  );
}
