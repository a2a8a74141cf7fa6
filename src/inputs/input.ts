// What every input is: an entry that recognises targets of its kind, and a reader that turns one into facts.
import type { Connections } from '../model/connections.ts';
import type { ImageTree } from '../model/layer.ts';
import type { Logger } from '../model/log.ts';
import type { Build, TargetFacts } from '../model/run.ts';
import type { SourceFiles } from './files.ts';

export interface InputContext {
  /** Directory against which paths are read and shown, absolute. */
  readonly cwd: string;
  readonly files: SourceFiles;
  /** Variables that the user lent to the scan with `--env`; empty otherwise. */
  readonly environment: Readonly<Record<string, string>>;
  /** `--env-file`, in order; empty means `.env` as Compose finds it. */
  readonly envFiles: readonly string[];
  /** Compose profiles to switch on; `*` for all, which is what a scan does when none is named. */
  readonly composeProfiles: readonly string[];
  /** What the targets read before are built from. */
  readonly builds: readonly Build[];
  /** `--build-arg`, by name. */
  readonly buildArgs: Readonly<Record<string, string>>;
  /** `--target`: the stage that is built; empty for the last one. */
  readonly buildTarget: string;
  readonly log: Logger;
  /** What image inputs need. */
  readonly images: ImageContext;
}

/** What the reading of images needs beyond files. */
export interface ImageContext {
  readonly connections: Connections;
  readonly platforms: readonly string[];
  /** Told of bytes of layers as they pass, for whoever watches. */
  readonly onBytes?: (bytes: number) => void;
  /** Read no layer. */
  readonly configOnly: boolean;
  /** Lent the files of every image whose layers are read, by the id of the image. */
  readonly onTree?: (id: string, tree: ImageTree) => void;
  /** Paths of the Dockerfiles of the same scan: the one that explains an image gives findings their lines. */
  readonly dockerfiles: readonly string[];
  /** Absolute paths of files that rules ask for; none where it is absent. */
  readonly isWanted?: (path: string) => boolean;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Folder that holds policies/: end-of-life dates and baselines are data there. */
  readonly root: string;
}

/** The light part of an input, known at every start. */
export interface InputEntry {
  /** Word before the colon of a target, and kind of the target: `compose`, `run`, `inspect`. */
  readonly kind: string;
  /** What it reads, with its article, for messages: `a compose file`. */
  readonly noun: string;
  /** How the target is written, for help: `compose:FILE[,FILE...]`. */
  readonly usage: string;
  /** It reads images: containers of the same scan are joined with them. */
  readonly isImage?: true;
  /** File names a directory search looks for, for messages; empty when a search never finds this kind. */
  readonly looksFor: readonly string[];
  /** Tells whether a file is of this kind by its name alone, or by where it stands. */
  readonly matchesName: (fileName: string, path: string) => boolean;
  /** Tells whether a file named by the user is of this kind, by its text. */
  readonly matchesText: (text: string) => boolean;
  /** Turns the paths of this kind found in a directory search into target texts, for example a compose file with its override. Paths are relative to cwd. */
  readonly group: (paths: readonly string[], files: SourceFiles) => readonly string[];
  /** Stable identity of a target within its kind: the label of its first file, or a name. */
  readonly idOf: (text: string, files: SourceFiles) => string;
  /** Loads the reader. */
  readonly load: () => Promise<Input>;
}

export interface Input {
  /** Reads one target: the text after `kind:`. Throws InputError when it cannot be read at all. */
  readonly read: (text: string, context: InputContext) => Promise<TargetFacts>;
}
