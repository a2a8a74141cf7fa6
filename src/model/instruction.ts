// The facts of one instruction of a Dockerfile.
import { containerElements } from './container.ts';
import { bool, type ElementType, type FactsOf, type Fields, list, string, strings } from './fields.ts';

/** Types of the elements found inside an instruction. */
export const instructionElements = {
  ImageReference: {
    doc: containerElements.ImageReference.doc,
    key: ['repository'],
    fields: containerElements.ImageReference.fields,
  },
  Variable: containerElements.Variable,
  Flag: {
    doc: 'A flag such as `--chown=app`.',
    key: ['name'],
    fields: {
      name: string('Name without the dashes, lower case.'),
      value: string('Value, variables resolved; empty when there is none.'),
    },
  },
  Source: {
    doc: 'Something that COPY or ADD brings into the image.',
    key: ['text'],
    fields: {
      kind: string(
        '`local`, `archive` (a local file that ADD unpacks), `url`, `git`, `heredoc`, `stage` or `image` (both through --from), or `context` (a named build context).',
      ),
      text: string('As written, variables resolved; the delimiter of a heredoc.'),
      name: string('Last part of the path, lower case; empty for `.` and the like.'),
    },
  },
  RunMount: {
    doc: 'A `--mount` of a RUN instruction.',
    key: ['type', 'target', 'id'],
    fields: {
      type: string('`bind`, `cache`, `tmpfs`, `secret` or `ssh`.'),
      id: string('Id of the secret, the agent or the cache; empty when not written.'),
      target: string('Where it appears; empty when not written.'),
      source: string('What is mounted; empty when not written.'),
      from: string('Stage, image or context it comes from; empty when not written.'),
      variable: string('Environment variable that holds the secret (`env=`); empty when not written.'),
      readOnly: bool('Cannot be written to.'),
    },
  },
} as const satisfies Readonly<Record<string, ElementType>>;

/** Facts of an instruction. */
export const instructionFields = {
  keyword: string(
    'Keyword in upper case: `RUN`, `COPY`, ...; `SYNTAX` for the `# syntax=` line. Of an ONBUILD instruction, that of its trigger.',
  ),
  onbuild: bool('It runs in a build that starts from this image, not in this one.'),
  stage: string('Name of its stage; empty before the first FROM.'),
  os: string('`linux` or `windows`, that of its stage.'),
  discarded: bool('Its stage is no part of a target stage.'),
  text: string('The instruction in one line, for messages; bodies of heredocs left out.'),
  form: string('`shell`, `exec` or `heredoc` for RUN, CMD, ENTRYPOINT, HEALTHCHECK and SHELL; empty for others.'),
  flags: list('Flag', 'Its flags in order.'),
  mounts: list('RunMount', 'Mounts of a RUN.'),
  network: string('Value of `--network`; empty for the default.'),
  security: string('Value of `--security`; empty for the default.'),
  checksum: string('Value of `--checksum`; empty when there is none.'),
  images: list(
    'ImageReference',
    'Images from a registry that it names: FROM, `COPY --from`, `--mount=from=` and `# syntax=`; not stages, scratch or contexts. An image that does not resolve is an absent element.',
  ),
  sources: list('Source', 'What COPY or ADD brings in.'),
  destination: string('Where COPY or ADD puts it, as written; empty for others.'),
  variables: list(
    'Variable',
    'What ENV, ARG or LABEL sets; an ARG without a default has an empty value and is not literal.',
  ),
  usedArguments: strings(
    'Names of build arguments whose value goes into a RUN: expanded in its text, or in its environment. One that a secret mount sets is left out.',
  ),
  exposed: strings(
    'Ports that EXPOSE names, one `port/protocol` each, ranges expanded to their ends as `8000-8010/tcp`.',
  ),
  path: string('Directory of WORKDIR, resolved against the one before; empty for others.'),
  user: string('User of USER, variables resolved; empty for others.'),
  keptIndexes: strings(
    'Package managers that install in this RUN and leave their package index in the layer: `apt` without removing /var/lib/apt/lists, `apk` that refreshed without --no-cache, `dnf`, `yum`, `microdnf` and `zypper` without cleaning their cache. A mount on the directory keeps it out.',
  ),
  staleIndexes: strings(
    'Package managers whose index this RUN refreshes without an installation by the same manager after it: `apt`, `apk`, `dnf`, `yum`, `microdnf`, `zypper`, `pacman`.',
  ),
} as const satisfies Fields;

type Elements = typeof instructionElements;

export type Instruction = FactsOf<typeof instructionFields, Elements>;
/** An element of an instruction, by the name of its type. */
export type InstructionElement<K extends keyof Elements> = Partial<FactsOf<Elements[K]['fields'], Elements>>;
