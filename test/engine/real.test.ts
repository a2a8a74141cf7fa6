// A real engine, where one is at hand: what it answers is read as it is.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectEngine, type OpenedEngine } from '../../src/engine/open.ts';
import type { Engine } from '../../src/model/connections.ts';
import { enginesAtHand, openEngineAtHand } from '../engine-at-hand.ts';
import { canStart, type Workbench, workbench } from './test-image.ts';

const engines = await enginesAtHand();

// A file without any test counts as broken.
if (engines.length === 0) test.skip('needs an engine', () => {});

describe.each(engines)('a real engine: $name', ({ place }) => {
  let opened: OpenedEngine;
  let bench: Workbench;
  let engine: Engine;
  let image: string;
  let stopped: string;

  beforeAll(async () => {
    opened = await connectEngine(place);
    bench = workbench(opened);
    engine = await openEngineAtHand(place);
    image = await bench.loadImage({ User: 'app', Labels: { 'org.example.part': 'test' } });
    stopped = await bench.createContainer(image, { ReadonlyRootfs: true, CapAdd: ['NET_ADMIN'] });
  });

  afterAll(async () => {
    await bench?.clear();
    await engine?.close();
    await opened?.transport.close();
  });

  test('says what it is', () => {
    expect(engine.name).toMatch(/^(?:Docker|Podman) \d+\.\d+.* \(API 1\.\d+\)$/);
  });

  test('lists images by name, and containers that do not run', async () => {
    const images = await engine.images();
    const listed = images.find(({ names }) => names.includes(image));
    expect(listed?.id).toMatch(/^sha256:[0-9a-f]{64}$/);
    const containers = await engine.containers();
    expect(containers.find(({ name }) => name === stopped)?.id).toMatch(/^[0-9a-f]{64}$/);
  });

  test('inspects an image by name, id and short id', async () => {
    const document = await engine.inspectImage(image);
    expect(document).toMatchObject({ Os: 'linux', Architecture: 'amd64', Config: { User: 'app' } });
    const { id } = (await engine.images()).find(({ names }) => names.includes(image)) ?? { id: '' };
    expect(await engine.inspectImage(id)).toEqual(document);
    expect(await engine.inspectImage(id.slice(7, 19))).toEqual(document);
    expect(await engine.history(image)).toMatchObject([
      { CreatedBy: '/bin/sh -c #(nop) COPY dir:0 in /', Tags: [image] },
    ]);
  });

  test('inspects a container by name, id and the beginning of an id', async () => {
    const document = await engine.inspectContainer(stopped);
    expect(document).toMatchObject({
      Name: expect.stringMatching(new RegExp(`^/?${stopped}$`)),
      HostConfig: { ReadonlyRootfs: true, CapAdd: [expect.stringMatching(/^(?:CAP_)?NET_ADMIN$/)] },
    });
    const { id } = (await engine.containers()).find(({ name }) => name === stopped) ?? { id: '' };
    expect(await engine.inspectContainer(id)).toEqual(document);
    expect(await engine.inspectContainer(id.slice(0, 12))).toEqual(document);
  });

  test.skipIf(!canStart)('inspects a container that runs', async () => {
    const name = await bench.createContainer(image, { PidsLimit: 16 });
    await bench.start(name);
    expect(await engine.inspectContainer(name)).toMatchObject({
      State: { Running: true },
      HostConfig: { PidsLimit: 16 },
    });
  });

  test('saves an image as a tar', async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await engine.save(image)) chunks.push(chunk);
    const archive = Buffer.concat(chunks);
    expect(archive.length % 512).toBe(0);
    expect(archive.subarray(257, 262).toString()).toBe('ustar');
    expect(archive.includes('manifest.json')).toBe(true);
  });

  test('says that something is not there', async () => {
    await expect(engine.inspectImage(`${image}-none`)).rejects.toThrow('no image');
    await expect(engine.history(`${image}-none`)).rejects.toThrow('no image');
    await expect(engine.save(`${image}-none`)).rejects.toThrow('no image');
    await expect(engine.inspectContainer(`${stopped}-none`)).rejects.toThrow('no container');
    await expect(engine.inspectImage('Not A Reference')).rejects.toThrow(/refuses|no image/);
  });
});
