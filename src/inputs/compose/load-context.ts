// What one load of a project shares: options, limits, and the notes taken on the way.
import type { Location } from '../../model/location.ts';
import type { Absence } from '../../model/subject.ts';
import type { DotenvEntry } from '../../parse/dotenv.ts';
import type { SourceFiles } from '../files.ts';
import type { MapNode, Node } from './node.ts';
import type { ReadYaml } from './read-yaml.ts';
import { refuseLimit } from './refusal.ts';
import type { Cleared, ReadDocument } from './tags.ts';

/** Most files read for one project. */
export const MAX_FILES = 500;
/** Deepest chain of includes or of extends. */
export const MAX_CHAIN = 50;
/** Most characters that interpolation may produce in one project. */
export const MAX_EXPANSION = 50 * 1024 * 1024;
/** Most documents merged into one project. */
export const MAX_DOCUMENTS = 500;
/** Most values visited while documents are merged onto each other. */
export const MAX_WORK = 5_000_000;
/** Most values that one project may grow to by extends and merges. */
export const MAX_PROJECT_NODES = 500_000;

export interface Notice {
  readonly message: string;
  readonly location?: Location;
}

/** The value of a variable and where it was set. */
export interface VariableValue {
  readonly value: string;
  readonly at?: Location;
  /** Set where the value itself rests on a variable that is not known. */
  readonly hole?: Absence;
}

export type Environment = ReadonlyMap<string, VariableValue>;

export interface LoadContext {
  /** `config` resolves as Compose does; `scan` reports what the repository leaves open. */
  readonly mode: 'config' | 'scan';
  readonly reader: SourceFiles;
  readonly readYaml: ReadYaml;
  /** Directory of the project, absolute. */
  readonly projectDirectory: string;
  readonly home: string | undefined;
  readonly files: Set<string>;
  readonly notices: Notice[];
  /** Variables already said to be blank. */
  readonly blank: Set<string>;
  readonly unread: Absence[];
  /** Services whose environment lacks an env file that is not in the repository. */
  readonly incompleteEnvironment: Map<string, Absence[]>;
  readonly documents: Map<string, readonly ReadDocument[]>;
  readonly envFiles: Map<string, readonly DotenvEntry[]>;
  readonly spent: { expansion: number; nodes: number; loads: number; documents: number; work: number };
}

/** One model on its way: the project itself or something it includes. */
export interface Scope {
  readonly context: LoadContext;
  /** Directory that relative paths start from, in the form that `paths.ts` resolves to. */
  readonly base: string;
  readonly environment: Environment;
  /** Files that led here through `include`. */
  readonly including: readonly string[];
  /** Files read for `extends`, ready to be extended. */
  readonly extended: Map<string, LoadedBase>;
}

/** A file read for `extends`: its model, and the paths its tags clear in what its services extend. */
export interface LoadedBase {
  readonly model: MapNode;
  readonly cleared: readonly Cleared[];
}

/** Notes that a file takes part, within the limit on their number. */
export function noteFile(context: LoadContext, label: string): void {
  context.files.add(label);
  if (context.files.size > MAX_FILES)
    refuseLimit(`the project reads more than the limit of ${MAX_FILES} files; ${label} is one too many`);
}

/** Counts values that a project grows by, within the limit. */
export function spendNodes(context: LoadContext, count: number, at?: Location): void {
  context.spent.nodes += count;
  if (context.spent.nodes > MAX_PROJECT_NODES)
    refuseLimit(`the project grows beyond the limit of ${MAX_PROJECT_NODES} values`, at);
}

/** Counts the work of merging one more document onto a model, within the limits. */
export function spendMerge(context: LoadContext, model: Node): void {
  context.spent.documents += 1;
  if (context.spent.documents > MAX_DOCUMENTS)
    refuseLimit(`the project is merged from more than the limit of ${MAX_DOCUMENTS} YAML documents`, model.origin.at);
  context.spent.work += countNodes(model);
  if (context.spent.work > MAX_WORK)
    refuseLimit(`merging the project visits more than the limit of ${MAX_WORK} values`, model.origin.at);
}

/** The number of values in a tree. */
export function countNodes(node: Node): number {
  if (node.kind === 'scalar') return 1;
  let count = 1;
  if (node.kind === 'list') for (const item of node.items) count += countNodes(item);
  else for (const entry of node.entries.values()) count += countNodes(entry.node);
  return count;
}
