// Lines as programs and libraries write them, and what each tells of; and lines that only look like a refusal.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDenial } from '../../../src/parse/denials/read-denial.ts';

const WRITES: readonly (readonly [line: string, path: string])[] = [
  ["sh: can't create /out.txt: Read-only file system", '/out.txt'],
  ['/entrypoint.sh: line 3: /etc/app.conf: Read-only file system', '/etc/app.conf'],
  ["touch: cannot touch '/var/lib/app/x': Read-only file system", '/var/lib/app/x'],
  ["mkdir: can't create directory '/data/db': Permission denied", '/data/db'],
  ['mkdir: cannot create directory ‘/data/db’: Permission denied', '/data/db'],
  [
    '2026/11/24 10:11:12 [emerg] 1#1: mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)',
    '/var/cache/nginx/client_temp',
  ],
  [
    'nginx: [alert] could not open error log file: open() "/var/log/nginx/error.log" failed (13: Permission denied)',
    '/var/log/nginx/error.log',
  ],
  ['2026/11/24 10:11:12 [emerg] 1#1: open() "/run/nginx.pid" failed (30: Read-only file system)', '/run/nginx.pid'],
  [
    '1:M 24 Nov 2026 10:11:12.345 # Failed opening the temp RDB file temp-1.rdb (in server root dir /data) for saving: Read-only file system',
    '/data',
  ],
  ["1:C 24 Nov 2026 10:11:12.345 # Can't chdir to '/var/lib/redis': Permission denied", '/var/lib/redis'],
  [
    'FATAL:  could not create lock file "/var/run/postgresql/.s.PGSQL.5432.lock": Read-only file system',
    '/var/run/postgresql/.s.PGSQL.5432.lock',
  ],
  ["chmod: changing permissions of '/var/lib/postgresql/data': Operation not permitted", '/var/lib/postgresql/data'],
  ["chown: changing ownership of '/var/lib/mysql': Operation not permitted", '/var/lib/mysql'],
  [
    "mysqld: File '/var/lib/mysql/binlog.index' not found (OS errno 13 - Permission denied)",
    '/var/lib/mysql/binlog.index',
  ],
  ["OSError: [Errno 30] Read-only file system: '/app/__pycache__'", '/app/__pycache__'],
  ["PermissionError: [Errno 13] Permission denied: '/app/db.sqlite3'", '/app/db.sqlite3'],
  ["Error: EROFS: read-only file system, open '/usr/src/app/logs/out.log'", '/usr/src/app/logs/out.log'],
  ["Error: EACCES: permission denied, mkdir '/usr/src/app/uploads'", '/usr/src/app/uploads'],
  ["    at Error: EACCES: permission denied, unlink '/srv/a b/c.tmp'", '/srv/a b/c.tmp'],
  ['java.io.FileNotFoundException: /opt/app/logs/app.log (Permission denied)', '/opt/app/logs/app.log'],
  ['java.io.FileNotFoundException: /logs/gc.log (Read-only file system)', '/logs/gc.log'],
  ['java.nio.file.AccessDeniedException: /var/cache/app', '/var/cache/app'],
  ['Caused by: java.nio.file.FileSystemException: /tmp2/x: Read-only file system', '/tmp2/x'],
  ['panic: open /var/log/app.log: permission denied', '/var/log/app.log'],
  ['{"level":"fatal","msg":"mkdir /home/app/.cache: read-only file system"}', '/home/app/.cache'],
  ['Errno::EROFS (Read-only file system @ rb_sysopen - /app/tmp/pids/server.pid)', '/app/tmp/pids/server.pid'],
  ['Errno::EACCES: Permission denied @ dir_s_mkdir - /app/tmp/cache', '/app/tmp/cache'],
  [
    'PHP Warning:  file_put_contents(/var/www/html/cache/x): Failed to open stream: Permission denied in /var/www/html/a.php on line 3',
    '/var/www/html/cache/x',
  ],
  [
    'thread \'main\' panicked: called `Result::unwrap()`: Os { code: 13, kind: PermissionDenied, message: "Permission denied" } writing /var/lib/x',
    '/var/lib/x',
  ],
  ["Unhandled exception. System.UnauthorizedAccessException: Access to the path '/app/keys' is denied.", '/app/keys'],
  ["cp: cannot create regular file '/etc/ssl/x.pem': Read-only file system", '/etc/ssl/x.pem'],
  ["ln: failed to create symbolic link '/usr/bin/x': Read-only file system", '/usr/bin/x'],
  ["rm: cannot remove '/var/lib/apt/lists/x': Read-only file system", '/var/lib/apt/lists/x'],
  ["mv: cannot move '/tmp/a' to '/app/a': Permission denied", '/app/a'],
  ['tee: /etc/resolv.conf: Read-only file system', '/etc/resolv.conf'],
  ["sed: couldn't open temporary file /etc/nginx/sedA1b2: Read-only file system", '/etc/nginx/sedA1b2'],
  [
    'AH00091: httpd: could not open error log file /usr/local/apache2/logs/error_log.: Permission denied',
    '/usr/local/apache2/logs/error_log',
  ],
  ['E: Could not open lock file /var/lib/dpkg/lock - open (13: Permission denied)', '/var/lib/dpkg/lock'],
  ["fatal: could not create leading directories of '/work/.git': Permission denied", '/work/.git'],
  ['write error: Read-only file system', ''],
  ['could not save state: EROFS', ''],
  ["mkdir: cannot create directory 'logs': Read-only file system", ''],
  ["error: EROFS: read-only file system, mkdir '/.npm'", '/.npm'],
  [
    "npm ERR! Error: EACCES: permission denied, open '/app/node_modules/.package-lock'",
    '/app/node_modules/.package-lock',
  ],
  [
    'time="2026-11-24T10:00:00Z" level=error msg="open /var/lib/grafana/grafana.db: read-only file system"',
    '/var/lib/grafana/grafana.db',
  ],
  ["GF_PATHS_DATA='/var/lib/grafana' is not writable.", '/var/lib/grafana'],
  [
    'initdb: error: could not change permissions of directory "/var/lib/postgresql/data": Operation not permitted',
    '/var/lib/postgresql/data',
  ],
  ['caddy: mkdir /data/caddy: permission denied', '/data/caddy'],
  [
    '10-listen-on-ipv6-by-default.sh: info: can not modify /etc/nginx/conf.d/default.conf (read-only file system?)',
    '/etc/nginx/conf.d/default.conf',
  ],
  [
    '[warn] 1#1: *1 mkdir() "/var/cache/nginx/proxy_temp/1" failed (13: Permission denied) while reading upstream, client: 192.0.2.1, server: _, request: "GET / HTTP/1.1"',
    '/var/cache/nginx/proxy_temp/1',
  ],
  ["System.IO.IOException: Read-only file system : '/app/data.json'", '/app/data.json'],
  [
    'logrotate: error: error creating output file /var/lib/logrotate/status.tmp: Read-only file system',
    '/var/lib/logrotate/status.tmp',
  ],
  [
    'called `Result::unwrap()` on an `Err` value: Os { code: 30, kind: ReadOnlyFilesystem, message: "Read-only file system" }',
    '',
  ],
];

