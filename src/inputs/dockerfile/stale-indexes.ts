// Package indexes that the commands of one RUN refresh without an installation after it.
import type { Absence } from '../../model/subject.ts';
import type { CommandFacts } from '../../parse/command/reading.ts';
import type { RunMount } from './run-mounts.ts';
import { shorten } from './scope.ts';

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
  ...['dnf', 'dnf5', 'tdnf', 'yum', 'microdnf'].map((program): [string, Manager] => {
    const name = program === 'dnf5' || program === 'tdnf' ? 'dnf' : program;
    const directories = [`/var/cache/${program}`, '/var/cache/yum', '/var/cache/libdnf5'];
    return [program, { name, refresh: ['makecache'], idle: RPM_IDLE, directories }];
  }),
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

/** Programs that install packages of Debian through apt. */
const APT_INSTALLERS: ReadonlySet<string> = new Set(['apt-fast', 'gdebi', 'mk-build-deps', 'rosdep', 'tasksel']);
const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'zsh', 'source', '.']);

/**
 * Names of the managers whose index is left stale, in the order of their refresh; an absence where a script that is not read may install
 * from every one of them.
 */
export function staleIndexes(commands: readonly CommandFacts[], mounts: readonly RunMount[]): string[] | Absence {
  const pending = new Set<string>();
  const scripts = new Map<string, CommandFacts>();
  for (const command of commands) {
    if (pending.size > 0 && runsUnreadScript(command)) for (const name of pending) scripts.set(name, command);
    const manager = MANAGERS.get(command.program);
    if (manager !== undefined) {
      const { subcommand } = command;
      if (manager.refresh.includes(subcommand)) {
        scripts.delete(manager.name);
        if (!isCached(manager.directories, mounts)) pending.add(manager.name);
      } else if (!manager.idle.includes(subcommand)) pending.delete(manager.name);
    } else if (command.program === 'pacman') notePacman(pending, command, mounts);
    else if (APT_INSTALLERS.has(command.program)) pending.delete('apt');
  }
  const stale = [...pending].filter((name) => !scripts.has(name));
  const script = scripts.get([...pending][0] ?? '');
  return stale.length > 0 || script === undefined ? stale : mayInstall(script);
}

/** A shell that reads a file or what another program says, or a program that is called by its place outside of the system. */
function runsUnreadScript(command: CommandFacts): boolean {
  const { program, programPath } = command;
  if (SHELLS.has(program)) {
    return command.codeFrom === 'file' || (command.codeFrom !== 'argument' && command.fedBy.length > 0);
  }
  return /\.(?:ba)?sh$/.test(program) || (programPath.includes('/') && !/^\/(?:usr\/)?s?bin\//.test(programPath));
}

function mayInstall({ text }: CommandFacts): Absence {
  return {
    reason: `whether \`${shorten(text)}\` installs from the fresh index is not in the Dockerfile`,
    hint: 'let the script refresh the index by itself',
  };
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
