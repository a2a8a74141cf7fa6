// The inputs of the Action: what the runner passes as INPUT_ variables, checked word by word.
import { resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { Severity } from '../model/severity.ts';
import { nearest } from '../parse/nearest.ts';
import { parseFailOn } from '../settings.ts';

export interface ActionInputs {
  readonly targets: readonly string[];
  readonly images: readonly string[];
  readonly profile?: string;
  readonly frameworks: readonly string[];
  readonly failOn?: Severity | 'none';
  readonly baseline: BaselineChoice;
  readonly config?: string;
  /** `base-branch` or a git reference. */
  readonly policyRef?: string;
  readonly platforms: readonly string[];
  /** Whether images are run: `true` unless the code is not trusted, `always` then too. */
  readonly smoke: (typeof SMOKES)[number];
  readonly uploadSarif: (typeof UPLOADS)[number];
  readonly annotations: boolean;
  readonly summary: boolean;
  readonly comment: (typeof COMMENTS)[number];
  readonly sarifFile?: string;
  readonly jsonFile?: string;
  readonly workingDirectory: string;
}

/** `auto` is the base branch where there is one. */
export type BaselineChoice =
  | { readonly kind: 'auto' | 'base-branch' | 'none' }
  | { readonly kind: 'file'; readonly file: string };

const SMOKES = ['false', 'true', 'always'] as const;
const UPLOADS = ['auto', 'required', 'off'] as const;
const COMMENTS = ['off', 'changes', 'always'] as const;
const FLAGS = ['true', 'false'] as const;

/** Every input of action.yml. */
export const inputNames = [
  'targets',
  'images',
  'profile',
  'frameworks',
  'fail-on',
  'baseline',
  'config',
  'policy-ref',
  'platforms',
  'smoke',
  'upload-sarif',
  'annotations',
  'summary',
  'comment',
  'sarif-file',
  'json-file',
  'working-directory',
  'token',
] as const;

type InputName = (typeof inputNames)[number];

/** Reads the inputs. One that is unknown, or a word that an input does not take, is an error that names it. */
export function readInputs(environment: Readonly<Record<string, string>>): ActionInputs {
  refuseUnknown(environment);
  const text = (name: InputName) => (environment[variableOf(name)] ?? '').trim();
  const choose = <T extends string>(name: InputName, words: readonly [T, ...T[]], otherwise: T): T =>
    chooseWord(name, text(name), words, otherwise);
  const flag = (name: InputName, otherwise: 'true' | 'false') => choose(name, FLAGS, otherwise) === 'true';
  const optional = <K extends string>(key: K, name: InputName) =>
    (text(name) === '' ? {} : { [key]: text(name) }) as Partial<Record<K, string>>;
  const failOn = text('fail-on');
  refuseOneFile(text('sarif-file'), text('json-file'));
  return {
    targets: lines(text('targets')),
    images: lines(text('images')),
    ...optional('profile', 'profile'),
    frameworks: words(text('frameworks')),
    ...(failOn === '' ? {} : { failOn: parseFailOn(failOn, 'input fail-on') }),
    baseline: readBaselineChoice(text('baseline')),
    ...optional('config', 'config'),
    ...optional('policyRef', 'policy-ref'),
    platforms: words(text('platforms')),
    smoke: choose('smoke', SMOKES, 'false'),
    uploadSarif: choose('upload-sarif', UPLOADS, 'auto'),
    annotations: flag('annotations', 'true'),
    summary: flag('summary', 'true'),
    comment: choose('comment', COMMENTS, 'off'),
    ...optional('sarifFile', 'sarif-file'),
    ...optional('jsonFile', 'json-file'),
    workingDirectory: text('working-directory') || '.',
  };
}

/** The variable in which the runner passes an input: only spaces are replaced, hyphens stay. */
export function variableOf(input: string): string {
  return `INPUT_${input.toUpperCase().replaceAll(' ', '_')}`;
}

/** Errors of the pipeline name the flags of the terminal; here they are inputs. */
export function nameInputs(message: string, environment: Readonly<Record<string, string>>): string {
  const isGiven = (name: InputName) => (environment[variableOf(name)] ?? '').trim() !== '';
  if (isGiven('profile') && message.startsWith('no profile named')) return `input profile: ${message}`;
  if (isGiven('frameworks') && message.startsWith('no framework named')) return `input frameworks: ${message}`;
  // What is to be typed in a terminal keeps its flags.
  const [, said = message, advice = ''] = /^(.*?)(?:; write it (?:anew )?with (--.*))?$/s.exec(message) ?? [];
  const named = said
    .replace(/^--baseline-ref /, 'git reference ')
    .replace(/--(config|profile|fail-on|baseline)\b(?!-)/g, 'input $1')
    .replace(/--platform\b/g, 'input platforms');
  return advice === '' ? named : `${named}; write it on your machine: seaworthy scan ${advice}`;
}

/** The runner only warns of an input that action.yml does not declare, and passes it on: a mistyped gate would be no gate. */
function refuseUnknown(environment: Readonly<Record<string, string>>): void {
  const known = new Set(inputNames.map(variableOf));
  const unknown = Object.keys(environment).find((name) => name.startsWith('INPUT_') && !known.has(name));
  if (unknown === undefined) return;
  const name = unknown.slice('INPUT_'.length).toLowerCase();
  const near = nearest(name, inputNames);
  throw new UsageError(
    `input ${name}: there is none of that name${near === undefined ? `; there are ${inputNames.join(', ')}` : `. Did you mean ${near}?`}`,
  );
}

/** The second report would be written over the first. */
function refuseOneFile(sarifFile: string, jsonFile: string): void {
  if (sarifFile === '' || resolve('/', sarifFile) !== resolve('/', jsonFile)) return;
  throw new UsageError(`input json-file: ${jsonFile} is the file of sarif-file already; name another one`);
}

function chooseWord<T extends string>(name: InputName, text: string, known: readonly [T, ...T[]], otherwise: T): T {
  if (text === '') return otherwise;
  const found = known.find((word) => word === text.toLowerCase());
  if (found !== undefined) return found;
  const near = nearest(text, known);
  throw new UsageError(
    `input ${name} takes ${known.join(', ')}; "${text}" is none of them${near === undefined ? '' : `. Did you mean ${near}?`}`,
  );
}

function readBaselineChoice(text: string): BaselineChoice {
  if (text === '') return { kind: 'auto' };
  if (text === 'base-branch' || text === 'none') return { kind: text };
  return { kind: 'file', file: text };
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function words(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}
