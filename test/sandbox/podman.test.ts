// Podman behind its Docker-compatible socket, where it is at hand: it takes no seccomp profile, so nothing is run on it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enginesAtHand } from '../engine-at-hand.ts';
import { canMakeImages } from './image-archive.ts';
import { runnable } from './images.ts';
import { openRealSandbox, type RealSandbox } from './real-sandbox.ts';

const podmans = canMakeImages ? (await enginesAtHand()).filter(({ name }) => name.startsWith('Podman')) : [];
if (podmans.length === 0) test.skip('needs Podman, and busybox', () => {});

describe.each(podmans)('$name', (at) => {
  let sandbox: RealSandbox;
  beforeAll(async () => {
    sandbox = await openRealSandbox(at);
  });
  afterAll(() => sandbox?.close());

  test('a run is refused with what to do, and nothing is made', async () => {
    await expect(sandbox.run(runnable.sleeper)).rejects.toThrow(/Podman .*seccomp.*DOCKER_HOST/);
    expect(await sandbox.leftovers()).toEqual([]);
  });
});
