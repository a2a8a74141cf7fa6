// The words of `--what-if`: each must name something that can be mended.
import { UsageError } from './model/errors.ts';
import { nearest } from './parse/nearest.ts';
import type { Policies } from './policies.ts';
import { mendable } from './score/what-if.ts';

/** The words, or an error that names the nearest that would do. */
export function checkWhatIf(words: readonly string[], { threatModel, rules }: Policies): readonly string[] {
  if (words.length === 0) return words;
  const known =
    threatModel === undefined
      ? new Set<string>()
      : mendable(
          threatModel,
          rules.map(({ id }) => id),
        );
  const wrong = words.find((word) => !known.has(word));
  if (wrong === undefined) return [...new Set(words)];
  const near = nearest(wrong, known);
  const settings = (threatModel?.facts ?? []).flatMap(({ id, write }) => (write === undefined ? [] : [id]));
  throw new UsageError(
    `--what-if ${wrong}: no such setting, rule or control; settings are ${settings.join(', ')}${near === undefined ? '' : `. Did you mean ${near}?`}`,
  );
}
