// States what an image is: its configuration, where it comes from, and what its file system amounts to.

import type { Variable } from '../../../model/container.ts';
import type { Image } from '../../../model/image.ts';
import type { SourceImage } from '../../../model/image-source.ts';
import type { ImageTree } from '../../../model/layer.ts';
import type { Location } from '../../../model/location.ts';
import type { ExposedPort } from '../../../model/stage.ts';
import type { Absence, Subject } from '../../../model/subject.ts';
import type { ImageReference } from '../../../parse/image-reference.ts';
import { platformText } from '../../../parse/oci/platform.ts';
import { type SubjectBuilder, subjectBuilder } from '../../subject-builder.ts';
import type { ImageConfig } from '../config.ts';
import type { EndOfLifeTable } from '../end-of-life.ts';
import { readDistribution } from './distribution.ts';
import { describeHistory } from './history.ts';
import { stateAge } from './image-age.ts';
import type { Inventory } from './inventory.ts';
import { listPrograms } from './programs.ts';
import { resolveImageUser } from './user.ts';

export interface NamedImage {
  /** As the user or a file named it. */
  readonly text: string;
  /** Absent for an archive that names no image. */
  readonly reference?: ImageReference | undefined;
  readonly declared: Location;
}

export interface ImageGiven {
  readonly id: string;
  readonly named: NamedImage;
  readonly image: SourceImage;
  readonly config: ImageConfig;
  /** Absent when no layer was read. */
  readonly tree: ImageTree | undefined;
  /** Absent when no layer was read. */
  readonly inventory: Inventory | undefined;
  /** Bytes as stored; 0 where not known. */
  readonly sizeBytes: number;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly endOfLife: EndOfLifeTable;
  /** Why the file system is not known, where there is no tree. */
  readonly unread: Absence;
}

/** States an image. What needs its layers is absent when none was read. */
export function stateImage(given: ImageGiven): Subject<'image'> {
  const { id, named, image, config } = given;
  const builder = subjectBuilder('image', id, named.text, named.declared);
  const at = { at: named.declared };
  builder.set('reference', named.text, at);
  builder.set('imageReference', named.reference ?? { registry: '', repository: '', tag: '', digest: '' }, at);
  builder.set('digest', image.digest);
  builder.set('id', image.id);
  builder.set('format', image.format);
  builder.set('os', image.platform.os);
  builder.set('architecture', image.platform.architecture);
  builder.set('platform', platformText(image.platform));
  builder.set('layerCount', image.layers.length);
  if (given.sizeBytes > 0) builder.set('sizeBytes', given.sizeBytes);
  else builder.unknown('sizeBytes', { reason: 'the source does not say how large the image is' });
  builder.set('platformDrift', []);
  if (image.config === undefined) noConfiguration(builder);
  else {
    stateAge(builder, config, given.today);
    stateConfig(builder, image, config);
  }
  stateUser(builder, image, config, given.tree);
  leaveOutUnread(builder, config);
  builder.set('baseName', baseOf(image, config));
  builder.set('history', describeHistory(config.history, image.layers.length));
  stateFiles(builder, given);
  return builder.build();
}

type Builder = SubjectBuilder<'image'>;

/** What a bare root file system does not say. */
function noConfiguration(builder: Builder): void {
  const absence = {
    reason: 'a root file system has no configuration',
    hint: 'save the image instead of exporting a container',
  };
  for (const field of [
    'created',
    'ageDays',
    'user',
    'uid',
    'gid',
    'userMissing',
    'entrypoint',
    'command',
    'shell',
    'environment',
    'labels',
    'ports',
    'volumes',
    'workingDir',
    'stopSignal',
    'healthcheck',
    'healthcheckTest',
    'onBuild',
  ] as const)
    builder.unknown(field, absence);
}

/** Facts that rest on a key of the configuration. */
const RESTS_ON: Readonly<Record<string, readonly (keyof Image)[]>> = {
  User: ['user', 'uid', 'gid', 'userMissing'],
  Env: ['environment'],
  Entrypoint: ['entrypoint'],
  Cmd: ['command'],
  Shell: ['shell'],
  ExposedPorts: ['ports'],
  Volumes: ['volumes'],
  WorkingDir: ['workingDir'],
  Labels: ['labels'],
  StopSignal: ['stopSignal'],
  Healthcheck: ['healthcheck', 'healthcheckTest'],
  OnBuild: ['onBuild'],
  history: ['history'],
};

/** A key that has the wrong type says nothing: what rests on it is not known, rather than not set. */
function leaveOutUnread(builder: Builder, { unread }: ImageConfig): void {
  for (const [key, reason] of unread) for (const field of RESTS_ON[key] ?? []) builder.unknown(field, { reason });
}