const NETWORK: readonly (readonly [line: string, what: string])[] = [
  ["wget: bad address 'example.com'", 'example.com'],
  ['curl: (6) Could not resolve host: api.example.com', 'api.example.com'],
  ['curl: (7) Failed to connect to 192.0.2.7 port 443 after 0 ms: Network is unreachable', '192.0.2.7'],
  ['nc: connect to 192.0.2.1 port 80 (tcp) failed: Network is unreachable', '192.0.2.1'],
  ['Error: getaddrinfo EAI_AGAIN registry.example.org', 'registry.example.org'],
  ['Error: connect ENETUNREACH 192.0.2.9:5432 - Local (0.0.0.0:0)', '192.0.2.9:5432'],
  ['dial tcp 192.0.2.3:6379: connect: network is unreachable', '192.0.2.3:6379'],
  [
    'dial tcp: lookup db.internal on 127.0.0.11:53: dial udp 127.0.0.11:53: connect: network is unreachable',
    'db.internal',
  ],
  ['dial tcp: lookup metrics.example.com: no such host', 'metrics.example.com'],
  ['OSError: [Errno 101] Network is unreachable', 'inet'],
  ['socket.gaierror: [Errno -3] Temporary failure in name resolution', 'a name'],
  ['java.net.UnknownHostException: config-server', 'config-server'],
  ['java.net.ConnectException: Network is unreachable', 'inet'],
  ['psql: error: could not translate host name "db" to address: Temporary failure in name resolution', 'db'],
  [
    "Err:1 http://deb.example.org/debian stable InRelease Temporary failure resolving 'deb.example.org'",
    'deb.example.org',
  ],
  ['connect() to [2001:db8::5]:443 failed (101: Network unreachable)', '[2001:db8::5]:443'],
  ['ssh: Could not resolve hostname git.example.com: Temporary failure in name resolution', 'git.example.com'],
  ['ntpd: sendto 198.51.100.4: Network is unreachable', '198.51.100.4'],
  ['wget: unable to resolve host address ‘example.com’', 'example.com'],
  [
    "HTTPSConnectionPool(host='api.example.com', port=443): Max retries exceeded (Caused by NewConnectionError('[Errno -3] Temporary failure in name resolution'))",
    'api.example.com',
  ],
  ['getaddrinfo: Name does not resolve', 'a name'],
  ['nginx: [emerg] host not found in upstream "app:8080" in /etc/nginx/conf.d/default.conf:3', 'app'],
  ['Could not connect to Redis at cache:6379: Temporary failure in name resolution', 'cache'],
  ['mysqli_connect(): php_network_getaddresses: getaddrinfo for db failed: Temporary failure in name resolution', 'db'],
];

