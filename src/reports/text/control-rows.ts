// The rows of a table of controls: status and title, what failed and where, or what evidence is missing and how to give it.
import type { ControlResult, ControlStatus, Framework } from '../../model/control.ts';
import { padEnd, widest } from '../text-layout.ts';
import { clip, visible } from '../visible-text.ts';
import { statuses } from './framework-head.ts';
import { type Page, targetTitle } from './page.ts';
import { layList, layParagraph, layWords, upTo } from './rows.ts';

const STATUS_WIDTH = Math.max(...statuses.map(([, said]) => said.length));
/** Widest column of ids; a longer id keeps its line to itself. */
const ID_WIDTH = 24;
const MOST_RULES = 12;
const MOST_TARGETS = 5;
const LONGEST_REASON = 400;

interface Rows {
  readonly page: Page;
  readonly ids: number;
  /** Rules with a verdict that failed, waived or not. */
  readonly failed: ReadonlySet<string>;
  /** Titles of the targets by control and status. */
  readonly targets: ReadonlyMap<string, readonly string[]>;
}

/** Lays every control of a framework out, under the headings of its sections. */
export function controlRows(page: Page, framework: Framework): string[] {
  const results = new Map(
    page.run.controls.filter((result) => result.framework === framework.id).map((result) => [result.id, result]),
  );
  const rows: Rows = {
    page,
    ids: Math.min(ID_WIDTH, widest(framework.controls.map(({ id }) => visible(id)))),
    failed: new Set(page.run.verdicts.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => rule)),
    targets: gatherTargets(page, framework.id),
  };
  return framework.controls.flatMap(({ id, heading }, index) => {
    const result = results.get(id);
    if (result === undefined) return [];
    const title = heading === undefined ? [] : [page.paint('bold', visible(heading))];
    return [...(heading === undefined || index === 0 ? [] : ['']), ...title, ...layResult(rows, result)];
  });
}

function gatherTargets({ run }: Page, framework: string): ReadonlyMap<string, readonly string[]> {
  const byStatus = new Map<string, string[]>();
  for (const target of run.targets) {
    for (const control of target.controls) {
      if (control.framework !== framework) continue;
      const key = keyOf(control.id, control.status);
      const titles = byStatus.get(key);
      if (titles === undefined) byStatus.set(key, [targetTitle(target)]);
      else titles.push(targetTitle(target));
    }
  }
  return byStatus;
}

function layResult(rows: Rows, result: ControlResult): string[] {
  const { page, ids } = rows;
  const name = visible(result.id);
  const [, said = '', style = 'dim'] = statuses.find(([status]) => status === result.status) ?? [];
  const indent = 2 + ids + 2 + STATUS_WIDTH + 2;
  const title = layParagraph(visible(result.title), { indent, width: page.width });
  const fits = widest([name]) <= ids;
  const head = `  ${fits ? padEnd(name, ids) : ' '.repeat(ids)}  ${page.paint(style, said)}${' '.repeat(STATUS_WIDTH - said.length)}  `;
  const [first = '', ...more] = title;
  return [
    ...(fits ? [] : [`  ${name}`]),
    head + first.trimStart(),
    ...more,
    ...detailLines(rows, result, { indent, hang: 2, width: page.width }),
  ];
}

function detailLines(
  rows: Rows,
  result: ControlResult,
  room: { indent: number; hang: number; width: number },
): string[] {
  switch (result.status) {
    case 'fail':
      return [
        ...layList(
          upTo(
            MOST_RULES,
            result.rules.filter((rule) => rows.failed.has(rule)).map((rule) => visible(rule)),
          ),
          room,
        ),
        ...targetLines(rows, result, room),
      ];
    case 'unknown':
      return [
        ...layParagraph(`cannot tell: ${shown(result.reason)}`, room),
        ...(result.hint === undefined ? [] : layParagraph(`to know: ${shown(result.hint)}`, room)),
        ...targetLines(rows, result, room),
      ];
    case 'manual':
      return [...evidenceLines(result, room), ...layParagraph(shown(result.reason), room)];
    default:
      return [];
  }
}

/** Where the status is found, in a run over several targets. */
function targetLines(
  { page, targets }: Rows,
  { id, status }: ControlResult,
  room: Parameters<typeof layList>[1],
): string[] {
  const titles = targets.get(keyOf(id, status)) ?? [];
  if (page.run.targets.length < 2 || titles.length === 0) return [];
  const [first = '', ...more] = upTo(MOST_TARGETS, titles);
  return layList([`in ${first}`, ...more], room);
}

/** What rules have to say of a control that a person decides. */
function evidenceLines({ evidence, rules }: ControlResult, room: Parameters<typeof layWords>[1]): string[] {
  if (rules.length === 0) return [];
  const { pass, unknown } = evidence;
  if (pass + unknown === 0) return layWords(['no', 'evidence', 'in', 'this', 'scan'], room);
  const words = `evidence: ${pass} of ${rules.length} rules found nothing against it${unknown > 0 ? `, ${unknown} cannot tell` : ''}`;
  return layParagraph(words, room);
}

function shown(text = ''): string {
  return clip(visible(clip(text, 2 * LONGEST_REASON)), LONGEST_REASON);
}

function keyOf(id: string, status: ControlStatus): string {
  return `${status} ${id}`;
}
