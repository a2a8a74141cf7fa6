// Features of a devcontainer: each may ask for rights of its own, which only the feature itself says.
import type { Absence, Subject } from '../../model/subject.ts';
import { withOpenOptions } from '../engine/open-options.ts';
import { type DevcontainerReading, valueAt } from './reading.ts';

/** Most features that a notice names. */
const MAX_NAMES = 10;
/** Fields that a feature may change: it can set variables, mounts, capabilities, security options, an init and `privileged`. */
const CHANGEABLE = new Set([
  'privileged',
  'capAdd',
  'effectiveCapabilities',
  'securityOptions',
  'noNewPrivileges',
  'apparmor',
  'seccomp',
  'seccompDefaultAction',
  'seccompAllows',
  'selinux',
  'maskedPaths',
  'writableCgroups',
  'mounts',
  'environment',
  'init',
]);

/** Takes back what the features of the file may change, and names them in a notice. */
export function withFeatures(subject: Subject<'container'>, reading: DevcontainerReading): Subject<'container'> {
  const node = valueAt(reading.root, 'features');
  const [first, ...more] = node?.kind === 'object' ? [...node.entries] : [];
  if (first === undefined) return subject;
  const [name, { keyStart, keyEnd }] = first;
  const at = reading.place(keyStart, keyEnd);
  const names = [name, ...more.slice(0, MAX_NAMES - 1).map(([other]) => other)].map((one) => `\`${one}\``);
  const verb = more.length === 0 ? 'the feature' : 'the features';
  const rest = more.length < MAX_NAMES ? '' : ` and ${more.length + 1 - MAX_NAMES} more`;
  reading.notices.push({ message: `not looked into: ${verb} ${names.join(', ')}${rest}`, location: at });
  const absence: Absence = {
    reason: `the feature \`${name}\` may change it`,
    hint: 'look at what the feature asks for in its devcontainer-feature.json',
    at,
  };
  const open = withOpenOptions(subject, absence);
  const isOpen = (path: string) => CHANGEABLE.has(path.split(/[.[]/, 1)[0] ?? '');
  const kept = Object.entries(subject.facts).filter(([field]) => !isOpen(field));
  const changed = Object.entries(open.facts).filter(([field]) => isOpen(field));
  const absences = Object.entries(open.absences).filter(([path]) => isOpen(path));
  return {
    ...subject,
    facts: Object.fromEntries([...kept, ...changed]),
    absences: { ...subject.absences, ...Object.fromEntries(absences) },
  };
}
