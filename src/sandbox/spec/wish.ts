// What is to be run, from the facts of an image and, where there is one, of the service that runs it.

import type { Variable } from '../../model/container.ts';
import { InputError } from '../../model/errors.ts';
import type {
  AllowedRelaxation,
  SandboxLimits,
  SandboxRuntime,
  SandboxWish,
  ShippedBelow,
} from '../../model/sandbox.ts';
import type { Subject } from '../../model/subject.ts';
import { inventValue, replaceSecrets } from './placeholder.ts';
import { readHealthcheck } from './read-healthcheck.ts';

export interface WishQuestion {
  readonly image: Subject<'image'>;
  /** Id of the image in the engine. */
  readonly imageId: string;
  /** What the engine says of the image: it alone holds the times of a health check. */
  readonly document?: unknown;
  /** Service or run line, joined with the image. */
  readonly container?: Subject<'container'>;
  /** Services that it needs. */
  readonly dependsOn?: readonly string[];
  readonly runAs?: string;
  readonly runtime: SandboxRuntime;
  readonly limits: SandboxLimits;
  /** Those that the policy allows. */
  readonly relaxations: readonly AllowedRelaxation[];
  readonly shippedBelow?: ShippedBelow;
  /** Said with the run. */
  readonly notices?: readonly string[];
}

type Declared = Subject<'image'> | Subject<'container'>;

/** The wish to run an image, as it is or as its service would. Throws InputError where a word of the command is not known. */
export function wishOf(question: WishQuestion): SandboxWish {
  const { image, container, document, runAs, shippedBelow } = question;
  const declared = container ?? image;
  const { user, uid, gid } = declared.facts;
  const environment = readEnvironment(container?.facts.environment ?? [], image.facts.environment ?? []);
  const workingDir = container?.facts.workingDir ?? '';
  const stopSignal = container?.facts.stopSignal ?? '';
  return {
    reference: image.facts.reference ?? image.name,
    imageId: question.imageId,
    os: image.facts.os ?? '',
    architecture: image.facts.architecture ?? '',
    user: user ?? '',
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
    ...(runAs === undefined ? {} : { runAs }),
    entrypoint: wordsOf(declared, 'entrypoint'),
    command: wordsOf(declared, 'command'),
    environment: environment.variables,
    workingDir: workingDir === '' ? (image.facts.workingDir ?? '') : workingDir,
    stopSignal: stopSignal === '' ? (image.facts.stopSignal ?? '') : stopSignal,
    volumes: knownOf(image.facts.volumes),
    ports: portsOf(image, container),
    labels: Object.keys(image.facts.labels ?? {}),
    ...readHealthcheck(declared.facts, document),
    replacedVariables: environment.replaced,
    ...(container === undefined ? {} : { service: serviceOf(container, question.dependsOn ?? []) }),
    notices: [...(question.notices ?? []), ...environment.notices],
    ...(shippedBelow === undefined ? {} : { shippedBelow }),
    limits: question.limits,
    runtime: question.runtime,
    relaxations: question.relaxations,
  };
}

function wordsOf({ facts, absences, declared, name }: Declared, field: 'entrypoint' | 'command'): readonly string[] {
  const words = facts[field];
  const index = words?.indexOf(undefined) ?? -1;
  if (words !== undefined && index === -1) return knownOf(words);
  const absence = absences[words === undefined ? field : `${field}[${index}]`] ?? absences[field];
  throw new InputError(
    `${name}: ${words === undefined ? `its ${field} is` : `a word of its ${field} is`} not known${absence === undefined ? '' : `: ${absence.reason}`}. Write it out in the declaration${absence?.hint === undefined ? '' : `, or ${absence.hint}`}`,
    absence?.at ?? declared,
  );
}

interface Environment {
  readonly variables: SandboxWish['environment'];
  readonly replaced: readonly string[];
  readonly notices: readonly string[];
}

/** The variables of the declaration; those of the image are in the image. */
function readEnvironment(own: readonly Variable[], image: readonly Variable[]): Environment {
  const shipped = new Map(image.map(({ name, value }) => [name, value]));
  const variables = new Map<string, string>();
  const replaced = new Set<string>();
  const invented = new Set<string>();
  for (const { name = '', value, literal } of own) {
    if (name === '' || /[=\0]/.test(name) || value?.includes('\0') === true) continue;
    if (literal !== true && value !== undefined && shipped.get(name) === value) continue;
    const given = value === undefined ? inventValue(name) : replaceSecrets(name, value);
    variables.set(name, given);
    if (value === undefined) invented.add(name);
    if (given !== value) replaced.add(name);
  }
  return {
    variables: [...variables].map(([name, value]) => ({ name, value })),
    replaced: [...replaced].sort(),
    notices:
      invented.size === 0
        ? []
        : [`Variables without a value in the repository were given a made-up one: ${[...invented].sort().join(', ')}`],
  };
}

/** What the image exposes and the service publishes or exposes, as `8080/tcp`. */
function portsOf(image: Subject<'image'>, container: Subject<'container'> | undefined): readonly string[] {
  const write = (port: number | undefined, protocol = 'tcp') => (port === undefined ? [] : [`${port}/${protocol}`]);
  const ports = [
    ...(image.facts.ports ?? []).flatMap(({ port, protocol }) => write(port, protocol)),
    ...(container?.facts.ports ?? []).flatMap(({ target, protocol }) => write(target, protocol)),
    ...knownOf(container?.facts.expose).map((text) => (text.includes('/') ? text : `${text}/tcp`)),
  ];
  return [...new Set(ports)].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1));
}

function serviceOf(
  { name, facts: { readOnly }, declared }: Subject<'container'>,
  dependsOn: readonly string[],
): NonNullable<SandboxWish['service']> {
  const at = { file: declared.file, line: declared.startLine };
  return { name, dependsOn, ...(readOnly === undefined ? {} : { readOnly }), at };
}

function knownOf(list: readonly (string | undefined)[] = []): readonly string[] {
  return list.filter((item) => item !== undefined);
}
