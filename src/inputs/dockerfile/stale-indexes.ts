// Package indexes that the commands of one RUN refresh without an installation after it.
import type { CommandFacts } from '../../parse/command/reading.ts';
import type { RunMount } from './run-mounts.ts';

interface Manager {
  readonly name: string;
  readonly refresh: readonly string[];
  /** Subcommands that leave the index as useless as it was. */
  readonly idle: readonly string[];
  /** Where the index lies; with a cache mounted there it is no part of the image. */
  readonly directories: readonly string[];
}

const APT: Manager = {
  name: 'apt',
  refresh: ['update'],
  idle: ['clean', 'autoclean', 'autoremove', 'remove', 'purge', 'list', 'show', 'search', 'policy', 'check', 'moo', ''],
  directories: ['/var/lib/apt', '/var/lib/apt/lists', '/var/cache/apt'],
};
const RPM_IDLE = [
  'clean',
  'remove',
  'erase',
  'autoremove',
  'info',
  'list',
  'search',
  'repolist',
  'repoquery',
  'config-manager',
  'check-update',
  '',
];
const MANAGERS: ReadonlyMap<string, Manager> = new Map([
  ['apt', APT],
  ['apt-get', APT],
  ['aptitude', APT],
  [
    'apk',
    {
      name: 'apk',
      refresh: ['update'],
      idle: ['del', 'cache', 'info', 'list', 'search', 'version', 'stats', 'policy', ''],
      directories: ['/var/cache/apk', '/etc/apk/cache'],
    },
  ],
  ...['dnf', 'yum', 'microdnf'].map((name): [string, Manager] => [
    name,
    { name, refresh: ['makecache'], idle: RPM_IDLE, directories: [`/var/cache/${name}`, '/var/cache/yum'] },
  ]),
  [
    'zypper',
    {
      name: 'zypper',
      refresh: ['refresh', 'ref'],
      idle: [
        'clean',
        'cc',
        'remove',
        'rm',
        'addrepo',
        'ar',
        'removerepo',
        'rr',
        'modifyrepo',
        'mr',
        'lr',
        'repos',
        'search',
        'se',
        'info',
        'if',
        '',
      ],
      directories: ['/var/cache/zypp'],
    },
  ],
]);

/** Names of the managers whose index is left stale, in the order of their refresh. */
export function staleIndexes(commands: readonly CommandFacts[], mounts: readonly RunMount[]): string[] {
  const pending = new Set<string>();
  for (const command of commands) {
    const manager = MANAGERS.get(command.program);
    if (manager !== undefined) {
      const { subcommand } = command;
      if (manager.refresh.includes(subcommand)) {
        if (!isCached(manager.directories, mounts)) pending.add(manager.name);
      } else if (!manager.idle.includes(subcommand)) pending.delete(manager.name);
    } else if (command.program === 'pacman') notePacman(pending, command, mounts);
  }
  return [...pending];
}

/** `pacman -Sy` refreshes, with packages or `-u` it installs as well. */
function notePacman(pending: Set<string>, { flags, operands }: CommandFacts, mounts: readonly RunMount[]): void {
  if (!flags.includes('--sync') && !flags.includes('-S')) return;
  const has = (...names: string[]) => names.some((name) => flags.includes(name));
  if (operands.length > 0 || has('--sysupgrade', '-u')) pending.delete('pacman');
  else if (has('--refresh', '-y') && !isCached(['/var/lib/pacman', '/var/cache/pacman'], mounts)) pending.add('pacman');
}

function isCached(directories: readonly string[], mounts: readonly RunMount[]): boolean {
  return mounts.some(({ type, target = '' }) => type === 'cache' && directories.includes(target.replace(/\/+$/, '')));
}