const ATTEMPTS: readonly (readonly [line: string, kind: string])[] = [
  ['mount: permission denied (are you root?)', 'mount'],
  ['mount: mounting proc on /mnt failed: Operation not permitted', 'mount'],
  ["umount: can't unmount /proc: Operation not permitted", 'mount'],
  ['unshare: unshare(0x10000000): Operation not permitted', 'unshare'],
  ['unshare: unshare failed: Operation not permitted', 'unshare'],
  ['bwrap: No permissions to create new namespace: clone(CLONE_NEWUSER): Operation not permitted', 'unshare'],
  ["nsenter: reassociate to namespace 'ns/net' failed: Operation not permitted", 'setns'],
  ["chroot: can't change root directory to '/x': Operation not permitted", 'chroot'],
  ['strace: attach: ptrace(PTRACE_SEIZE, 1): Operation not permitted', 'ptrace'],
  ['mknod: /tmp/sda: Operation not permitted', 'mknod'],
  ["insmod: can't insert 'x.ko': Operation not permitted", 'module'],
  ["modprobe: ERROR: could not insert 'dummy': Operation not permitted", 'module'],
  ['ping: permission denied (are you root?)', 'raw-socket'],
  ['ping: socktype: SOCK_RAW', ''],
  ['ping: socket: Operation not permitted', 'raw-socket'],
  [
    "tcpdump: eth0: You don't have permission to capture on that device (socket: Operation not permitted)",
    'raw-socket',
  ],
  ["sh: can't create /proc/sys/kernel/core_pattern: Permission denied", 'proc-write'],
  ["sh: can't create /sys/kernel/mm/ksm/run: Read-only file system", 'proc-write'],
  ['su: must be suid to work properly', 'setuid'],
  ['sudo: The "no new privileges" flag is set, which prevents sudo from running as root.', 'setuid'],
  ['sudo: effective uid is not 0, is /usr/bin/sudo on a file system with the nosuid option set?', 'setuid'],
  ['setgroups: Operation not permitted', 'setuid'],
  ['error: failed switching to "app": operation not permitted', 'setuid'],
  ['nginx: [emerg] setgid(101) failed (1: Operation not permitted)', 'setuid'],
  ['bpf(BPF_PROG_LOAD): Operation not permitted', 'bpf'],
  ['perf_event_open(...): Operation not permitted', 'perf'],
  ['keyctl_session_to_parent: add_key: Operation not permitted', 'keyctl'],
  ['mount: /proc: must be superuser to use mount.', 'mount'],
  ['Failed to move to new namespace: PID namespaces supported, but failed: errno = Operation not permitted', 'unshare'],
  ['fork/exec /proc/self/exe: operation not permitted', 'unshare'],
  [
    'Could not attach to process.  If your uid matches the uid of the target process, check /proc/sys/kernel/yama/ptrace_scope',
    'ptrace',
  ],
  ["Couldn't open a raw socket. Error: Operation not permitted (1)", 'raw-socket'],
  ['sysctl: setting key "net.core.somaxconn": Read-only file system', 'proc-write'],
  ["sysctl: error setting key 'kernel.shmmax': Permission denied", 'proc-write'],
  ['s6-applyuidgid: fatal: unable to set supplementary group list: Operation not permitted', 'setuid'],
  ['chroot("/run/sshd"): Operation not permitted [preauth]', 'chroot'],
];

