// Variables and labels of a command line: `-e`, `--env-file`, `--label`, `--label-file`.
import { InputError } from '../model/errors.ts';
import { type Answers, type Place, pathKey, type RequestPath } from './docker-answers.ts';
import { Refusal, refuseAt } from './docker-refusal.ts';
import { hasHole } from './hole.ts';

/** What a file that the command line names holds. */
export type FileAnswer =
  | { readonly text: string; readonly file: string }
  | { readonly missing: true }
  /** It cannot be read from here, though the client might. */
  | { readonly unknown: string };

/** What a client knows of its surroundings. */
export interface ClientContext {
  readonly environment: Readonly<Record<string, string>>;
  readonly readFile: (path: string) => FileAnswer;
  /** Makes relative host paths absolute; without it they stay as written. */
  readonly cwd?: string;
}

/** A client that is asked to create a container. */
export interface CreateContext extends ClientContext {
  readonly program: 'docker' | 'podman';
  readonly subcommand: 'run' | 'create';
}

interface Pair {
  /** `NAME=VALUE`, or a bare `NAME`. */
  readonly text: string;
  readonly place: Place;
  /** The value is that of the client's environment. */
  readonly outside?: boolean;
}

/** Variables in the order of the request: those of files first; of those given one by one the last of each name. */
export function readVariables(answers: Answers, client: ClientContext, path: RequestPath): string[] | null {
  const fromFiles = readPairFiles(answers, 'env-file', client, path).flatMap((pair) => {
    if (pair.text.includes('=')) return [pair];
    const value = lookUp(client, pair.text);
    return value === undefined ? [] : [{ ...pair, text: `${pair.text}=${value}`, outside: true }];
  });
  const given = new Map<string, Pair>();
  for (const { text, span } of answers.all('env')) {
    const name = text.split('=', 1)[0] ?? '';
    const value = text.includes('=') || hasHole(text) ? undefined : lookUp(client, name);
    given.delete(name);
    given.set(name, {
      text: value === undefined ? text : `${name}=${value}`,
      place: span,
      outside: value !== undefined,
    });
  }
  return store(answers, path, [...fromFiles, ...given.values()]);
}

/** Labels by key; those given one by one win over those of files. */
export function readLabels(answers: Answers, client: ClientContext, path: RequestPath): Record<string, string> {
  const fromFiles = readPairFiles(answers, 'label-file', client, path).filter((pair) => pair.text.includes('='));
  const given = answers.all('label').map(({ text, span }): Pair => ({ text, place: span }));
  return pairsToMap(answers, path, [...fromFiles, ...given]);
}

/** The values of a flag as a map, the last of each key winning. */
export function readMap(answers: Answers, flag: string, path: RequestPath): Record<string, string> {
  const pairs = answers.all(flag).map(({ text, span }): Pair => ({ text, place: span }));
  return pairsToMap(answers, path, pairs);
}

function pairsToMap(answers: Answers, path: RequestPath, pairs: readonly Pair[]): Record<string, string> {
  const map = new Map<string, string>();
  for (const { text, place } of pairs) {
    const cut = text.indexOf('=');
    const key = cut === -1 ? text : text.slice(0, cut);
    map.set(key, cut === -1 ? '' : text.slice(cut + 1));
    answers.trace.places.set(pathKey([...path, key]), place);
  }
  return Object.fromEntries(map);
}

function store(answers: Answers, path: RequestPath, pairs: readonly Pair[]): string[] | null {
  for (const [index, { place, outside }] of pairs.entries()) {
    answers.trace.places.set(pathKey([...path, index]), place);
    if (outside === true) answers.trace.outside.add(pathKey([...path, index]));
  }
  return pairs.length === 0 ? null : pairs.map(({ text }) => text);
}

function readPairFiles(answers: Answers, flag: string, client: ClientContext, path: RequestPath): Pair[] {
  return answers.all(flag).flatMap((given): Pair[] => {
    if (hasHole(given.text)) {
      answers.unknown(path, given);
      return [];
    }
    const answer = client.readFile(given.text);
    if ('missing' in answer)
      throw new Refusal('client', `--${flag}: there is no file \`${given.text}\``, { span: given.span });
    if ('unknown' in answer) {
      answers.note(path, given);
      answers.trace.unknown.set(pathKey(path), { reason: answer.unknown });
      return [];
    }
    return refuseAt('client', given.span, `--${flag}`, () => readPairs(answer));
  });
}

function readPairs({ text, file }: { readonly text: string; readonly file: string }): Pair[] {
  const pairs: Pair[] = [];
  for (const [index, raw] of text
    .replace(/^\u{feff}/u, '')
    .split('\n')
    .entries()) {
    const line = raw.replace(/\r$/, '').trimStart();
    if (line === '' || line.startsWith('#')) continue;
    const name = line.split('=', 1)[0] ?? '';
    if (/[ \t]/.test(name)) throw new InputError(`${file}:${index + 1}: the name \`${name}\` has a blank in it`);
    if (name === '') throw new InputError(`${file}:${index + 1}: there is no name before the =`);
    pairs.push({ text: line, place: { file, line: index + 1 } });
  }
  return pairs;
}

function lookUp(client: ClientContext, name: string): string | undefined {
  return Object.hasOwn(client.environment, name) ? client.environment[name] : undefined;
}
