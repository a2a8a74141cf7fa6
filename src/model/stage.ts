// The facts of one stage of a Dockerfile: what the image would be if the build ended there.
import { containerElements } from './container.ts';
import { bool, type ElementType, type FactsOf, type Fields, int, list, string, strings } from './fields.ts';

/** Types of the elements found inside a stage. */
export const stageElements = {
  ImageReference: containerElements.ImageReference,
  Variable: containerElements.Variable,
  ExposedPort: {
    doc: 'A port that the image says it listens on.',
    key: ['port', 'protocol'],
    fields: {
      port: int('Port number.'),
      protocol: string('`tcp`, `udp` or `sctp`.'),
      text: string('The entry in short form, for messages.'),
    },
  },
} as const satisfies Readonly<Record<string, ElementType>>;

/** Facts of a stage. What it inherits from an earlier stage is its own; what it would inherit from a base image that is not at hand is absent. */
export const stageFields = {
  name: string('Name after AS; `final` for the last stage and `stage-N` (from 0) for another one without a name.'),
  index: int('Position in the file, from 0.'),
  os: string('`linux` or `windows`, from the platform, the escape directive and the base.'),
  base: string('Text after FROM, variables resolved: an image, the name of an earlier stage, or `scratch`.'),
  baseStage: string('Name of the earlier stage it starts from; empty when it starts from an image or scratch.'),
  baseReference: {
    type: 'ImageReference',
    doc: 'The image that the chain of stages starts from, normalised; its fields are empty for scratch.',
  } as const,
  scratch: bool('The chain of stages starts from scratch.'),
  platform: string('Platform asked for after FROM; empty when not written.'),
  target: bool('The build ends here: the last stage, or the one that `--target` or a compose file names.'),
  discarded: bool('Its file system is no part of a target stage; files may still be copied out of it.'),
  containers: strings(
    'Names of the containers of this scan that are built from it; rules about containers judge those.',
  ),

  user: string(
    'User as written after the last USER, variables resolved; empty where the chain starts from scratch and names none. Absent when the base decides.',
  ),
  uid: int('Numeric user; absent when it cannot be known.'),
  gid: int('Numeric group; absent when it cannot be known.'),
  healthcheck: string('`defined`, `disabled` (NONE) or `none`. Absent when the base decides.'),
  healthcheckTest: strings('Words of the health check, the first being CMD or CMD-SHELL; empty when there is none.'),
  workingDir: string('Working directory, absolute; `/` where none is written. Absent when the base decides.'),
  entrypoint: strings(
    'Words of the entrypoint; the shell form holds those of its shell. Absent when the base decides.',
  ),
  command: strings('Words of the command. Absent when the base decides.'),
  shell: strings('Words of the shell for the shell form.'),
  ports: list('ExposedPort', 'Ports exposed by this stage and the stages it starts from.'),
  environment: list('Variable', 'Environment set by this stage and the stages it starts from.'),
  labels: { type: 'map<string,string>', doc: 'Labels set by this stage and the stages it starts from.' } as const,
  volumes: strings('Volumes declared by this stage and the stages it starts from.'),
  stopSignal: string('Signal that stops it; empty for the default.'),
} as const satisfies Fields;

type Elements = typeof stageElements;

export type Stage = FactsOf<typeof stageFields, Elements>;
export type ExposedPort = Partial<FactsOf<Elements['ExposedPort']['fields'], Elements>>;
