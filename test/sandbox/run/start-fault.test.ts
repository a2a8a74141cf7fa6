// Words of engines about starts that failed, each recorded from the engine that is named.
import { expect, test } from 'vitest';
import { explainFailedStart } from '../../../src/sandbox/run/start-fault.ts';

const OLD =
  'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ';
const NEW = `failed to create task for container: ${OLD}error during container init: `;
const MOUNT_HINT =
  'Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type';

const MISSING = 'its program "/nope" is not there, or names an interpreter or loader that is not';
const REFUSED = 'its program "/nope" may not be executed';
const FOREIGN = 'its program "/nope" is built for another machine than linux/amd64';
const MOUNT = 'a folder that is to be mounted into it cannot be';

test.each([
  ['Docker 20.10', 127, `${OLD}exec: "/nope": stat /nope: no such file or directory: unknown`, MISSING],
  ['Docker 20.10', 127, `${OLD}exec: "nope": executable file not found in $PATH: unknown`, MISSING],
  ['Docker 28', 127, `${NEW}exec: "/nope": stat /nope: no such file or directory`, MISSING],
  [
    'gVisor',
    127,
    'OCI runtime start failed: starting container: starting root container: starting sandbox: creating process: failed to load /nope: no such file or directory',
    MISSING,
  ],
  ['tini', 127, '[FATAL tini (7)] exec /nope failed: No such file or directory', MISSING],
  ['runc, an interpreter that is missing', 255, 'exec /nope: no such file or directory', MISSING],
  ['Docker 20.10', 126, `${OLD}exec: "/nope": permission denied: unknown`, REFUSED],
  ['Docker 28, a folder', 126, `${NEW}exec: "/nope": is a directory: permission denied`, REFUSED],
  ['tini', 126, '[FATAL tini (8)] exec /nope failed: Permission denied', REFUSED],
  ['runc', 255, 'exec /nope: exec format error', FOREIGN],
  ['gVisor', 128, 'OCI runtime start failed: creating process: failed to load /nope: exec format error', FOREIGN],
  ['Docker', 128, 'unable to find user nobodyhere: no matching entries in passwd file', 'its user is not in the image'],
  [
    'Docker 20.10',
    127,
    `${OLD}error during container init: error mounting "tmpfs" to rootfs at "/etc/passwd": mount tmpfs:/etc/passwd (via /proc/self/fd/6), flags: 0xe, data: size=1m: not a directory: unknown: ${MOUNT_HINT}`,
    MOUNT,
  ],
  [
    'Docker 28',
    127,
    `${NEW}error mounting "tmpfs" to rootfs at "/exec: x": mount src=tmpfs, flags=MS_NOSUID|MS_NODEV|MS_NOEXEC, data=mode=0644,size=1m: not a directory: ${MOUNT_HINT}`,
    MOUNT,
  ],
  [
    'Docker 28',
    128,
    `${NEW}error mounting "tmpfs" to rootfs at "/proc": create mountpoint for /proc mount: check proc-safety of /proc mount: "/var/lib/docker/overlay2/x/merged/proc" cannot be mounted because it is not of type proc`,
    MOUNT,
  ],
  [
    'Docker, a working directory that is a file',
    0,
    'lstat /var/lib/docker/overlay2/x/merged/etc/passwd/x: not a directory',
    'its working directory cannot be entered',
  ],
  ['Docker 20.10', 0, 'Unknown runtime specified runsc', 'the engine does not have the runtime'],
  [
    'gVisor of 2022',
    128,
    'cannot run with network enabled in root network namespace',
    'gVisor is not set up for this kernel: give its runtime `"runtimeArgs": ["--network=none"]` in daemon.json',
  ],
])('%s (%i): %s', (_, exitCode, text, reason) => {
  const message = `the engine refuses /v1.41/containers/0123/start (400): ${text}`;
  const said = explainFailedStart({ words: ['/nope'], platform: 'linux/amd64', exitCode, text: message });
  expect(said).toBe(`${reason} (${text.slice(0, 300)})`);
});

test('what is not known is said in the words of the engine alone, on one line and bounded', () => {
  const failed = { words: ['/nope'], platform: 'linux/amd64', exitCode: 1 };
  expect(explainFailedStart({ ...failed, text: '' })).toBe('the engine cannot start it: it gives no reason');
  const said = explainFailedStart({ ...failed, text: `odd\n::error::\u001b[31m${'x'.repeat(1000)}` });
  expect(said).toMatch(/^the engine cannot start it: odd ::error:: \[31mx+$/);
  expect(said.length).toBeLessThan(350);
});

test('the name of a program is hostile', () => {
  const words = ['/a"\n\u001b[2J'];
  const said = explainFailedStart({
    words,
    platform: 'linux/amd64',
    exitCode: 127,
    text: 'exec /a: exec format error',
  });
  expect(said).toBe(
    'its program "/a\\" [2J" is built for another machine than linux/amd64 (exec /a: exec format error)',
  );
});
