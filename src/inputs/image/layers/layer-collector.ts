// Gathers what is kept of one layer while its entries pass by: the table, the removals, and what the readers make of some contents.
import { LimitError } from '../../../model/errors.ts';
import type { ContentFact, ContentReader, LayerEntry, LayerFacts, LayerLimits } from '../../../model/layer.ts';
import type { TarEntry } from '../../../parse/tar/entry.ts';
import { problemList, quoteName } from '../../../parse/tar/problems.ts';
import { type ImageBudget, KEPT_BYTES, REMOVALS_PER_ENTRY } from './limits.ts';
import { removalOf } from './removal.ts';
import { tableBuilder } from './table-builder.ts';

const LEAST_REMOVALS = 10_000;

export interface LayerCollector {
  /** Takes an entry and answers how many bytes of its body it wants; -1 for none at all. */
  add(entry: TarEntry): number;
  /** Takes the bytes that the last entry was wanted for. */
  content(entry: LayerEntry, bytes: Uint8Array): void;
  finish(diffId: string, bytes: number, problems: readonly string[]): LayerFacts;
}

/** Starts on a layer. */
export function layerCollector(
  readers: readonly ContentReader[],
  limits: LayerLimits,
  budget: ImageBudget,
): LayerCollector {
  const table = tableBuilder(limits.entries, budget.useEntries);
  const whiteouts = new Set<string>();
  const opaques = new Set<string>();
  const contents = new Map<string, Uint8Array>();
  const facts: ContentFact[] = [];
  const problems = problemList();
  const mostRemovals = Math.max(LEAST_REMOVALS, limits.entries * REMOVALS_PER_ENTRY);
  /** Bytes that each reader wants of the present entry; -1 for none. */
  const wanted = new Int32Array(readers.length);
  let keptBytes = 0;

  const keep = (path: string, bytes: Uint8Array): void => {
    const known = contents.get(path);
    if (known !== undefined && known.length >= bytes.length) return;
    keptBytes += bytes.length - (known?.length ?? 0);
    if (keptBytes > KEPT_BYTES)
      throw new LimitError(
        `the files of the layer that have to be kept are larger in all than the limit of ${KEPT_BYTES} bytes`,
      );
    contents.set(path, new Uint8Array(bytes));
  };

  const remove = (entry: TarEntry): boolean => {
    const removal = removalOf(entry);
    if (removal?.kind === 'whiteout') whiteouts.add(removal.path);
    else if (removal?.kind === 'opaque') opaques.add(removal.path);
    else if (removal?.kind === 'invalid')
      problems.add(`${quoteName(entry.path)} is a whiteout of nothing; it is not applied`);
    if (removal !== undefined && whiteouts.size + opaques.size > mostRemovals)
      throw new LimitError(`the layer removes more than the limit of ${mostRemovals} paths`);
    return removal !== undefined;
  };

  const wish = (entry: TarEntry): number => {
    let most = -1;
    for (let index = 0; index < readers.length; index += 1) {
      const wants = readers[index]?.wants(entry) ?? 0;
      const bytes = wants > 0 ? Math.min(wants, entry.size, limits.contentBytes) : -1;
      wanted[index] = bytes;
      if (bytes > most) most = bytes;
    }
    return most;
  };

  return {
    add(entry) {
      if (remove(entry)) return -1;
      // Of two entries with one name the last counts.
      if (contents.size > 0) contents.delete(entry.path);
      table.add(entry);
      if (entry.opaque) opaques.add(entry.path);
      return entry.type === 'file' && !entry.sparse ? wish(entry) : -1;
    },
    content(entry, bytes) {
      for (let index = 0; index < readers.length; index += 1) {
        const reader = readers[index];
        const wants = wanted[index] ?? -1;
        if (reader === undefined || wants < 0) continue;
        const own = bytes.subarray(0, wants);
        if (reader.keeps === true) keep(entry.path, own);
        for (const value of reader.read?.(entry, own) ?? [])
          facts.push({ reader: reader.name, path: entry.path, value });
      }
    },
    finish: (diffId, bytes, more) => ({
      diffId,
      bytes,
      entries: table.finish(),
      whiteouts: [...whiteouts],
      opaques: [...opaques],
      contents,
      facts,
      problems: [...more, ...problems.list()],
    }),
  };
}
