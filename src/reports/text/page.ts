// What every section of the text report draws with: the width, the colours, and the lines of the scanned files.
import { styleText } from 'node:util';
import type { Location } from '../../model/location.ts';
import type { Rule } from '../../model/rule.ts';
import type { Run, TargetResult } from '../../model/run.ts';
import type { Severity } from '../../model/severity.ts';
import type { Verdict } from '../../model/verdict.ts';
import { type ControlLabel, controlsByRule } from '../control-labels.ts';
import { clip, visible } from '../visible-text.ts';
import { secretLines } from './secret-lines.ts';

export type Style = Parameters<typeof styleText>[0];

export interface Page {
  readonly run: Run;
  readonly width: number;
  readonly paint: (style: Style, text: string) => string;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly controls: ReadonlyMap<string, readonly ControlLabel[]>;
  /** Lines that come out the same each time, such as a fix, laid once. */
  readonly once: (key: string, lay: () => readonly string[]) => readonly string[];
  /** Tells whether a line holds a secret and must not be shown. */
  readonly isSecret: (file: string, number: number) => boolean;
  /** One line of a scanned file, without its line break; `undefined` when the text is not at hand or holds a secret. */
  readonly line: (file: string, number: number) => string | undefined;
}

export const severityStyles: Readonly<Record<Severity, Style>> = {
  critical: ['bold', 'red'],
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
};

const NARROWEST = 40;
const WIDEST = 140;
const LONGEST_NAME = 120;

/** Prepares a page for a run. Lines longer than about 140 columns are hard to read, so a wider terminal is not filled. */
export function openPage(run: Run, width: number, colour: boolean): Page {
  const split = new Map<string, readonly string[]>();
  const rules = new Map(run.rules.map((rule) => [rule.id, rule]));
  const isSecret = secretLines(run);
  const line = (file: string, number: number): string | undefined => {
    if (isSecret(file, number)) return undefined;
    const lines = split.get(file) ?? run.sources.get(file)?.split('\n');
    if (lines === undefined) return undefined;
    split.set(file, lines);
    return lines[number - 1]?.replace(/\r$/, '');
  };
  const laid = new Map<string, readonly string[]>();
  const once = (key: string, lay: () => readonly string[]): readonly string[] => {
    const lines = laid.get(key) ?? lay();
    laid.set(key, lines);
    return lines;
  };
  return {
    run,
    once,
    width: Math.min(WIDEST, Math.max(NARROWEST, width)),
    // Whether to colour was decided by the shell, so the stream is not asked again.
    paint: colour ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text,
    rules,
    isSecret,
    controls: controlsByRule(run.frameworks),
    line,
  };
}

/** A name from a scanned file, as it may be shown. */
export function shownName(name: string): string {
  return clip(visible(clip(name, 2 * LONGEST_NAME)), LONGEST_NAME);
}

/** What a target is called in headings: its file, else its name. */
export function targetTitle(target: TargetResult): string {
  return shownName(target.file ?? target.name);
}

/** A place as `file:line`, which most terminals make a link. */
export function place({ file, startLine }: Location): string {
  return `${shownName(file)}:${startLine}`;
}

/**
 * The controls a rule evidences, as said at the right of a finding: the first of each framework before the others of any, and beyond
 * three only their number.
 */
export function controlText(page: Page, { rule }: Pick<Verdict, 'rule'>): string {
  const [text = ''] = page.once(`controls of ${rule}`, () => {
    const controls = page.controls.get(rule) ?? [];
    const first = controls.filter(({ framework }, index) => framework !== controls[index - 1]?.framework);
    const others = controls.filter(({ framework }, index) => framework === controls[index - 1]?.framework);
    const labels = [...first, ...others].map(({ label }) => visible(label));
    const rest = labels.length - 3;
    return [[...labels.slice(0, 3), ...(rest > 0 ? [`+${rest}`] : [])].join('  ')];
  });
  return text;
}
