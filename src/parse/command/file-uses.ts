// What a program does with the files among its words: runs, sources, installs, unpacks or trusts them, or moves them elsewhere.
import { codeSourceOf } from './code-source.ts';
import { destinationsOf } from './destinations.ts';
import { familyOf } from './grammar.ts';
import { isRunnable } from './modes.ts';
import type { Layer } from './unwrap.ts';
import { callOfWords } from './word.ts';

export interface FileUse {
  /** As written; `-` for the standard input. */
  readonly path: string;
  /** Empty where the file is only moved or copied. */
  readonly use: string;
  /** Where it goes. */
  readonly to?: string;
  /** A program without a directory: the search path decides. */
  readonly bare?: boolean;
}

const UNPACKERS: ReadonlySet<string> = new Set(
  'unzip gunzip bunzip2 unxz unzstd uncompress unrar unar cpio pax zcat xzcat bzcat zstdcat'.split(' '),
);
const EXTRACTS: Readonly<Record<string, readonly string[]>> = {
  gzip: ['--decompress'],
  bzip2: ['--decompress'],
  xz: ['--decompress'],
  zstd: ['--decompress'],
};
/** Installers by the subcommands that take a file; an empty list where an option says so. */
const INSTALLERS: Readonly<Record<string, readonly string[]>> = {
  apt: ['install'],
  'apt-get': ['install'],
  aptitude: ['install'],
  apk: ['add'],
  dnf: ['install', 'localinstall', 'reinstall', 'update', 'upgrade'],
  yum: ['install', 'localinstall', 'reinstall', 'update', 'upgrade'],
  microdnf: ['install'],
  tdnf: ['install'],
  zypper: ['install', 'in'],
  pip: ['install'],
  pipx: ['install'],
  uv: ['install'],
  npm: ['install', 'i', 'add'],
  yarn: ['add'],
  pnpm: ['add', 'install', 'i'],
  gem: ['install'],
};

/** The files that a layer uses. `fed` says that its standard input holds one. */
export function usesOf(layer: Layer, fed: boolean): FileUse[] {
  const { program, reading, words } = layer;
  const { options, operands, subcommand } = reading;
  const has = (...names: readonly string[]) => options.some(({ name }) => names.includes(name));
  const files = operands.map(({ text }) => text).filter((text) => text !== '-');
  const all = (use: string): FileUse[] =>
    files.length > 0 ? files.map((path) => ({ path, use })) : fed ? [{ path: '-', use }] : [];
  if (layer.wraps) return [];
  const path = words[0]?.text ?? '';
  const runs: FileUse[] = program !== '' || path !== '' ? [{ path, use: 'executed', bare: !path.includes('/') }] : [];
  const family = familyOf(program);
  switch (family) {
    case 'chmod':
      return isRunnable(layer) ? files.slice(1).map((file) => ({ path: file, use: 'made-executable' })) : [];
    case 'tar':
    case 'bsdtar':
      return tarUses(layer, fed);
    case 'cp':
    case 'mv':
    case 'ln':
    case 'install':
      return destinationsOf(layer).map(({ source, path: to }) => ({
        path: source,
        use: program === 'install' || /(?:^|\/)s?bin(?:\/|$)/.test(to) ? 'installed' : '',
        to,
      }));
    case 'dpkg':
      return has('--install', '--unpack')
        ? all('installed')
        : has('--extract', '--vextract')
          ? all('unpacked').slice(0, 1)
          : [];
    case 'dpkg-deb':
      return has('--extract', '--vextract', '--raw-extract') ? all('unpacked').slice(0, 1) : [];
    case 'rpm':
      return has('--import') ? all('trusted') : has('--install', '--upgrade', '--freshen') ? all('installed') : [];
    case 'apt-key':
      return subcommand === 'add' ? all('trusted') : [];
    case 'gpg':
    case 'gpg2':
      return has('--import') ? all('trusted') : [];
    case 'keytool':
      return options.flatMap(({ name, value }) => (name === '-file' ? [{ path: value ?? '', use: 'trusted' }] : []));
    case 'java':
      return [...runs, ...files.slice(0, 1).map((file) => ({ path: file, use: 'executed' }))];
    default:
  }
  const installs = Object.hasOwn(INSTALLERS, family) ? INSTALLERS[family] : undefined;
  if (installs !== undefined)
    return installs.includes(subcommand) ? files.map((file) => ({ path: file, use: 'installed' })) : [];
  const extracts = Object.hasOwn(EXTRACTS, family) ? EXTRACTS[family] : undefined;
  if (UNPACKERS.has(program) || extracts?.some((name) => has(name))) return [...all('unpacked').slice(0, 1), ...runs];
  if (family === '7z' || family === '7za') return files.slice(1, 2).map((file) => ({ path: file, use: 'unpacked' }));
  return [...codeUses(layer, fed), ...runs];
}

function tarUses({ reading }: Layer, fed: boolean): FileUse[] {
  const { options } = reading;
  if (!options.some(({ name }) => name === '--extract')) return [];
  const archive = options.findLast(({ name }) => name === '--file')?.value;
  if (archive !== undefined && archive !== '-') return [{ path: archive, use: 'unpacked' }];
  return fed ? [{ path: '-', use: 'unpacked' }] : [];
}

/** The file or the input that a shell or an interpreter runs. */
function codeUses(layer: Layer, fed: boolean): FileUse[] {
  const code = codeSourceOf(layer, callOfWords(layer.words), '');
  const use = layer.program === '.' || layer.program === 'source' ? 'sourced' : 'executed';
  if (code.from === 'file' && code.file !== undefined) return [{ path: code.file.text, use }];
  return code.from === 'stdin' && fed ? [{ path: '-', use }] : [];
}
