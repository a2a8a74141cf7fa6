// Images of a real engine, where one is at hand, through the whole way: the engine, the archive it sends, the layers in it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readImageConfig } from '../../src/inputs/image/config.ts';
import { openEngineImage } from '../../src/inputs/image/engine-source.ts';
import { DEFAULT_LIMITS } from '../../src/inputs/image/layers/limits.ts';
import type { Engine } from '../../src/model/connections.ts';
import { engineAtHand, openEngineAtHand } from '../engine-at-hand.ts';
import { type Workbench, workbench } from './test-image.ts';

const opened = await engineAtHand();

describe.skipIf(opened === undefined)('images of a real engine', () => {
  const wish = { platforms: [], name: '' };
  let bench: Workbench;
  let engine: Engine;
  let name: string;

  beforeAll(async () => {
    if (opened === undefined) return;
    bench = workbench(opened);
    engine = await openEngineAtHand();
    const config = { User: 'app', Healthcheck: { Test: ['CMD', '/bin/true'] }, Labels: { part: 'test' } };
    name = await bench.loadImage(config, { 'etc/os-release': 'ID=test\n' });
  });

  afterAll(async () => {
    await bench?.clear();
    await engine?.close();
    await opened?.transport.close();
  });

  test('the configuration is the same, asked for alone or taken from the archive', async () => {
    const [described] = await openEngineImage(engine, name).images(wish);
    const layers = { readers: [], limits: DEFAULT_LIMITS };
    const [saved] = await openEngineImage(engine, name, { layers }).images(wish);
    expect(described?.names).toContain(name);
    const { history, ...config } = readImageConfig(described?.config);
    const { history: savedHistory, ...savedConfig } = readImageConfig(saved?.config);
    expect(config).toEqual(savedConfig);
    expect(config).toMatchObject({
      user: 'app',
      labels: { part: 'test' },
      healthcheck: { test: ['CMD', '/bin/true'] },
    });
    expect(history.map(({ createdBy }) => createdBy)).toEqual(savedHistory.map(({ createdBy }) => createdBy));
    expect(saved?.layers.map(({ size }) => size)).toEqual(described?.layers.map(({ size }) => size));
  });

  test('layers are read with their digest checked', async () => {
    const kept = new Map<string, unknown>();
    const cache = { get: async () => undefined, put: async (id: string) => void kept.set(id, true) };
    const layers = { readers: [], limits: DEFAULT_LIMITS, cache };
    const [image] = await openEngineImage(engine, name, { layers }).images(wish);
    const content = image?.layers[0]?.content;
    if (content?.kind !== 'read') throw new Error('the layer was not read');
    const { entries, diffId, problems } = content.facts;
    expect(Array.from({ length: entries.length }, (_, at) => entries.pathAt(at))).toContain('etc/os-release');
    expect(diffId).toBe(image?.layers[0]?.diffId);
    expect(problems).toEqual([]);
    expect([...kept.keys()]).toEqual([diffId]);
  });
});
