// What several looks at a container say together, and which processes and ports count as its own.
import { appendFileSync, cpSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openProcWatch } from '../../../src/sandbox/observe/proc-watch.ts';
import { asked, type Changes, container, writeProc } from './proc-tree.ts';

const PROGRAM = 4260;
const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});

function host(changes: Changes = {}) {
  const { procRoot, remove } = writeProc(changes);
  removals.push(remove);
  const status = (pid: number) => join(procRoot, `${pid}/status`);
  return {
    procRoot,
    watch: openProcWatch(container, asked, { procRoot, monotonic: () => 0 }),
    change: (pid: number, field: string, value: string) => {
      const text = readFileSync(status(pid), 'utf8');
      writeFileSync(status(pid), text.replace(new RegExp(`^${field}:.*$`, 'm'), `${field}:\t${value}`));
    },
    /** One more process, like that of the image. */
    add: (pid: number, name: string, parent: number) => {
      cpSync(join(procRoot, `${PROGRAM}`), join(procRoot, `${pid}`), { recursive: true, verbatimSymlinks: true });
      const text = readFileSync(status(pid), 'utf8');
      const fields = { Name: name, Pid: pid, PPid: parent, NSpid: `${pid}\t${pid}` };
      writeFileSync(
        status(pid),
        Object.entries(fields).reduce(
          (all, [key, value]) => all.replace(new RegExp(`^${key}:.*$`, 'm'), `${key}:\t${value}`),
          text,
        ),
      );
      for (const controller of ['pids', 'memory', 'cpu,cpuacct'])
        appendFileSync(
          join(dirname(procRoot), `sys/fs/cgroup/${controller}/docker/${container.id}/cgroup.procs`),
          `${pid}\n`,
        );
    },
  };
}

const holds = (watch: ReturnType<typeof openProcWatch>, name: string) =>
  watch.seen().attestation.settings.find((setting) => setting.name === name)?.holds;

test('a deviation that was seen once counts, although it is over', () => {
  const { watch, change } = host();
  change(PROGRAM, 'CapEff', '0000000000200000');
  change(PROGRAM, 'NoNewPrivs', '0');
  watch.look();
  change(PROGRAM, 'CapEff', '0000000000000000');
  change(PROGRAM, 'NoNewPrivs', '1');
  watch.look();
  expect(holds(watch, 'capabilities')).toBe('no');
  expect(holds(watch, 'noNewPrivileges')).toBe('no');
  expect(watch.seen().attestation).toMatchObject({ capabilities: ['SYS_ADMIN'], noNewPrivileges: false });
});

test('what was attested stays so when the process is gone', () => {
  const { watch, procRoot } = host();
  watch.look();
  for (const pid of [container.pid, PROGRAM]) rmSync(join(procRoot, `${pid}`), { recursive: true });
  watch.look();
  expect(watch.seen()).toMatchObject({ isSeen: true, processes: [{ name: 'httpd' }] });
  expect(holds(watch, 'user')).toBe('yes');
});

test('a health check is no process of the image, yet what it may do is looked at', () => {
  const { watch, add, change } = host();
  add(5000, 'wget', 4227);
  watch.look();
  expect(watch.seen().processes).toEqual([{ name: 'httpd', uid: 1000 }]);
  expect(holds(watch, 'capabilities')).toBe('yes');
  change(5000, 'CapPrm', '0000000000200000');
  watch.look();
  expect(holds(watch, 'capabilities')).toBe('no');
});

test('the runtime that sends one in still has all rights and is passed over; a program of that name is not', () => {
  const { watch, add, change } = host();
  add(5000, 'runc:[2:INIT]', 4227);
  change(5000, 'CapEff', '000001ffffffffff');
  watch.look();
  expect(holds(watch, 'capabilities')).toBe('yes');
  change(5000, 'PPid', `${PROGRAM}`);
  watch.look();
  expect(holds(watch, 'capabilities')).toBe('no');
});

test('before the program is started nothing is attested', () => {
  const { watch, change } = host();
  change(container.pid, 'Name', 'runc:[2:INIT]');
  watch.look();
  expect(watch.seen().isSeen).toBe(false);
  change(container.pid, 'Name', 'docker-init');
  watch.look();
  expect(watch.seen().isSeen).toBe(true);
});

test('the program of the image is the first child, not one that was adopted', () => {
  const { watch, add, change } = host();
  add(4100, 'adopted', container.pid);
  change(4100, 'NSpid', '4100\t31');
  change(4100, 'Uid', '0\t0\t0\t0');
  watch.look();
  expect(watch.seen().attestation.uid).toBe(1000);
  expect(holds(watch, 'user')).toBe('no');
});

test('ports of the host are not told as those of the container', () => {
  const { watch } = host({ shared: ['net'] });
  watch.look();
  expect(watch.seen().listening).toBeUndefined();
});

test('a port that opens between two looks at everything is seen at a glance', () => {
  const { watch, procRoot } = host();
  const net = (name: string) => join(procRoot, `${PROGRAM}/net/${name}`);
  const inUse = (count: number) => writeFileSync(net('sockstat'), `sockets: used 9\nTCP: inuse ${count} mem 7\n`);
  const ports = () => watch.seen().listening?.map(({ port }) => port);
  inUse(1);
  watch.look();
  appendFileSync(net('tcp'), '   1: 00000000:2382 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000 0 2\n');
  inUse(2);
  watch.glance();
  expect(ports()).toEqual([8080, 9090]);
  writeFileSync(net('tcp'), '');
  inUse(0);
  watch.glance();
  expect(ports()).toEqual([8080, 9090]);
});

test('a process with other rights is looked at as soon as it is there', () => {
  const { watch, add, change, procRoot } = host();
  watch.look();
  add(5000, 'helper', PROGRAM);
  change(5000, 'CapEff', '0000000000200000');
  watch.glance();
  rmSync(join(procRoot, '5000'), { recursive: true });
  watch.look();
  expect(holds(watch, 'capabilities')).toBe('no');
  expect(watch.deviations().map(({ name }) => name)).toEqual(['capabilities']);
});

test('what the host measures is known, also while the runtime is still at work', () => {
  const { watch, change } = host();
  expect(watch.isMeasured()).toBe(false);
  change(container.pid, 'Name', 'runc:[2:INIT]');
  watch.look();
  expect(watch.isMeasured()).toBe(true);
  expect(watch.seen()).toMatchObject({ isSeen: false, peaks: { memoryBytes: 5_242_880, pids: 2 } });
});

test('a limit that was run into is known at once', () => {
  const { watch } = host({ group: { 'pids.events': 'max 3', 'memory.oom_control': 'oom_kill 1' } });
  watch.glance();
  expect([...watch.exceeded()].sort()).toEqual(['memory', 'pids']);
});

test('without control groups the processes are found by their parents', () => {
  const { watch, procRoot } = host();
  unlinkSync(join(procRoot, 'self/mountinfo'));
  watch.look();
  expect(watch.seen().processes).toEqual([{ name: 'httpd', uid: 1000 }]);
  expect(holds(watch, 'memory')).toBe('unknown');
  expect(holds(watch, 'capabilities')).toBe('yes');
});
