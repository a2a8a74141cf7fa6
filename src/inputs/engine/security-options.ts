// Security options: seccomp, AppArmor, SELinux, no-new-privileges, masked paths, writable cgroups.
import type { Container, ContainerElement } from '../../model/container.ts';
import type { Origin } from '../../model/location.ts';
import { hasHole } from '../../parse/hole.ts';
import { NO_PROFILE, parseSeccompProfile, type SeccompProfile } from '../../parse/seccomp-profile.ts';
import { foldSecurityOptions, parseSecurityOption, type SecurityOption } from '../../parse/security-option.ts';
import { type EngineDocument, itemsAt, type Path, valueAt } from './document.ts';
import { change, type Found, found, lost, readText } from './found.ts';
import { type Draft, put, type Stating, state } from './state.ts';

interface PlacedOption extends SecurityOption {
  readonly origin: Origin | undefined;
}

/** States the security options and what they amount to. */
export function stateSecurityOptions(stating: Stating): void {
  const options = readOptions(stating.document);
  state(stating, 'securityOptions', found(options.map((option, index) => elementOf(stating, option, index))));
  const { noNewPrivileges, apparmor, seccomp, selinux, maskedPaths, writableCgroups } = settle(stating, options);
  state(stating, 'noNewPrivileges', noNewPrivileges);
  state(stating, 'apparmor', apparmor);
  state(stating, 'seccomp', seccompKind(seccomp));
  const profile = readProfile(seccomp);
  state(
    stating,
    'seccompDefaultAction',
    change(profile, ({ defaultAction }) => defaultAction),
  );
  state(
    stating,
    'seccompAllows',
    change(profile, ({ allows }) => allows),
  );
  state(stating, 'selinux', selinux);
  state(stating, 'maskedPaths', maskedPaths);
  state(stating, 'writableCgroups', writableCgroups);
}

function readOptions(document: EngineDocument): PlacedOption[] {
  const masked: Path = ['HostConfig', 'MaskedPaths'];
  const paths = itemsAt(document, ['HostConfig', 'SecurityOpt']);
  const given = paths.map((path): PlacedOption => {
    const value = valueAt(document, path);
    const text = typeof value === 'string' ? value : document.fail(path, 'a text');
    return { ...parseSecurityOption(text), origin: document.origin(path) };
  });
  const open =
    document.engine === 'docker' && valueAt(document, masked) !== null && itemsAt(document, masked).length === 0;
  const systemPaths = { name: 'systempaths', value: 'unconfined', origin: document.origin(masked) };
  return [
    ...(document.kind === 'inspect' ? withoutEngineLabel(document, given) : given),
    ...(open ? [systemPaths] : []),
  ];
}

/** The engine itself switches labels off where a namespace of the host is shared: nobody wrote that option. */
function withoutEngineLabel(document: EngineDocument, options: readonly PlacedOption[]): readonly PlacedOption[] {
  const shares = ['PidMode', 'IpcMode'].some((field) => valueAt(document, ['HostConfig', field]) === 'host');
  const labels = options.filter(({ name }) => name === 'label');
  const [only] = labels;
  const added = labels.length === 1 && only?.value === 'disable' && only === options.at(-1);
  return added && (shares || valueAt(document, ['HostConfig', 'Privileged']) === true) ? options.slice(0, -1) : options;
}

function elementOf(stating: Stating, option: PlacedOption, index: number): ContainerElement<'SecurityOption'> {
  const path = `securityOptions[${index}]`;
  const element: Draft<ContainerElement<'SecurityOption'>> = {};
  if (option.origin !== undefined) stating.facts.locate(path, option.origin);
  for (const name of ['name', 'value'] as const) {
    const text = option[name];
    put(
      stating,
      path,
      element,
      name,
      hasHole(text)
        ? lost({
            ...stating.document.explain(text, []),
            ...(option.origin === undefined ? {} : { at: option.origin.at }),
          })
        : found(text),
    );
  }
  return element;
}

type Settings = {
  readonly [K in 'noNewPrivileges' | 'apparmor' | 'seccomp' | 'selinux' | 'maskedPaths' | 'writableCgroups']: Found<
    Container[K]
  >;
};

const OPTION_OF = {
  noNewPrivileges: 'no-new-privileges',
  apparmor: 'apparmor',
  seccomp: 'seccomp',
  selinux: 'label',
  writableCgroups: 'writable-cgroups',
} as const;

function settle(stating: Stating, options: readonly PlacedOption[]): Settings {
  const { document } = stating;
  const folded = foldSecurityOptions(options);
  const reading = <T>(value: T, name: string): Found<T> => {
    const last = options.findLast((option) => option.name === name);
    const anything = options.findLast((option) => hasHole(option.name));
    if (anything !== undefined) return lost(document.explain(anything.name, []), anything.origin);
    if (last !== undefined && hasHole(last.value)) return lost(document.explain(last.value, []), last.origin);
    return found(value, last?.origin);
  };
  const unmasked = options.findLast(({ name }) => name === 'systempaths' || name === 'unmask');
  return {
    noNewPrivileges: reading(folded.noNewPrivileges, OPTION_OF.noNewPrivileges),
    apparmor: readAppArmor(document, reading(folded.apparmor, OPTION_OF.apparmor)),
    seccomp: reading(folded.seccomp, OPTION_OF.seccomp),
    selinux: reading(folded.selinux, OPTION_OF.selinux),
    maskedPaths: reading(unmasked === undefined, unmasked?.name ?? 'systempaths'),
    writableCgroups: reading(folded.writableCgroups, OPTION_OF.writableCgroups),
  };
}

const DEFAULT_PROFILES = /^(?:docker-default|containers-default-.*)?$/;

/** A started container also tells the profile that was applied. */
function readAppArmor(document: EngineDocument, option: Found<string>): Found<string> {
  if (document.kind === 'run' || !option.known || option.value !== '') return option;
  const applied = readText(document, ['AppArmorProfile']);
  const privileged = valueAt(document, ['HostConfig', 'Privileged']) === true;
  if (!applied.known || privileged || DEFAULT_PROFILES.test(applied.value)) return found('');
  return applied;
}

function seccompKind(profile: Found<string>): Found<string> {
  if (!profile.known || ['', 'unconfined', 'builtin'].includes(profile.value)) return profile;
  return { ...profile, value: 'custom' };
}

function readProfile(option: Found<string>): Found<SeccompProfile> {
  if (!option.known) return option;
  if (['', 'unconfined', 'builtin'].includes(option.value)) return found(NO_PROFILE);
  const profile = parseSeccompProfile(option.value);
  if (profile !== undefined) return found(profile, option.origin);
  const reason = `the seccomp profile ${option.value.slice(0, 200)} could not be read`;
  return lost({ reason }, option.origin);
}
