// Compares a run with its baseline: marks every finding as new or unchanged and lists what was mended.
import type { Baseline, BaselineFinding, Comparison } from '../model/baseline.ts';
import { isFinding, markVerdict, type Verdict } from '../model/verdict.ts';

export interface Compared {
  readonly verdicts: readonly Verdict[];
  readonly comparison: Comparison;
}

export interface ComparedRun {
  readonly verdicts: readonly Verdict[];
  /** Ids of the targets that were examined without errors. */
  readonly examined: ReadonlySet<string>;
  /** Whether the file of a target that this run did not name is no longer there. */
  readonly isGone: (target: string) => boolean;
}

/**
 * A finding is unchanged when the baseline holds one of the same rule, target and identity; a renamed file keeps its findings. Each finding of the
 * baseline excuses one of the run. Waived findings are not compared.
 */
export function compareBaseline({ verdicts, examined, isGone }: ComparedRun, baseline: Baseline): Compared {
  const open = new Map<string, BaselineFinding[]>();
  for (const finding of baseline.findings) {
    const key = keyOf(finding.rule, finding.target, finding.identity);
    open.set(key, [...(open.get(key) ?? []), finding]);
  }
  let unchanged = 0;
  let fresh = 0;
  const marked = verdicts.map((verdict): Verdict => {
    if (!isFinding(verdict)) return verdict;
    const target = beforeRename(verdict.target, baseline.renamed);
    const isKnown = open.get(keyOf(verdict.rule, target, verdict.identity))?.shift() !== undefined;
    if (isKnown) unchanged += 1;
    else fresh += 1;
    return markVerdict(verdict, { baseline: isKnown ? 'unchanged' : 'new' });
  });
  const left = new Set([...open.values()].flat());
  const before = new Set([...examined].map((target) => beforeRename(target, baseline.renamed)));
  const mended = baseline.findings.filter(
    (finding) => left.has(finding) && (before.has(finding.target) || isGone(finding.target)),
  );
  return { verdicts: marked, comparison: { source: baseline.source, new: fresh, unchanged, mended } };
}

function keyOf(rule: string, target: string, identity: string): string {
  return JSON.stringify([rule, target, identity]);
}

/** The id that a target had before its file was renamed. */
function beforeRename(target: string, renamed: ReadonlyMap<string, string>): string {
  const cut = target.indexOf(':');
  const old = renamed.get(target.slice(cut + 1));
  return old === undefined ? target : `${target.slice(0, cut + 1)}${old}`;
}
