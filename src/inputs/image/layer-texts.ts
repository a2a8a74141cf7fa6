// What made each layer, as it may be shown: short, and without the credentials that a build wrote into its history.
import type { HistoryEntry } from '../../model/image.ts';
import { hideSecrets } from '../../parse/secrets/hide-secrets.ts';

/** Characters of an instruction that are shown. */
const MAX_SHOWN = 120;

/** The instruction of each layer; `layer 3` where the history does not say. */
export function showLayers(history: readonly HistoryEntry[], layerCount: number): readonly string[] {
  const texts = Array.from({ length: layerCount }, (_, layer) => `layer ${layer}`);
  for (const { keyword = '', text = '', layer = -1 } of history) {
    const shown = `${keyword} ${hideSecrets(text)}`.replaceAll(/\s+/g, ' ').trim();
    if (layer >= 0 && layer < layerCount && shown !== '') texts[layer] = shorten(shown);
  }
  return texts;
}

function shorten(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
