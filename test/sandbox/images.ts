// Images that behave well, badly, or try to get out: one for each thing that the sandbox has to stand.
import { escapeFiles } from './escape-attempts.ts';
import { busybox, directory, forOtherMachine, type ImageParts, ownArchitecture } from './image-archive.ts';

const SECOND = 1_000_000_000;

/** An image whose shell runs the lines. */
function shell(lines: readonly string[], config: Readonly<Record<string, unknown>> = {}): ImageParts {
  return { config: { Cmd: ['/bin/sh', '-c', lines.join('\n')], ...config } };
}

function sleeping(config: Readonly<Record<string, unknown>>, files: ImageParts['files'] = []): ImageParts {
  return { config: { Cmd: ['/bin/sleep', '3600'], ...config }, files };
}

function check(...words: readonly string[]): Readonly<Record<string, unknown>> {
  return { Test: ['CMD', ...words], Interval: SECOND, Timeout: SECOND, Retries: 2 };
}

/** Those that a sandbox can run, and how they end is known. */
export const runnable = {
  httpd: {
    config: {
      Cmd: ['/bin/httpd', '-f', '-p', '8080', '-h', '/www'],
      User: 'app',
      ExposedPorts: { '8080/tcp': {} },
      Healthcheck: check('/bin/wget', '-q', '-O', '/dev/null', 'http://127.0.0.1:8080/'),
    },
    files: [directory('www', 0o755), { path: 'www/index.html', body: 'hello\n' }],
  },
  sleeper: sleeping({}),
  /** A program alone: no shell, no link to one. */
  bare: {
    config: { Cmd: ['/bin/sleep', '3600'] },
    bare: true,
    files: [{ path: 'bin/sleep', mode: 0o755, body: busybox }],
  },
  /** It does its work and ends. */
  job: shell(['echo done']),
  failing: shell(['echo "cannot read the configuration" >&2', 'exit 3']),
  deaf: shell(["trap '' TERM", 'while :; do sleep 1; done']),
  unhealthy: sleeping({ Healthcheck: check('/bin/false') }),
  eater: { config: { Cmd: ['/bin/dd', 'if=/dev/zero', 'of=/dev/null', 'bs=1G', 'count=1'] } },
  forks: shell(['storm() { storm | storm & }', 'storm', 'sleep 60']),
  flood: { config: { Cmd: ['/bin/yes', 'the quick brown fox jumps over the lazy dog'] } },
  writer: shell(['for path in /etc/cron /usr-file /bin/tool /root-file; do echo x > $path; done', 'sleep 3600']),
  /** What it may write. */
  scratch: shell(['echo x > /tmp/file && echo x > /data/file && echo wrote', 'sleep 3600'], {
    Volumes: { '/data': {} },
  }),
  caller: shell([
    'wget -O /dev/null http://192.0.2.1/',
    'wget -O /dev/null http://registry.example.invalid/',
    'nslookup example.invalid 192.0.2.53',
    'sleep 3600',
  ]),
  /** A member of the group of root as far as the image says. */
  groups: {
    ...shell(['id -G', 'sleep 3600'], { User: 'app' }),
    files: [{ path: 'etc/group', body: 'root:x:0:app\nshadow:x:42:app\napp:x:1000:\n' }],
  },
  /** Labels of the sandbox itself, which a container inherits from its image. */
  labels: sleeping({
    Labels: {
      'io.seaworthy.run': 'image',
      'io.seaworthy.owner': '1',
      'io.seaworthy.deadline': '0',
      'io.seaworthy.proof': '00',
    },
  }),
  /** Names and log lines that a terminal or a runner of workflows would obey. */
  noisy: {
    config: {
      Cmd: [
        '/bin/busybox\u001b[2J\n::x',
        'sh',
        '-c',
        [
          String.raw`printf '\033[2J\033]0;title\007::error file=a.c,line=1::from the image\r\n'`,
          String.raw`printf '##[error]from the image\n\342\200\256reversed\n\377\376\n'`,
          String.raw`printf "can't create /etc/\033[31mred: Read-only file system\n"`,
          'sleep 3600',
        ].join('\n'),
      ],
    },
    files: [{ path: 'bin/busybox\u001b[2J\n::x', mode: 0o755, body: busybox }],
  },
  /** They end well only if every attempt was refused. */
  escapes: {
    config: { Cmd: ['/bin/sh', '/escape.sh'], User: 'app' },
    files: escapeFiles(),
  },
  escapesAsRoot: { config: { Cmd: ['/bin/sh', '/escape.sh'] }, files: escapeFiles() },
} satisfies Readonly<Record<string, ImageParts>>;

/** Those that cannot start; the run says why. */
export const unstartable = {
  missing: { config: { Entrypoint: ['/nope'] } },
  notExecutable: {
    config: { Entrypoint: ['/data.txt'] },
    files: [{ path: 'data.txt', mode: 0o644, body: 'text\n' }],
  },
  /** Its program is for another processor, and it says nothing of that. */
  lying: {
    config: { Cmd: ['/bin/other'] },
    files: [{ path: 'bin/other', mode: 0o755, body: forOtherMachine(busybox) }],
  },
} satisfies Readonly<Record<string, ImageParts>>;

/** Those that are refused before anything is made of them. */
export const refused = {
  noCommand: { config: {} },
  otherMachine: { ...sleeping({}), architecture: ownArchitecture === 'arm64' ? 'amd64' : 'arm64' },
  volumeProc: sleeping({ Volumes: { '/proc': {} } }),
  volumeRoot: sleeping({ Volumes: { '/': {} } }),
  volumeUp: sleeping({ Volumes: { '/data/../proc': {} } }),
  volumeColon: sleeping({ Volumes: { '/data:exec': {} } }),
  volumeComma: sleeping({ Volumes: { '/data,exec': {} } }),
  workdirFd: sleeping({ WorkingDir: '/proc/self/fd/7' }),
  workdirUp: sleeping({ WorkingDir: '/srv/../proc/self/fd/7' }),
} satisfies Readonly<Record<string, ImageParts>>;
