// Containers of a real engine, where one is at hand: their facts are those of their inspect documents.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectEngine, type OpenedEngine } from '../../../src/engine/open.ts';
import { readContainers } from '../../../src/inputs/container-id/read.ts';
import { sourceFiles } from '../../../src/inputs/files.ts';
import type { Engine } from '../../../src/model/connections.ts';
import { containersOf, firstFacts } from '../../containers.ts';
import { type Workbench, workbench } from '../../engine/test-image.ts';
import { enginesAtHand, openEngineAtHand } from '../../engine-at-hand.ts';

const engines = await enginesAtHand();
if (engines.length === 0) test.skip('needs an engine', () => {});

describe.each(engines)('containers of a real engine: $name', ({ place }) => {
  let opened: OpenedEngine;
  let bench: Workbench;
  let engine: Engine;

  beforeAll(async () => {
    opened = await connectEngine(place);
    bench = workbench(opened);
    engine = await openEngineAtHand(place);
  });

  afterAll(async () => {
    await bench?.clear();
    await engine?.close();
    await opened?.transport.close();
  });

  const read = (text: string) =>
    readContainers(text, { files: sourceFiles('/'), connections: { engine: async () => engine } });

  test('one by name, and all of them', async () => {
    const image = await bench.loadImage({ User: 'app' });
    const name = await bench.createContainer(image, {
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      CapAdd: ['NET_BIND_SERVICE'],
      SecurityOpt: ['no-new-privileges'],
      Memory: 64 << 20,
      PidsLimit: 20,
      Binds: ['/etc:/host/etc:ro'],
    });
    const one = await read(name);
    expect(firstFacts(one.facts)).toMatchObject({
      kind: 'inspect',
      name,
      image,
      user: 'app',
      readOnly: true,
      effectiveCapabilities: ['NET_BIND_SERVICE'],
      noNewPrivileges: true,
      memoryBytes: 67108864,
      pidsLimit: 20,
      hostNetwork: false,
    });
    expect(firstFacts(one.facts).mounts?.[0]).toMatchObject({ hostPath: '/etc', target: '/host/etc', readOnly: true });
    expect(one.images).toEqual([{ container: name, id: expect.stringMatching(/^sha256:/), reference: image }]);
    const document = await engine.inspectImage(one.images[0]?.id ?? '');
    expect(document).toMatchObject({ RepoTags: [image] });

    const all = await read('all');
    const listed = containersOf(all.facts).find((subject) => subject.name === name);
    expect(listed?.facts).toEqual(containersOf(one.facts)[0]?.facts);
  });
});
