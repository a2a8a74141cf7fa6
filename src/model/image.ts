// The facts of an image: its configuration, what its file system is, and where it comes from.
import { containerElements } from './container.ts';
import { bool, type ElementType, type FactsOf, type Fields, int, list, string, strings } from './fields.ts';
import { stageElements } from './stage.ts';

/** Types of the elements found inside an image. */
export const imageElements = {
  ImageReference: containerElements.ImageReference,
  Variable: containerElements.Variable,
  ExposedPort: stageElements.ExposedPort,
  HistoryEntry: {
    doc: 'One step of the history of an image.',
    key: ['text'],
    fields: {
      keyword: string(
        'Instruction in upper case, as far as the builder left it to be seen: `RUN`, `COPY`, ...; empty when it cannot be told.',
      ),
      text: string('What made it, without the decoration of the builder.'),
      layer: int('Index of the layer it made, from 0; -1 for none.'),
      buildArgs: strings('Names of the build arguments whose values the step recorded.'),
    },
  },
  Program: {
    doc: 'An executable file in a directory of PATH.',
    key: ['path'],
    fields: {
      name: string('File name.'),
      path: string('Absolute path.'),
      package: string('Package of the distribution that owns it; empty when none does or no inventory is there.'),
    },
  },
} as const satisfies Readonly<Record<string, ElementType>>;

/** Facts of an image of one platform. What needs layers is absent when only the configuration was read. */
export const imageFields = {
  reference: string('The image as it was named: a reference, or the path of an archive.'),
  imageReference: {
    type: 'ImageReference',
    doc: 'The reference, normalised; its fields are empty for an archive that names no image.',
  } as const,
  digest: string('Digest of the manifest; empty where the source has none.'),
  id: string('Digest of the configuration, the image id of the engine.'),
  format: string('`docker` or `oci`; the second carries no HEALTHCHECK, SHELL or ONBUILD unless BuildKit wrote it.'),
  os: string('`linux` or `windows`.'),
  architecture: string('`amd64`, `arm64`, ...'),
  platform: string('`os/architecture` with the variant where there is one.'),
  created: string('When it was made, RFC 3339. Absent when not stated or a made-up date of a reproducible build.'),
  ageDays: int('Whole days since it was made. Absent when that is not known.'),
  sizeBytes: int('Bytes of all layers as stored. Absent when the source does not say.'),
  layerCount: int('Number of layers.'),

  user: string('User as the configuration says; empty for none, which is root.'),
  uid: int('Numeric user, names looked up in /etc/passwd of the image. Absent when it cannot be known.'),
  gid: int('Numeric group. Absent when it cannot be known.'),
  userMissing: bool(
    'The user is a name that /etc/passwd of the image does not hold: a container of it does not start.',
  ),
  entrypoint: strings('Words of the entrypoint.'),
  command: strings('Words of the command.'),
  shell: strings('Words of the shell for the shell form; empty where the configuration names none.'),
  environment: list('Variable', 'Environment of the configuration.'),
  labels: { type: 'map<string,string>', doc: 'Labels.' } as const,
  ports: list('ExposedPort', 'Ports that the image says it listens on.'),
  volumes: strings('Volumes declared.'),
  workingDir: string('Working directory; `/` where none is written.'),
  stopSignal: string('Signal that stops it; empty for the default.'),
  healthcheck: string(
    '`defined`, `disabled` (NONE) or `none`. Absent when the format cannot carry one and none is there.',
  ),
  healthcheckTest: strings('Words of the health check, the first being CMD or CMD-SHELL; empty when there is none.'),
  onBuild: strings('Instructions that run in images built from it.'),
  history: list('HistoryEntry', 'The steps that made it, first to last; empty when not recorded.'),
  baseName: string('Image it was built from, as far as the builder says; empty when it does not.'),

  distribution: string('`ID` of os-release: `debian`, `alpine`, ...; empty when the image has none.'),
  distributionVersion: string('`VERSION_ID` of os-release; empty for a rolling distribution.'),
  distributionName: string('`PRETTY_NAME` of os-release, or the best other name.'),
  endOfLife: string(
    'Last day of the free security support of the distribution release, YYYY-MM-DD; empty when it never ends by itself. Absent when not known.',
  ),
  pastEndOfLife: bool('That day is over. Absent when not known.'),
  endOfExtendedSupport: string(
    'Last day of a further phase of support; empty when there is none. Absent when not known.',
  ),
  packageFormat: string('`dpkg`, `apk`, `rpm`, ...; empty when there is no package database.'),
  packageDatabaseRemoved: bool(
    'Files of a package manager are there and its database is not: the inventory is unknown.',
  ),
  packageCount: int('Packages of the distribution. Absent when the database cannot be read.'),
  programs: list('Program', 'Executables in the directories of PATH.'),
  privilegedFiles: strings('Paths of the files that give setuid, setgid or capabilities to whoever executes them.'),
  platformDrift: strings(
    'What differs from the other platforms of the same index: `user`, `healthcheck`, `entrypoint`, `setuid`. Empty when nothing does or there is one platform.',
  ),
} as const satisfies Fields;

type Elements = typeof imageElements;

export type Image = FactsOf<typeof imageFields, Elements>;
export type HistoryEntry = Partial<FactsOf<Elements['HistoryEntry']['fields'], Elements>>;
export type Program = Partial<FactsOf<Elements['Program']['fields'], Elements>>;
