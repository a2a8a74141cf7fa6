// The packages that a command installs, and which of them name no version.
import { familyOf } from './grammar.ts';
import type { Layer } from './unwrap.ts';
import { textOf, type Word } from './word.ts';

export interface GivenPackage {
  readonly name: string;
  readonly pinned: boolean;
  readonly word: Word;
}

/** Longest word that is taken for a package. */
const MAX_NAME = 300;

interface Manager {
  readonly name: string;
  /** Subcommands that install. */
  readonly installs: readonly string[];
  /** Splits a word into name and version; an empty version where none is named. */
  readonly split: (word: string) => readonly [string, string];
}

const apt = manager('apt', ['install'], byRelease);
const dnf = (name: string) => manager(name, ['install', 'groupinstall', 'reinstall'], byVersion);
const pip = manager('pip', ['install'], byMark(/===?|[~!<>]=?| @ |@(?=[a-z+]+:)/));
const npm = (name: string, installs: readonly string[]) => manager(name, installs, byAt);

const MANAGERS: Readonly<Record<string, Manager>> = {
  apt,
  'apt-get': apt,
  aptitude: apt,
  apk: manager('apk', ['add'], byTag),
  dnf: dnf('dnf'),
  dnf5: dnf('dnf'),
  yum: dnf('yum'),
  microdnf: dnf('microdnf'),
  tdnf: dnf('tdnf'),
  zypper: manager('zypper', ['install', 'in'], byMark(/[=<>]=?/)),
  pacman: manager('pacman', ['--sync'], byMark(/[=<>]=?/)),
  pip,
  uv: pip,
  pipx: pip,
  npm: npm('npm', ['install', 'i', 'add']),
  yarn: npm('yarn', ['add']),
  pnpm: npm('pnpm', ['add', 'install', 'i']),
  bun: npm('bun', ['add', 'install', 'i']),
  gem: manager('gem', ['install', 'i'], byMark(/:/)),
  go: manager('go', ['install', 'get'], byAt),
  cargo: manager('cargo', ['install', 'add'], byAt),
  conda: manager('conda', ['install'], byMark(/[=<>]/)),
  mamba: manager('conda', ['install'], byMark(/[=<>]/)),
  micromamba: manager('conda', ['install'], byMark(/[=<>]/)),
};

/** Name of the package manager that a layer calls; empty for other programs. */
export function packageManagerOf({ program }: Layer): string {
  const family = familyOf(program);
  return Object.hasOwn(MANAGERS, family) ? (MANAGERS[family]?.name ?? '') : '';
}

/** The packages that a layer installs; files, directories and addresses are none. */
export function packagesOf(layer: Layer): GivenPackage[] {
  const family = familyOf(layer.program);
  const found = Object.hasOwn(MANAGERS, family) ? MANAGERS[family] : undefined;
  if (found === undefined || layer.wraps) return [];
  const { operands, subcommand, options } = layer.reading;
  const has = (...names: readonly string[]) => options.some(({ name }) => names.includes(name));
  const installs = found.installs.includes(subcommand) || found.installs.some((name) => has(name));
  // `yarn global add NAME`: the words behind `global` begin with the subcommand.
  const isGlobal = subcommand === 'global' && found.installs.includes(operands[0]?.text ?? '');
  if (!installs && !isGlobal) return [];
  if (family === 'pacman' && has('--search', '--info', '--list', '--clean')) return [];
  const versioned = family === 'gem' || family === 'cargo' ? has('--version', '--vers', '--git') : false;
  const words = isGlobal ? operands.slice(1) : operands;
  return words.flatMap((word) => {
    const text = textOf(word);
    if (text === undefined || text.length > MAX_NAME || isElsewhere(text)) return [];
    const [name, version] = found.split(text.replace(/^["']|["']$/g, ''));
    if (name === '' || (found.name === 'apk' && name.startsWith('!'))) return [];
    return [{ name, pinned: versioned || (version !== '' && !/^(?:latest|next|\*|x|>.*)$/.test(version)), word }];
  });
}

/** A file, a directory, an address, or a word that is an expansion and nothing else. */
function isElsewhere(text: string): boolean {
  return (
    /^(?:\.{1,2}(?:\/|$|\[)|\/|~|-|<)/.test(text) ||
    /:\/\/|^(?:git\+|git@|file:|github:|link:|workspace:|https?:)/.test(text) ||
    /\.(?:deb|rpm|apk|whl|tgz|gem|tar\.gz|tar\.xz|zip|pkg\.tar\.zst)$/.test(text) ||
    /^\$(?:[\w@*]+|\{[^}]*\}|\(.*\))$|^`.*`$/s.test(text)
  );
}

function manager(name: string, installs: readonly string[], split: Manager['split']): Manager {
  return { name, installs, split };
}

/** The first mark stands between name and version; extras in brackets are dropped. */
function byMark(mark: RegExp): Manager['split'] {
  return (word) => {
    const at = word.search(mark);
    const name = (at === -1 ? word : word.slice(0, at)).replace(/\[[^\]]*\]$/, '').trim();
    if (at === -1) return [name, ''];
    // Only a lower bound names no version.
    return [name, /^(?:>|!)/.test(word.slice(at)) ? '' : word.slice(at).replace(/^[=~<>@:! ]+/, '')];
  };
}

/** `name@version`, where the name may begin with `@scope/`. */
function byAt(word: string): readonly [string, string] {
  const at = word.lastIndexOf('@');
  return at <= 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
}

/** `name-1.2-3.el9.x86_64`: what looks like a version behind a dash. */
function byVersion(word: string): readonly [string, string] {
  const found = /-(?:\d+:)?v?\d+\.[\w.~^+*]+(?:-\d[\w.~^+*]*)?$|-(?:\d+:)?\d[\w~^+]*-\d[\w.~^+*]*$|-"?\$|[=<>]/.exec(
    word,
  );
  if (found === null) return [word, ''];
  return [word.slice(0, found.index), word.slice(found.index + 1)];
}

/** `name/release`, `name:architecture` and `name=version` of apt. */
function byRelease(word: string): readonly [string, string] {
  const at = word.indexOf('=');
  return [word.split(/[=/:]/, 1)[0] ?? '', at === -1 ? '' : word.slice(at + 1)];
}

/** `name@repository`, `name=version` and `name~version` of apk. */
function byTag(word: string): readonly [string, string] {
  const at = word.search(/[=~<>]/);
  const version = at === -1 || /[<>]/.test(word.charAt(at)) ? '' : word.slice(at).replace(/^[=~]+/, '');
  return [word.split(/[=~<>@]/, 1)[0] ?? '', version];
}