function stateConfig(builder: Builder, { format }: SourceImage, config: ImageConfig): void {
  builder.set('entrypoint', config.entrypoint);
  builder.set('command', config.cmd);
  builder.set('shell', config.shell);
  builder.set('environment', config.env.map(readVariable));
  builder.set('labels', config.labels);
  builder.set('ports', config.exposedPorts.flatMap(readPort));
  builder.set('volumes', config.volumes);
  builder.set('workingDir', config.workingDir === '' ? '/' : config.workingDir);
  builder.set('stopSignal', config.stopSignal);
  builder.set('onBuild', config.onBuild);
  const { test } = config.healthcheck ?? { test: [] };
  const healthcheck = test.length === 0 ? 'none' : test[0]?.toUpperCase() === 'NONE' ? 'disabled' : 'defined';
  if (healthcheck === 'none' && format === 'oci') {
    const absence = {
      reason: 'an OCI image has no place for a health check',
      hint: 'define it where the container is started',
    };
    builder.unknown('healthcheck', absence);
    builder.unknown('healthcheckTest', absence);
  } else {
    builder.set('healthcheck', healthcheck);
    builder.set('healthcheckTest', healthcheck === 'defined' ? test : []);
  }
}

function readVariable(text: string): Partial<Variable> {
  const cut = text.indexOf('=');
  const name = cut === -1 ? text : text.slice(0, cut);
  return { name, value: cut === -1 ? '' : text.slice(cut + 1), literal: true, fromFile: false };
}

function readPort(text: string): ExposedPort[] {
  const [, port, protocol = 'tcp'] = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/.exec(text.toLowerCase()) ?? [];
  return port === undefined ? [] : [{ port: Number(port), protocol, text: `${port}/${protocol}` }];
}

function stateUser(
  builder: Builder,
  { config: document, platform }: SourceImage,
  config: ImageConfig,
  tree: ImageTree | undefined,
): void {
  if (document === undefined) return;
  builder.set('user', config.user);
  if (platform.os === 'windows') {
    for (const field of ['uid', 'gid', 'userMissing'] as const)
      builder.unknown(field, { reason: 'the users of Windows have no numbers' });
    return;
  }
  const user = resolveImageUser(config.user, tree);
  for (const field of ['uid', 'gid'] as const) {
    const value = user[field];
    if (typeof value === 'number') builder.set(field, value);
    else builder.unknown(field, value);
  }
  if (typeof user.missing === 'boolean') builder.set('userMissing', user.missing);
  else builder.unknown('userMissing', user.missing);
}

/** What the builder says it started from; labels are inherited and would name the image before that one. */
function baseOf({ annotations }: SourceImage, { history }: ImageConfig): string {
  const named = annotations['org.opencontainers.image.base.name'];
  if (named !== undefined) return named;
  const from = history.map(({ comment }) => /^FROM (\S+)$/.exec(comment)?.[1]).filter((name) => name !== undefined);
  return from.at(-1) ?? '';
}

function stateFiles(builder: Builder, { tree, inventory, today, endOfLife, unread, config }: ImageGiven): void {
  if (tree === undefined || inventory === undefined) {
    for (const field of FROM_FILES) builder.unknown(field, unread);
    return;
  }
  const distribution = readDistribution(tree);
  builder.set('distribution', distribution.id);
  builder.set('distributionVersion', distribution.version);
  builder.set('distributionName', distribution.prettyName);
  const end = endOfLife.find(distribution, today);
  if ('reason' in end)
    for (const field of ['endOfLife', 'pastEndOfLife', 'endOfExtendedSupport'] as const) builder.unknown(field, end);
  else {
    builder.set('endOfLife', end.day);
    builder.set('pastEndOfLife', end.past);
    if (end.extended !== undefined) builder.set('endOfExtendedSupport', end.extended);
    else
      builder.unknown('endOfExtendedSupport', { reason: 'the end of the further phase of support is not published' });
  }
  builder.set('packageFormat', inventory.format);
  builder.set('packageDatabaseRemoved', inventory.removed);
  if (inventory.problem === undefined && !inventory.removed) builder.set('packageCount', inventory.packages.length);
  else
    builder.unknown('packageCount', { reason: inventory.problem ?? 'the package database was removed from the image' });
  builder.set('programs', listPrograms(tree, config.env, inventory.ownerOf));
}

const FROM_FILES = [
  'distribution',
  'distributionVersion',
  'distributionName',
  'endOfLife',
  'pastEndOfLife',
  'endOfExtendedSupport',
  'packageFormat',
  'packageDatabaseRemoved',
  'packageCount',
  'programs',
] as const;
