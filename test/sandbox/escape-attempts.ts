// Ways out of a container that the commands of busybox know, all tried by one script.
import type { TarPart } from '../tar-bytes.ts';
import { busybox, directory } from './image-archive.ts';

/** What is typed, by name. */
const escapeAttempts: Readonly<Record<string, string>> = {
  mount: 'mount -t tmpfs tmpfs /mnt',
  remount: 'mount -o remount,rw /',
  umount: 'umount /proc/kcore',
  'unshare-mount': 'unshare -m true',
  'unshare-user': 'unshare -U true',
  setns: 'nsenter -t 1 -m true',
  mknod: 'mknod /tmp/null c 1 3',
  'mknod-disk': 'mknod /tmp/disk b 8 0',
  chroot: 'chroot /tmp/root /bin/true',
  pivot_root: 'pivot_root / /tmp',
  'raw-socket': 'ping -c 1 -W 1 127.0.0.1',
  'packet-socket': 'arping -c 1 -w 1 -I lo 127.0.0.1',
  'core-pattern': "echo '|/bin/x' > /proc/sys/kernel/core_pattern",
  sysrq: 'echo b > /proc/sysrq-trigger',
  'sys-write': 'echo 1 > /sys/kernel/uevent_helper',
  'cgroup-release': 'echo x > /sys/fs/cgroup/memory/release_agent',
  setuid: 'su -s /bin/id root -c id',
  chown: 'chown 12345 /tmp/mine',
  module: 'insmod /bin/busybox',
  clock: 'date -s 2020-01-01; [ "$(date +%Y)" = 2020 ]',
  hostname: 'hostname elsewhere',
  link: 'ip link set lo mtu 1000',
  'exec-tmp': 'cp /bin/busybox /tmp/true && chmod 755 /tmp/true && /tmp/true',
  'write-root': 'touch /escaped',
  'kernel-log': 'cat /dev/kmsg > /dev/null',
};

/** Files of an image that tries them: `/escape.sh`, whose last line and exit code tell what worked, and a program that belongs to root. */
export function escapeFiles(): readonly TarPart[] {
  const lines = Object.entries(escapeAttempts).map(([name, line]) => `( ${line} ) && gained="$gained ${name}"`);
  // One stream, so that the last line is the last.
  const script = [
    'exec 2>&1',
    'touch /tmp/mine',
    'mkdir -p /tmp/root',
    ...lines,
    'echo "gained:$gained"',
    'test -z "$gained"',
    '',
  ];
  return [
    directory('mnt', 0o755),
    { path: 'bin/su', mode: 0o4755, body: busybox },
    { path: 'escape.sh', mode: 0o755, body: script.join('\n') },
  ];
}
