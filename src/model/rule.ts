// A rule: one opinion about one kind of subject, as loaded from `policies/rules` or `.seaworthy/rules`.
import type { Severity } from './severity.ts';
import type { SubjectKind } from './subject.ts';

export interface Rule {
  /** Kebab-case name of the bad state; `org/name` for an organisation's rule. Also file name, SARIF ruleId and docs anchor. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** CEL, bool: where it is true the severity is one step lower. */
  readonly milder?: string;
  /** Kind of subject judged. */
  readonly subject: SubjectKind;
  /** Name of the list inside the subject whose elements are judged one by one; absent when the subject itself is judged. */
  readonly list?: string;
  /** Of a rule about files: globs over absolute paths that it wants to judge although nothing else is to be said of them. */
  readonly files?: readonly string[];
  /** CEL, bool: where it is false the rule does not apply. */
  readonly where?: string;
  /** CEL, bool: true is a fail, missing evidence is unknown. */
  readonly deny: string;
  /** Path of the field whose line is shown (`container.privileged`, `it.source`); absent points at the element, else at the declaration. */
  readonly at?: string;
  /** What stands at the place is a secret: reports name the line and never quote it. */
  readonly secret?: boolean;
  /** Said when denied; `{container.name}` and `{it.text}` are replaced by facts. */
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  /** Mends that are one exact replacement in one line, for suggesting them beside it; the first that fits is taken. */
  readonly edit?: readonly RuleEdit[];
  readonly examples: readonly Example[];
  /** The file the rule was read from, as shown to people. */
  readonly file: string;
}

/** A replacement in the line of a finding. */
export interface RuleEdit {
  /** Text that must stand at the place of the finding and cover it, quotes around it apart. */
  readonly was: string;
  readonly write: string;
  /** `line`: it must stand at the start of the line instead, and no continuation and no option may follow. */
  readonly from?: 'line';
}

/** A file of a layer in an example: its text, or what else it is; null removes the path from the layers below. A path that ends with `/` is a directory. */
export type ExampleFile =
  | string
  | null
  | {
      readonly text?: string;
      /** Octal digits, quoted. */
      readonly mode?: string;
      readonly uid?: number;
      readonly gid?: number;
      /** Target of a symbolic link. */
      readonly link?: string;
      /** Target of a hard link, relative to the root. */
      readonly hardlink?: string;
      /** File capabilities, upper case without `CAP_`; effective and permitted. */
      readonly capabilities?: readonly string[];
      /** `char 10:229` or `block 8:0`. */
      readonly device?: string;
    };

/** An image in an example. It is written as an archive, and read as any archive is. */
export interface ExampleImage {
  /** `example` when absent. */
  readonly name?: string;
  /** `docker` when absent; `rootfs` is the file system of a container without any configuration. */
  readonly format?: 'docker' | 'oci' | 'rootfs';
  /** `linux/amd64` when absent. */
  readonly platform?: string;
  /** Read no layer. */
  readonly configOnly?: boolean;
  readonly created?: string;
  /** `User`, `Env` and so on, as an image says it. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Steps as a builder writes them; a COPY for every layer when absent. */
  readonly history?: readonly string[];
  readonly annotations?: Readonly<Record<string, string>>;
  /** Files by path, a map for each layer, lowest first. */
  readonly layers?: readonly Readonly<Record<string, ExampleFile>>[];
}

/** What differs in a run of an example from one in which all is well, by the keys of a record; null leaves a key out. */
export type ExampleRun = Readonly<Record<string, unknown>>;

/** One example: an input that goes through the real parser, and the subjects denied or unknown. Every other subject must come out clean. */
export interface Example {
  /** What this example shows, where it is not plain. */
  readonly note?: string;
  /** Text of one compose file. */
  readonly compose?: string;
  /** Several files by path, for a project with overrides, includes, env files or a Dockerfile that is built. */
  readonly files?: Readonly<Record<string, string>>;
  /** Text of one Dockerfile. */
  readonly dockerfile?: string;
  /** Text of one GitHub workflow. */
  readonly workflow?: string;
  /** Text of one devcontainer.json. */
  readonly devcontainer?: string;
  /** Text of one shell script. */
  readonly script?: string;
  /** A docker or podman command line. */
  readonly run?: string;
  /** A `docker inspect` document, as JSON text. */
  readonly inspect?: string;
  /** An image, or one for each platform. */
  readonly image?: ExampleImage | readonly ExampleImage[];
  /** The record of a run in the sandbox. */
  readonly smoke?: ExampleRun;
  /** Profile to judge with; `default` when absent. */
  readonly profile?: string;
  /** Changes to the policy of that profile. */
  readonly policy?: Readonly<Record<string, unknown>>;
  readonly denies?: readonly string[];
  readonly unknown?: readonly string[];
  /** Lines of the denials, in order, where the place matters. */
  readonly lines?: readonly number[];
}
