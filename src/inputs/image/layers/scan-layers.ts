// Reads all layers of an image, several at once: the inflating is done beside this thread.
import type { LayerCache } from '../../../model/connections.ts';
import { InputError, LimitError } from '../../../model/errors.ts';
import type { ImageLayer } from '../../../model/image-source.ts';
import type { ContentReader, LayerFacts } from '../../../model/layer.ts';
import { imageBudget } from './limits.ts';
import { type ScanLayerOptions, scanLayer } from './scan-layer.ts';

export interface ScanLayersOptions extends Omit<ScanLayerOptions, 'diffId' | 'digest' | 'budget'> {
  readonly cache?: LayerCache | undefined;
}

export interface ScannedLayers {
  /** Lowest first; `undefined` for a layer whose bytes are not at hand. */
  readonly facts: readonly (LayerFacts | undefined)[];
  /** Which layers were not read, and why. What is odd inside a layer stands in its facts. */
  readonly problems: readonly string[];
}

/** Enough to keep the four threads that inflate busy, few enough for the memory that each of them takes. */
const AT_ONCE = 4;

/** Reads the layers. Throws InputError or LimitError, which names the layer, once none of them is being read any more. */
export async function scanLayers(layers: readonly ImageLayer[], options: ScanLayersOptions): Promise<ScannedLayers> {
  const { limits, cache, onBytes } = options;
  const key = cacheKey(options.readers);
  const facts: (LayerFacts | undefined)[] = layers.map(() => undefined);
  const problems: string[] = [];
  const budget = imageBudget(limits);
  let failure: unknown;
  const scanOptions = {
    ...options,
    budget,
    onBytes: (bytes: number): void => {
      // The others stop at their next bytes.
      if (failure !== undefined) throw failure;
      onBytes?.(bytes);
    },
  };

  const readLayer = async (layer: ImageLayer): Promise<LayerFacts> => {
    const { content, diffId } = layer;
    if (cache === undefined || content.kind === 'read' || !/^sha256:[0-9a-f]{64}$/.test(diffId))
      return scanLayer(content, { ...scanOptions, diffId });
    const kept = await cache.get(diffId, key);
    if (kept !== undefined) {
      budget.useBytes(kept.bytes);
      budget.useEntries(kept.entries.length);
      return kept;
    }
    // The digest is computed and compared: what is kept under a name that a configuration made up would be believed later.
    const read = await scanLayer(
      content,
      options.verify === true ? { ...scanOptions, diffId } : { ...scanOptions, digest: true },
    );
    if (read.diffId === diffId) await cache.put(diffId, key, read);
    if (read.diffId === diffId || read.diffId === '') return { ...read, diffId };
    return { ...read, problems: [...read.problems, `its digest is ${read.diffId}; the configuration says ${diffId}`] };
  };

  // The largest first: it bounds the time of all.
  const queue = layers
    .map((layer, index) => ({ layer, index }))
    .sort((a, b) => storedBytes(b.layer) - storedBytes(a.layer));
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && failure === undefined; next = queue.shift()) {
      const { layer, index } = next;
      if (layer.content.kind === 'missing') {
        problems[index] = `${nameOf(layer, index)} is not at hand: ${layer.content.reason}`;
        continue;
      }
      try {
        facts[index] = await readLayer(layer);
      } catch (error) {
        failure ??= naming(error, nameOf(layer, index));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (failure !== undefined) throw failure;
  return { facts, problems: problems.filter((problem) => problem !== undefined) };
}

/** What a layer was read for: the names and versions of the readers. */
export function cacheKey(readers: readonly ContentReader[]): string {
  return readers
    .map(({ name, version }) => `${name}@${version}`)
    .sort()
    .join(' ');
}

function storedBytes({ size, content }: ImageLayer): number {
  return content.kind === 'file' ? content.size : content.kind === 'bytes' ? content.bytes.length : size;
}

function nameOf({ digest, diffId }: ImageLayer, index: number): string {
  const id = (digest === '' ? diffId : digest).slice(0, 'sha256:'.length + 12);
  return id === '' ? `layer ${index}` : `layer ${index} (${id})`;
}

/** The error with the layer's name before it; anything but a fault of the input stays as it is. */
function naming(error: unknown, name: string): unknown {
  if (error instanceof LimitError) return new LimitError(`${name}: ${error.message}`, error.at, { cause: error });
  if (error instanceof InputError) return new InputError(`${name}: ${error.message}`, error.at, { cause: error });
  return error;
}
