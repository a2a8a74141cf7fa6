// Programs whose mere presence says something: shells, package managers, SSH servers.

const SHELLS = new Set('sh bash dash ash zsh ksh mksh fish csh tcsh rbash busybox toybox pwsh'.split(' '));

const PACKAGE_MANAGERS = new Set(
  (
    'apt apt-get aptitude dpkg apk dnf dnf5 microdnf yum tdnf zypper rpm pacman emerge xbps-install opkg ' +
    'pip pip3 pipx uv poetry conda mamba npm yarn pnpm bundle gem composer cpan luarocks mvn gradle'
  ).split(' '),
);

const SSH_SERVERS = new Set(['sshd', 'dropbear', 'dropbearmulti', 'tinysshd']);

/** Directories in which programs lie. */
const PROGRAM_FOLDERS = new Set(['bin', 'sbin', 'usr/bin', 'usr/sbin', 'usr/local/bin', 'usr/local/sbin']);

/** The role that a program has by its name; empty for most. */
export function programRole(path: string): string {
  const slash = path.lastIndexOf('/');
  if (!PROGRAM_FOLDERS.has(path.slice(0, Math.max(0, slash)))) return '';
  const name = path.slice(slash + 1);
  if (SHELLS.has(name)) return 'shell';
  if (PACKAGE_MANAGERS.has(name)) return 'package-manager';
  return SSH_SERVERS.has(name) ? 'ssh-server' : '';
}

const CACHES: readonly { readonly folder: string; readonly file: RegExp }[] = [
  { folder: 'var/lib/apt/lists', file: /^[^/]+_(?:Packages|Sources|Contents|InRelease|Release)[^/]*$/ },
  { folder: 'var/cache/apt', file: /\.(?:deb|bin)$/ },
  { folder: 'var/cache/apk', file: /\.(?:tar\.gz|apk)$/ },
  { folder: 'var/cache/dnf', file: /./ },
  { folder: 'var/cache/libdnf5', file: /./ },
  { folder: 'var/cache/yum', file: /./ },
  { folder: 'var/cache/zypp', file: /./ },
  { folder: 'var/cache/pacman/pkg', file: /./ },
  { folder: 'root/.cache/pip', file: /./ },
  { folder: 'root/.npm/_cacache', file: /./ },
  { folder: 'usr/local/share/.cache/yarn', file: /./ },
];

/** Tells whether something may be said of a file by its name because it lies directly in this folder. */
export function isTellingFolder(path: string): boolean {
  return PROGRAM_FOLDERS.has(path) || CACHES.some(({ folder }) => path === folder || path.startsWith(`${folder}/`));
}

/** The folder of a package manager's cache that a file lies in; `undefined` for other files. */
export function cacheFolder(path: string): string | undefined {
  if (!/^(?:var\/|root\/\.|usr\/local\/share\/\.)/.test(path)) return undefined;
  return CACHES.find(({ folder, file }) => path.startsWith(`${folder}/`) && file.test(path.slice(folder.length + 1)))
    ?.folder;
}