const HARMLESS: readonly string[] = [
  '192.0.2.1 - - [24/Nov/2026:10:11:12 +0000] "GET /private HTTP/1.1" 403 12 "-" "permission denied"',
  'ERROR:  permission denied for table users',
  'ERROR:  permission denied for schema public',
  'git@example.com: Permission denied (publickey).',
  'Permission denied (publickey,keyboard-interactive).',
  'rpc error: code = PermissionDenied desc = caller does not have permission',
  '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
  "Access denied for user 'root'@'localhost' (using password: YES)",
  'mount point /data ok',
  'listening on 0.0.0.0:8080',
  'dial tcp 127.0.0.1:5432: connect: connection refused',
  'Error: connect ECONNREFUSED 127.0.0.1:6379',
  'read-only mode enabled',
  'replica is read-only',
  "READONLY You can't write against a read only replica.",
  'cat: /etc/shadow: Permission denied',
  "ls: cannot open directory '/root': Permission denied",
  'user alice is not permitted to view this page',
  'this operation is not allowed',
  'resolved 3 dependencies',
  'resolving modules...',
  'all privileges granted',
  'lookup table loaded',
  'robots.txt: access denied by policy',
  'webpack: resolve fallback',
  'using user namespace none',
  'Starting chroot-less mode',
  'dropping privileges to nobody',
  'permitted origins: *',
  'unresolved symbol count: 0',
  'The host is reachable',
  'open /etc/app/config.yaml: no such file or directory',
  'exec format error',
  "ENOENT: no such file or directory, open '/app/x'",
  'ptrace scope is 1',
  'bind() to 0.0.0.0:80 failed (13: Permission denied)',
  'CORS: origin denied',
  'login denied for bob',
  'service unavailable, no route matched',
  'PERMISSION_DENIED: Missing or insufficient permissions.',
  "python: can't open file '/app/main.py': [Errno 13] Permission denied",
  'exec /app/run.sh: permission denied',
  '/bin/sh: 1: /app/start.sh: Permission denied',
  'INFO: user bob: permission denied: cannot create project',
  'Note: the container runs on a read-only file system by design; writes go to /tmp',
  'Root filesystem is a read-only file system, as it should be',
  "docs: if you see 'Operation not permitted' when calling mount, add SYS_ADMIN",
  'level=info msg="retrying: permission denied (0 of 5 policies matched) while creating token"',
  'DEBUG dns resolver: no such host cache entry for a.b.c',
  "Health check: upstream says 'network is unreachable' is a known message",
  'vault: * permission denied, path "secret/data/app" write',
  'remote: Permission denied to bob/repo.git; could not create branch',
  'not authorized on admin to execute command { create: "x" }; permission denied',
  'lock acquired; cache permission denied counter=0',
  '{"method":"POST","path":"/api/users","status":403,"error":"permission denied"}',
  'django.core.exceptions.PermissionDenied: cannot create order',
  'FATAL:  could not create shared memory segment: Operation not permitted',
];

describe('a line that tells of a refusal', () => {
  test.each(WRITES)('%s', (line, what) => {
    expect(readDenial(line)).toEqual({ kind: 'write', what });
  });

  test.each(NETWORK)('%s', (line, what) => {
    expect(readDenial(line)).toEqual({ kind: 'network', what });
  });

  test.each(ATTEMPTS.filter(([, kind]) => kind !== ''))('%s', (line, kind) => {
    expect(readDenial(line)?.kind).toBe(kind);
  });
});

test.each(HARMLESS)('no refusal: %s', (line) => {
  expect(readDenial(line)).toBeUndefined();
});

test('any text is read, and a long one quickly', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const found = readDenial(text);
      expect(found === undefined || found.what.length <= 400).toBe(true);
    }),
  );
  for (const part of ['/', 'a.', ':', '1.', 'permission denied ', "'/", 'lookup x on ', '[::'])
    expect(() => readDenial(part.repeat(2 ** 18))).not.toThrow();
});
