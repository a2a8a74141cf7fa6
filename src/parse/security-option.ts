// Security options as the engine reads them: one text, one setting, the last of a kind wins.

export interface SecurityOption {
  readonly name: string;
  /** Empty when there is no separator. */
  readonly value: string;
}

/** What a list of security options amounts to. */
export interface SecuritySettings {
  readonly noNewPrivileges: boolean;
  /** Profile name, `unconfined`, or empty for the default of the engine. */
  readonly apparmor: string;
  /** The value given for seccomp, or empty for the default of the engine. */
  readonly seccomp: string;
  /** `disabled`, the label options joined by blanks, or empty. */
  readonly selinux: string;
  readonly maskedPaths: boolean;
  readonly writableCgroups: boolean;
}

const TRUE = new Set(['', '1', 't', 'T', 'TRUE', 'true', 'True']);

/** Cuts at the first `=` where there is one, else at the first `:`. */
export function parseSecurityOption(text: string): SecurityOption {
  const cut = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
  if (cut === -1) return text === 'disable' ? { name: 'label', value: 'disable' } : { name: text, value: '' };
  return { name: text.slice(0, cut), value: text.slice(cut + 1) };
}

/** Folds options in order; later ones of a kind win, labels add up unless one of them disables labelling. */
export function foldSecurityOptions(options: readonly SecurityOption[]): SecuritySettings {
  const last = (name: string) => options.findLast((option) => option.name === name)?.value;
  const labels = options.filter((option) => option.name === 'label').map((option) => option.value);
  const noNewPrivileges = last('no-new-privileges');
  const writableCgroups = last('writable-cgroups');
  return {
    noNewPrivileges: noNewPrivileges !== undefined && TRUE.has(noNewPrivileges),
    apparmor: last('apparmor') ?? '',
    seccomp: last('seccomp') ?? '',
    selinux: labels.includes('disable') ? 'disabled' : labels.join(' '),
    maskedPaths: last('systempaths') !== 'unconfined' && last('unmask')?.toUpperCase() !== 'ALL',
    writableCgroups: writableCgroups !== undefined && TRUE.has(writableCgroups),
  };
}
