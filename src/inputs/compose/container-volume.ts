// One entry of `volumes`, with the host path that becomes visible through it.
import { showHoles } from '../../parse/hole.ts';
import { cleanHostPath } from '../../parse/host-path.ts';
import {
  child,
  holeOf,
  known,
  mapReading,
  plain,
  type Reading,
  readBool,
  readInteger,
  readText,
  unknown,
} from './container-read.ts';
import type { ElementDraft } from './container-state.ts';
import type { ComposeProject, Node } from './node.ts';

type MountDraft = ElementDraft<'mounts'>;

/** Reads an entry in long form. */
export function draftVolume(project: ComposeProject, node: Node): MountDraft {
  const hole = holeOf(node);
  if (hole !== undefined)
    return { origin: node.origin, absence: hole, fields: { text: known(showHoles(plain(node))) } };
  const source = child(node, 'source');
  const type = readText(child(node, 'type'));
  const host = readHostPath(project, node, type);
  const readOnly = readBool(child(node, 'read_only'));
  return {
    origin: node.origin,
    fields: {
      type,
      source: readText(source),
      hostPath: host,
      target: readText(child(node, 'target')),
      readOnly: readOnly.known && !readOnly.value ? readVolumeMode(project, node, readOnly) : readOnly,
      propagation: readText(child(node, 'bind', 'propagation')),
      relabel: readText(child(node, 'bind', 'selinux')),
      options: known(readTmpfsMode(child(node, 'tmpfs', 'mode'))),
      sizeBytes: readInteger(child(node, 'tmpfs', 'size')),
      text: known(writeText(node, readOnly)),
    },
  };
}

function readHostPath(project: ComposeProject, node: Node, type: Reading<string>): Reading<string> {
  const source = readText(child(node, 'source'));
  if (!type.known) return source.known ? type : source;
  if (type.value === 'bind' || type.value === 'npipe') return mapReading(source, cleanHostPath);
  if (type.value !== 'volume') return known('');
  if (!source.known) return source;
  return source.value === '' ? known('') : readVolumeDevice(project, source.value);
}

/** A named volume of the local driver can stand for a host path: a bind, or a block device of the host. */
function readVolumeDevice(project: ComposeProject, name: string): Reading<string> {
  const declaration = project.volumes.get(name);
  if (declaration === undefined) return known('');
  const external = readBool(child(declaration.node, 'external'));
  if (!external.known) return external;
  if (external.value)
    return unknown(
      {
        reason: `the volume \`${name}\` is declared outside this project, so what it binds is not known`,
        hint: 'declare it in this project, or look at `docker volume inspect`',
        at: declaration.key,
      },
      external.origin,
    );
  const driver = readText(child(declaration.node, 'driver'), 'local');
  if (driver.known && driver.value !== 'local' && driver.value !== '') return known('');
  const options = child(declaration.node, 'driver_opts');
  const device = readText(child(options, 'device'));
  const kind = readText(child(options, 'type'));
  const flags = readText(child(options, 'o'));
  if (device.known && device.value === '') return known('');
  for (const reading of [driver, kind, flags]) if (!reading.known) return reading;
  const binds =
    ['none', 'bind', 'rbind'].includes(kind.known ? kind.value : '') ||
    (flags.known && flags.value.split(',').some((flag) => flag === 'bind' || flag === 'rbind'));
  if (binds) return mapReading(device, cleanHostPath);
  if (!device.known) return device;
  const isNode = cleanHostPath(device.value).startsWith('/dev/');
  return isNode ? mapReading(device, cleanHostPath) : known('');
}

/** A volume whose own mount options say `ro` cannot be written to. */
function readVolumeMode(project: ComposeProject, node: Node, written: Reading<boolean>): Reading<boolean> {
  if (plain(child(node, 'type')) !== 'volume') return written;
  const declaration = project.volumes.get(plain(child(node, 'source')))?.node;
  const flags = readText(child(declaration, 'driver_opts', 'o'));
  return flags.known && flags.value.split(',').includes('ro') ? known(true, flags.origin) : written;
}

function readTmpfsMode(node: Node | undefined): readonly string[] {
  const mode = node?.kind === 'scalar' ? Number(node.value) : Number.NaN;
  return Number.isInteger(mode) && mode > 0 ? [`mode=${mode.toString(8)}`] : [];
}

function writeText(node: Node, readOnly: Reading<boolean>): string {
  const source = plain(child(node, 'source'));
  const target = plain(child(node, 'target'));
  const options = [
    readOnly.known && readOnly.value ? 'ro' : '',
    plain(child(node, 'bind', 'selinux')),
    plain(child(node, 'bind', 'propagation')),
  ].filter((option) => option !== '');
  const parts = [source, target, [...new Set(options)].join(',')].filter((part) => part !== '');
  return showHoles(parts.join(':'));
}
