// Security options of a service and what they amount to.
import { isAbsolute, resolve, sep } from 'node:path';
import { InputError } from '../../model/errors.ts';
import type { Absence } from '../../model/subject.ts';
import { hasHole } from '../../parse/hole.ts';
import { NO_PROFILE, parseSeccompProfile, type SeccompProfile } from '../../parse/seccomp-profile.ts';
import { foldSecurityOptions, parseSecurityOption, type SecurityOption } from '../../parse/security-option.ts';
import { child, holeOf, itemsOf, known, mapReading, type Reading, unknown } from './container-read.ts';
import { type Part, type ServiceContext, state, stateElements } from './container-state.ts';
import type { Node } from './node.ts';

interface WrittenOption {
  readonly option: SecurityOption;
  readonly node: Node;
  readonly hole?: Absence;
}

/** Security options and what they amount to. */
export const securityParts: readonly Part[] = [{ keys: ['security_opt'], state: stateSecurity }];

/** States the options in order and the settings they fold into. What `privileged` does to these settings is left to the rules. */
function stateSecurity(service: ServiceContext): void {
  const list = child(service.node, 'security_opt');
  const written = itemsOf(list).map(readOption);
  stateElements(
    service,
    'securityOptions',
    written.map(({ option, node, hole }) => ({
      origin: node.origin,
      fields: {
        ...(hasHole(option.name) ? {} : { name: known(option.name) }),
        ...(hasHole(option.value) || hasHole(option.name) ? {} : { value: known(option.value) }),
      },
      ...(hole === undefined ? {} : { absence: hole }),
    })),
    list?.origin,
  );

  const settings = foldSecurityOptions(written.map(({ option }) => option));
  const seccomp = decide(written, ['seccomp'], settings.seccomp);
  state(service, 'noNewPrivileges', decide(written, ['no-new-privileges'], settings.noNewPrivileges));
  state(service, 'apparmor', decide(written, ['apparmor'], settings.apparmor));
  state(service, 'seccomp', nameProfile(seccomp));
  const profile = readProfile(service, seccomp);
  state(
    service,
    'seccompDefaultAction',
    mapReading(profile, ({ defaultAction }) => defaultAction),
  );
  state(
    service,
    'seccompAllows',
    mapReading(profile, ({ allows }) => allows),
  );
  state(service, 'selinux', decideLabels(written, settings.selinux));
  state(service, 'maskedPaths', decide(written, ['systempaths', 'unmask'], settings.maskedPaths));
  state(service, 'writableCgroups', decide(written, ['writable-cgroups'], settings.writableCgroups));
}

function readOption(node: Node): WrittenOption {
  const option = parseSecurityOption(node.kind === 'scalar' ? String(node.value) : '');
  const hole = holeOf(node);
  return hole === undefined ? { option, node } : { option, node, hole };
}

/** The last option of a kind decides; an option whose name is not known may be of any kind. */
function decide<T>(written: readonly WrittenOption[], names: readonly string[], value: T): Reading<T> {
  const last = written.findLast(({ option }) => hasHole(option.name) || names.includes(option.name));
  if (last === undefined) return known(value);
  const open = hasHole(last.option.name) || hasHole(last.option.value);
  return open && last.hole !== undefined ? unknown(last.hole, last.node.origin) : known(value, last.node.origin);
}

function decideLabels(written: readonly WrittenOption[], value: string): Reading<string> {
  const labels = written.filter(({ option }) => option.name === 'label' || hasHole(option.name));
  const origin = labels.at(-1)?.node.origin;
  if (value === 'disabled') return known(value, origin);
  const open = labels.find(({ hole }) => hole !== undefined);
  return open?.hole === undefined ? known(value, origin) : unknown(open.hole, open.node.origin);
}

function nameProfile(seccomp: Reading<string>): Reading<string> {
  return !seccomp.known || !isCustom(seccomp.value) ? seccomp : known('custom', seccomp.origin);
}

function isCustom(profile: string): boolean {
  return !['', 'unconfined', 'builtin'].includes(profile);
}

function readProfile(service: ServiceContext, seccomp: Reading<string>): Reading<SeccompProfile> {
  if (!seccomp.known) return seccomp;
  if (!isCustom(seccomp.value)) return known(NO_PROFILE);
  const at = seccomp.origin?.at ?? service.declared;
  const path = resolve(service.project.directory, seccomp.value);
  if (!isOurs(service, path, seccomp.value))
    return unknown({ reason: `the seccomp profile ${seccomp.value} lies outside the scanned tree`, at });
  try {
    const profile = parseSeccompProfile(service.files.read(path));
    if (profile !== undefined) return known(profile, seccomp.origin);
    return unknown({
      reason: `${service.files.label(path)} has no \`defaultAction\``,
      hint: 'give a seccomp profile in JSON',
      at,
    });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return unknown({ reason: `the seccomp profile cannot be read: ${error.message}`, at });
  }
}

/** A compose file may name any file of the machine; only those of the project and of the scanned tree are opened. */
function isOurs(service: ServiceContext, path: string, written: string): boolean {
  if (written.startsWith('~')) return false;
  return path.startsWith(service.project.directory + sep) || !isAbsolute(service.files.label(path));
}
