// What the log of the kernel tells of a container, and what of it is not its doing.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { lastRecord, openKernelLog } from '../../../src/sandbox/observe/kernel-log.ts';
import { openProcFiles } from '../../../src/sandbox/observe/proc-files.ts';

const ID = 'a'.repeat(64);
const removals: string[] = [];
afterEach(() => {
  for (const folder of removals.splice(0)) rmSync(folder, { recursive: true });
});

/** A host with these processes; `group` is the container each is in. */
function host(
  processes: readonly { readonly pid: number; readonly uid: number; readonly group: string }[],
  namespace = 4026531836,
) {
  const root = mkdtempSync(join(tmpdir(), 'seaworthy-kmsg-'));
  removals.push(root);
  mkdirSync(join(root, 'proc/self/ns'), { recursive: true });
  symlinkSync(`pid:[${namespace}]`, join(root, 'proc/self/ns/pid'));
  for (const { pid, uid, group } of processes) {
    mkdirSync(join(root, `proc/${pid}`));
    writeFileSync(join(root, `proc/${pid}/cgroup`), `4:memory:/docker/${group}\n`);
    const ids = `${uid}\t`.repeat(4).trim();
    writeFileSync(join(root, `proc/${pid}/status`), `Name:\tx\nPid:\t${pid}\nPPid:\t1\nUid:\t${ids}\nGid:\t${ids}\n`);
  }
  const path = join(root, 'kmsg');
  writeFileSync(path, record(1, 10, 1000, 165));
  const log = openKernelLog(path, lastRecord(path), openProcFiles(join(root, 'proc')), { id: ID, uid: 1000 });
  log.read();
  return {
    log,
    /** A process ends. */
    end: (pid: number) => rmSync(join(root, `proc/${pid}`), { recursive: true }),
    /** One more record comes; answers with what is told then. */
    tell: (...call: readonly [pid: number, uid: number, syscall: number, sequence?: number]) => {
      const [pid, uid, syscall, sequence = 2] = call;
      appendFileSync(path, record(sequence, pid, uid, syscall));
      log.read();
      return log.denied().map(({ kind, what, source }) => `${source} ${kind} ${what}`);
    },
  };
}

function record(sequence: number, pid: number, uid: number, syscall: number): string {
  return `5,${sequence},371104,-;audit: type=1326 audit(1795537337.595:260): auid=4294967295 uid=${uid} gid=${uid} ses=4294967295 pid=${pid} comm="x" exe="/x" sig=0 arch=c000003e syscall=${syscall} compat=0 ip=0x48153a code=0x50000\n`;
}

test('a refused call of a process of the container is told once', () => {
  const { tell, log } = host([{ pid: 10, uid: 1000, group: ID }]);
  expect(log.denied()).toEqual([]);
  expect(tell(10, 1000, 165)).toEqual(['kernel mount mount']);
  expect(tell(10, 1000, 165, 3)).toEqual(['kernel mount mount']);
  expect(tell(10, 1000, 425, 4)).toEqual(['kernel mount mount', 'kernel syscall io_uring_setup']);
  log.close();
});

test('a process of another container is another matter, whatever its user', () => {
  expect(host([{ pid: 10, uid: 1000, group: 'b'.repeat(64) }]).tell(10, 1000, 165)).toEqual([]);
});

test('a process that is gone counts where nobody else has its user', () => {
  expect(host([]).tell(99, 1000, 165)).toEqual(['kernel mount mount']);
  expect(host([{ pid: 10, uid: 1000, group: ID }]).tell(99, 1000, 165)).toEqual(['kernel mount mount']);
  expect(host([{ pid: 11, uid: 1000, group: 'b'.repeat(64) }]).tell(99, 1000, 165)).toEqual([]);
  expect(host([]).tell(99, 1001, 165)).toEqual([]);
});

test('whoever had its user once may have left calls behind', () => {
  const { tell, end } = host([{ pid: 11, uid: 1000, group: 'b'.repeat(64) }]);
  end(11);
  expect(tell(11, 1000, 165)).toEqual([]);
});

test('a call that C libraries only try means nothing', () => {
  expect(host([{ pid: 10, uid: 1000, group: ID }]).tell(10, 1000, 435)).toEqual([]);
});

test('where processes have other numbers than in the log, or it cannot be read, nothing is told', () => {
  expect(host([{ pid: 10, uid: 1000, group: ID }], 4026532182).tell(10, 1000, 165)).toEqual([]);
  expect(lastRecord('/nonexistent/kmsg')).toBe(Number.POSITIVE_INFINITY);
});
