// The limits of code scanning: what is above them is refused as a whole, so it is left out before and counted.
import type { Log, Result, Run as SarifRun } from 'sarif';
import type { Run } from '../../model/run.ts';
import { describeDriver } from './driver.ts';

export interface SarifLimits {
  /** Runs in one file. */
  readonly runs: number;
  /** Results of one run; more than 25,000 are refused, and of more than 5,000 the others are not shown. */
  readonly results: number;
  readonly rules: number;
  readonly tags: number;
  /** Places of one result, the related ones counted by themselves. */
  readonly locations: number;
}

export const codeScanningLimits: SarifLimits = { runs: 20, results: 5000, rules: 25_000, tags: 10, locations: 100 };

export interface LimitedSarif {
  /** Files to upload, in order; together they hold every run. */
  readonly logs: readonly Log[];
  /** Results that are left out, by category. */
  readonly dropped: ReadonlyMap<string, number>;
}

/** Brings a log within limits: of too many results the most severe are kept, too many runs become several logs, and no two runs share a category. */
export function limitSarif(log: Log, limits: SarifLimits = codeScanningLimits): LimitedSarif {
  const dropped = new Map<string, number>();
  const seen = new Set<string>();
  const runs = log.runs.map((run) => {
    const category = freeCategory(run.automationDetails?.id ?? '', seen);
    const kept = keepResults(run, limits);
    const lost = (run.results?.length ?? 0) - (kept.results?.length ?? 0);
    if (lost > 0) dropped.set(category, lost);
    return { ...kept, automationDetails: { ...run.automationDetails, id: category } };
  });
  const count = Math.max(1, Math.ceil(runs.length / limits.runs));
  const logs = Array.from({ length: count }, (_, index) => ({
    ...log,
    runs: runs.slice(index * limits.runs, (index + 1) * limits.runs),
  }));
  return { logs, dropped };
}

/** A run without results, which closes the alerts of a category whose target is gone. The category is an `automationDetails.id`. */
export function emptyRun(category: string, tool: Run['tool']): SarifRun {
  return {
    tool: { driver: { ...describeDriver(tool), rules: [] } },
    automationDetails: { id: category.endsWith('/') ? category : `${category}/` },
    columnKind: 'utf16CodeUnits',
    results: [],
  };
}

/** A delivery with one category twice is refused. The second one gets a number, the same as long as the order is. */
function freeCategory(id: string, seen: Set<string>): string {
  const base = id.endsWith('/') ? id.slice(0, -1) : id;
  let free = `${base}/`;
  for (let number = 2; seen.has(free); number += 1) free = `${base}~${number}/`;
  seen.add(free);
  return free;
}

/** Keeps the most severe results in their order, and the rules that they need; their indexes follow. */
function keepResults(run: SarifRun, limits: SarifLimits): SarifRun {
  const rules = run.tool.driver.rules ?? [];
  const severities = rules.map(({ properties }) => Number(properties?.['security-severity'] ?? 0));
  const severityOf = ({ ruleIndex = -1 }: Result) => severities[ruleIndex] ?? 0;
  const results = mostSevere(run.results ?? [], severityOf, limits.results);
  const needed = new Set(results.map(({ ruleIndex = -1 }) => ruleIndex));
  const tooMany = rules.length > limits.rules;
  const indexes = new Map<number, number>();
  const keptRules = rules.flatMap((rule, index) => {
    if (tooMany && !needed.has(index)) return [];
    indexes.set(index, indexes.size);
    const { tags, ...properties } = rule.properties ?? {};
    return [tags === undefined ? rule : { ...rule, properties: { ...properties, tags: tags.slice(0, limits.tags) } }];
  });
  return {
    ...run,
    tool: { ...run.tool, driver: { ...run.tool.driver, rules: keptRules } },
    results: results.map((result) => keepLocations(result, indexes, limits)),
  };
}

function mostSevere(
  results: readonly Result[],
  severityOf: (result: Result) => number,
  most: number,
): readonly Result[] {
  if (results.length <= most) return results;
  const order = results.map((result, index) => ({ index, severity: severityOf(result) }));
  const kept = order.sort((a, b) => b.severity - a.severity || a.index - b.index).slice(0, most);
  const indexes = new Set(kept.map(({ index }) => index));
  return results.filter((_, index) => indexes.has(index));
}

function keepLocations(result: Result, indexes: ReadonlyMap<number, number>, { locations }: SarifLimits): Result {
  const { ruleIndex, locations: places, relatedLocations: related } = result;
  return {
    ...result,
    ...(ruleIndex === undefined ? {} : { ruleIndex: indexes.get(ruleIndex) ?? -1 }),
    ...(places === undefined ? {} : { locations: places.slice(0, locations) }),
    ...(related === undefined ? {} : { relatedLocations: related.slice(0, locations) }),
  };
}
