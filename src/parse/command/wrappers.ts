// Programs that run another one: what stands between them and it, and whose rights it gets.
import type { GivenOption, OptionsReading } from './option-reading.ts';
import { textOf, type Word } from './word.ts';

export interface Wrapper {
  /** Operands of its own before the program that it runs. */
  readonly skip: number;
  /** It is a command of its own that a rule may judge; the others are only named. */
  readonly shown: boolean;
  /** `NAME=value` words before the program are variables. */
  readonly assigns?: boolean;
  /** Options with which it runs nothing. */
  readonly unless?: readonly string[];
  /** Account that it switches to. */
  readonly account?: (reading: OptionsReading) => string;
}

const plain: Wrapper = { skip: 0, shown: false };
const skipping: Wrapper = { skip: 1, shown: false };
const first = ({ operands }: OptionsReading) => accountOf(operands[0]);

const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  env: { ...plain, assigns: true },
  exec: plain,
  command: { ...plain, unless: ['-v', '-V'] },
  builtin: plain,
  nohup: plain,
  setsid: plain,
  nice: plain,
  ionice: { ...plain, unless: ['--pid', '--pgid', '--uid'] },
  time: plain,
  timeout: skipping,
  stdbuf: plain,
  chrt: { ...skipping, unless: ['--pid', '--max'] },
  taskset: { ...skipping, unless: ['--pid'] },
  flock: { ...skipping, unless: ['--command'] },
  parallel: plain,
  watch: plain,
  tini: plain,
  'tini-static': plain,
  'docker-init': plain,
  'dumb-init': plain,
  catatonit: plain,
  fakeroot: plain,
  eatmydata: plain,
  'dbus-run-session': plain,
  'xvfb-run': plain,
  strace: { ...plain, unless: ['-p'] },
  'systemd-run': plain,
  sshpass: plain,
  busybox: { ...plain, unless: ['--list', '--list-full', '--install', '--help'] },
  toybox: plain,
  xargs: { ...plain, shown: true },
  sudo: {
    ...plain,
    shown: true,
    assigns: true,
    unless: ['--edit', '--validate', '--version', '--help'],
    account: optionAccount('--user', 'root'),
  },
  doas: { ...plain, shown: true, account: optionAccount('-u', 'root') },
  pkexec: { ...plain, shown: true, account: optionAccount('--user', 'root') },
  run0: { ...plain, shown: true, account: optionAccount('--user', 'root') },
  gosu: { skip: 1, shown: true, account: first },
  'su-exec': { skip: 1, shown: true, account: first },
  's6-setuidgid': { skip: 1, shown: true, account: first },
  setuidgid: { skip: 1, shown: true, account: first },
  chpst: { ...plain, shown: true, account: optionAccount('-u', '') },
  setpriv: { ...plain, shown: true, unless: ['--dump'], account: optionAccount('--reuid', '', '--ruid', '--euid') },
  su: {
    ...plain,
    shown: true,
    account: ({ operands }) =>
      accountOf(
        operands.find((word) => word.text !== '-'),
        'root',
      ),
  },
  runuser: {
    ...plain,
    shown: true,
    account: (reading) =>
      reading.options.some(({ name }) => name === '--user')
        ? optionAccount('--user', 'root')(reading)
        : accountOf(
            reading.operands.find((word) => word.text !== '-'),
            'root',
          ),
  },
  chroot: { skip: 1, shown: true, account: optionAccount('--userspec', '') },
  switch_root: { skip: 1, shown: true },
  unshare: { ...plain, shown: true },
  nsenter: { ...plain, shown: true },
  ssh: { skip: 1, shown: true, unless: ['-V', '-Q', '-N', '-G'] },
  autossh: { skip: 1, shown: true, unless: ['-V', '-N'] },
};

/** How a program runs another one; `undefined` where it does not, or not with these options. */
export function wrapperOf(program: string, options: readonly GivenOption[]): Wrapper | undefined {
  const wrapper = Object.hasOwn(WRAPPERS, program) ? WRAPPERS[program] : undefined;
  return wrapper?.unless?.some((name) => options.some((option) => option.name === name)) ? undefined : wrapper;
}

function optionAccount(
  name: string,
  fallback: string,
  ...others: readonly string[]
): (reading: OptionsReading) => string {
  return ({ options }) => {
    const found = [name, ...others].flatMap((one) => options.filter((option) => option.name === one)).at(0);
    return found === undefined ? fallback : withoutGroup(found.value ?? '', fallback);
  };
}

function accountOf(word: Word | undefined, fallback = ''): string {
  return word === undefined ? fallback : withoutGroup(textOf(word) ?? '', fallback);
}

/** `app:group` is `app`; a name that is not known stays as written. */
function withoutGroup(text: string, fallback: string): string {
  if (text.includes('$')) return text;
  const account = text.replace(/^#/, '').split(':')[0] ?? '';
  return account === '' ? fallback : account;
}
