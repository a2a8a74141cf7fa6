// Package indexes that a RUN which installs leaves behind in its layer.
import type { CommandFacts } from '../../parse/command/reading.ts';
import type { RunMount } from './run-mounts.ts';

interface Manager {
  readonly name: string;
  readonly programs: readonly string[];
  /** The directory that holds the index. */
  readonly directory: string;
  /** Subcommands that install. */
  readonly installs: readonly string[];
  /** Subcommands that remove the index. */
  readonly cleans: readonly string[];
  /** Options that fetch the index to stay, where an installation by itself does not; `update` does too. */
  readonly refreshes?: readonly string[];
}

const RPM = { installs: ['install', 'update', 'upgrade'], cleans: ['clean'] } as const;
const MANAGERS: readonly Manager[] = [
  {
    name: 'apt',
    programs: ['apt', 'apt-get', 'aptitude'],
    directory: '/var/lib/apt/lists',
    installs: ['install', 'upgrade', 'dist-upgrade', 'full-upgrade', 'build-dep'],
    cleans: [],
  },
  {
    name: 'apk',
    programs: ['apk'],
    directory: '/var/cache/apk',
    installs: ['add', 'upgrade'],
    cleans: ['cache'],
    refreshes: ['--update-cache', '--update', '-U'],
  },
  { name: 'dnf', programs: ['dnf', 'dnf5'], directory: '/var/cache/dnf', ...RPM },
  { name: 'yum', programs: ['yum'], directory: '/var/cache/yum', ...RPM },
  { name: 'microdnf', programs: ['microdnf'], directory: '/var/cache/yum', ...RPM },
  {
    name: 'zypper',
    programs: ['zypper'],
    directory: '/var/cache/zypp',
    installs: ['install', 'in', 'update', 'up'],
    cleans: ['clean', 'cc'],
  },
];

/** Names of the managers whose index stays, in a fixed order. */
export function keptIndexes(commands: readonly CommandFacts[], mounts: readonly RunMount[]): string[] {
  const called = MANAGERS.filter(({ programs }) => commands.some(({ program }) => programs.includes(program)));
  return called
    .filter((manager) => keepsIndex(manager, commands) && !isMounted(manager, mounts))
    .map(({ name }) => name);
}

function keepsIndex({ programs, directory, installs, cleans, refreshes }: Manager, commands: readonly CommandFacts[]) {
  let refreshed = refreshes === undefined;
  let kept = false;
  for (const { program, subcommand, flags, paths } of commands) {
    if (programs.includes(program)) {
      if (subcommand === 'update' && refreshes !== undefined) refreshed = true;
      if (refreshes?.some((flag) => flags.includes(flag)) === true) refreshed = true;
      if (installs.includes(subcommand)) kept ||= refreshed && !flags.includes('--no-cache');
      if (cleans.includes(subcommand)) kept = false;
    } else if (program === 'rm' && paths.some((path) => removes(path ?? '', directory))) kept = false;
    else if (program === 'find' && flags.includes('-delete') && paths.some((path) => covers(path ?? '', directory)))
      kept = false;
  }
  return kept;
}

/** `rm -rf /var/lib/apt/lists/*`, of the directory itself, or of one above it. */
function removes(path: string, directory: string): boolean {
  return covers(path.replace(/\/(?:\*|\{[^}]*\}|\*\.\*)$/, ''), directory);
}

function covers(path: string, directory: string): boolean {
  return path === directory || (path.startsWith('/var/') && directory.startsWith(`${path}/`));
}

function isMounted({ directory }: Manager, mounts: readonly RunMount[]): boolean {
  return mounts.some(
    ({ type, target = '' }) =>
      (type === 'cache' || type === 'tmpfs') && covers(target.replace(/(?<=.)\/+$/, ''), directory),
  );
}
