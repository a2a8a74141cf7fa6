// Finds waivers written as comments beside what they are about: `# seaworthy: ignore=<rule> reason="..." until=YYYY-MM-DD`.
import type { Location } from '../model/location.ts';
import type { TargetError } from '../model/run.ts';
import type { Waiver } from '../model/waiver.ts';
import { isDay } from '../parse/day.ts';
import { didYouMean } from './did-you-mean.ts';

const MARK = 'seaworthy:';
const KEYS = ['ignore', 'reason', 'owner', 'until'] as const;
type Key = (typeof KEYS)[number];

/** Longest comment read. */
const MAX_COMMENT = 1000;

export interface InlineWaiver extends Waiver {
  readonly kind: 'inline';
  /** Lines it covers: its own, and the next line of content when the comment stands alone. */
  readonly lines: readonly number[];
}

export interface InlineWaivers {
  readonly waivers: readonly InlineWaiver[];
  /** Comments that are no valid waiver; each makes nothing pass. */
  readonly problems: readonly TargetError[];
}

/** Reads every waiver comment of the scanned texts, in the order of file and line. `ruleIds` are the rules there are. */
export function findInlineWaivers(texts: ReadonlyMap<string, string>, ruleIds: ReadonlySet<string>): InlineWaivers {
  const waivers: InlineWaiver[] = [];
  const problems: TargetError[] = [];
  for (const file of [...texts.keys()].sort()) {
    const text = texts.get(file) ?? '';
    if (!text.includes(MARK)) continue;
    const lines = text.split(/\r?\n/);
    lines.forEach((line, index) => {
      const column = commentColumn(line);
      if (column === undefined) return;
      const at: Location = {
        file,
        startLine: index + 1,
        startColumn: column + 1,
        endLine: index + 1,
        endColumn: line.length + 1,
      };
      const parsed = parseComment(line.slice(column, column + MAX_COMMENT), ruleIds);
      for (const message of parsed.problems) problems.push({ message, location: at });
      if (parsed.problems.length > 0) return;
      const alone = line.slice(0, column).trim() === '';
      const next = alone ? nextContent(lines, index) : undefined;
      const covered = next === undefined ? [index + 1] : [index + 1, next + 1];
      for (const rule of parsed.rules) waivers.push({ ...parsed.grant, rule, kind: 'inline', at, lines: covered });
    });
  }
  return { waivers, problems };
}

/** Index of the `#` of a waiver comment. A `#` inside quotes or inside a word starts no comment, so no value can carry a waiver. */
function commentColumn(line: string): number | undefined {
  if (!line.includes(MARK)) return undefined;
  let quote = '';
  for (let index = 0; index < line.length; index += 1) {
    const char = line.charAt(index);
    const before = line.charAt(index - 1);
    if (quote !== '') {
      if (char === '\\' && quote === '"') index += 1;
      else if (char === quote) quote = '';
    } else if ((char === '"' || char === "'") && (before === '' || /[\s[{,:(=-]/.test(before))) quote = char;
    else if (char === '#' && (before === '' || /\s/.test(before))) {
      return line
        .slice(index + 1)
        .trimStart()
        .startsWith(MARK)
        ? index
        : undefined;
    }
  }
  return undefined;
}

function nextContent(lines: readonly string[], from: number): number | undefined {
  const offset = lines.slice(from + 1).findIndex((line) => !/^\s*(#|$)/.test(line));
  return offset === -1 ? undefined : from + 1 + offset;
}

interface ParsedComment {
  readonly rules: readonly string[];
  readonly grant: Pick<Waiver, 'reason' | 'owner' | 'until'>;
  readonly problems: readonly string[];
}

function parseComment(comment: string, ruleIds: ReadonlySet<string>): ParsedComment {
  const body = comment.slice(comment.indexOf(MARK) + MARK.length);
  const values = new Map<Key, string>();
  const problems: string[] = [];
  const rest = body.replace(
    /([A-Za-z]+)=(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g,
    (_match, word: string, double, single, bare) => {
      const key = KEYS.find((known) => known === word);
      if (key === undefined) problems.push(`unknown key \`${word}\` in a waiver comment${didYouMean(word, KEYS)}`);
      else values.set(key, String(double ?? single ?? bare).trim());
      return '';
    },
  );
  if (rest.trim() !== '')
    problems.push(
      `waiver comment not understood at \`${rest.trim().slice(0, 40)}\`; write # seaworthy: ignore=<rule> reason="..."`,
    );
  const rules = (values.get('ignore') ?? '')
    .split(',')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '');
  const reason = values.get('reason') ?? '';
  const owner = values.get('owner');
  const until = values.get('until');
  if (rules.length === 0) problems.push('waiver comment names no rule; write ignore=<rule>');
  for (const rule of rules)
    if (!ruleIds.has(rule)) problems.push(`waiver comment for unknown rule \`${rule}\`${didYouMean(rule, ruleIds)}`);
  if (reason === '') problems.push('waiver comment without a reason; write reason="..."');
  if (until !== undefined && !isDay(until))
    problems.push(`until=${until} in a waiver comment is no day; write YYYY-MM-DD`);
  return {
    rules,
    problems,
    grant: { reason, ...(owner === undefined ? {} : { owner }), ...(until === undefined ? {} : { until }) },
  };
}
