// A framework as a table for people: every control with the rules that evidence it, or the reason why a person has to look.
import type { Control, Framework } from '../model/control.ts';
import { layParagraph, layWords, withCommas } from '../reports/text/rows.ts';
import { alignRight, padEnd, widest } from '../reports/text-layout.ts';
import { visible } from '../reports/visible-text.ts';

const NARROWEST = 60;
const WIDEST = 120;
/** Widest column of ids; a longer id keeps its line to itself. */
const ID_WIDTH = 24;

/** Lays a framework out. `all` names the frameworks on whose controls it may rest. */
export function layFramework(framework: Framework, all: readonly Framework[], columns: number): string {
  const width = Math.min(WIDEST, Math.max(NARROWEST, columns));
  const ids = Math.min(ID_WIDTH, widest(framework.controls.map(({ id }) => visible(id))));
  const lines = [
    `${visible(framework.title)} ${visible(framework.version)} (${visible(framework.id)})`,
    ...layParagraph(countControls(framework), { indent: 0, width }),
    ...(framework.about === undefined ? [] : layParagraph(visible(framework.about), { indent: 0, width })),
    ...framework.controls.flatMap((control) => layControl(control, { all, ids, width })),
  ];
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function countControls({ controls }: Framework): string {
  const count = (holds: (control: Control) => boolean) => controls.filter(holds).length;
  const decided = count(({ manual }) => manual === undefined);
  const broken = count(({ manual, rules }) => manual !== undefined && rules.length > 0);
  const parts = [
    `rules decide ${decided}`,
    `can show of ${broken} that they are broken`,
    `say nothing of ${controls.length - decided - broken}`,
  ];
  return `${controls.length} controls: ${parts.join(', ')}.`;
}

interface Room {
  readonly all: readonly Framework[];
  readonly ids: number;
  readonly width: number;
}

function layControl(control: Control, { all, ids, width }: Room): string[] {
  const { heading, id, title, level, assessment, manual } = control;
  const indent = 2 + ids + 2;
  const name = visible(id);
  const fits = widest([name]) <= ids;
  const [first = '', ...more] = layParagraph(visible(title), { indent: 0, width: width - indent - 20 });
  const right = [...(level === undefined ? [] : [`level ${level}`]), assessment ?? ''].join(' ').trim();
  const head = `  ${fits ? padEnd(name, ids) : name}  ${fits ? first : ''}`;
  const rest = fits ? more : [first, ...more];
  const evidence = describeEvidence(control, all);
  return [
    ...(heading === undefined ? [] : ['', visible(heading)]),
    right === '' ? head : (alignRight(head, right, width) ?? `${head}  ${right}`),
    ...rest.map((line) => ' '.repeat(indent) + line),
    ...layWords(evidence, { indent, hang: 2, width }),
    ...(manual === undefined ? [] : layParagraph(`manual: ${visible(manual)}`, { indent, hang: 2, width })),
  ];
}

/** The words that name the rules of a control: those of other controls by the id of these. */
function describeEvidence({ rules, controls = {}, ownRules = rules }: Control, all: readonly Framework[]): string[] {
  const others = Object.entries(controls).map(([id, named]) => {
    const short = all.find((framework) => framework.id === id)?.short ?? id;
    const [first = '', ...more] = withCommas(named.map(visible));
    return [`${visible(short)} ${first}`, ...more];
  });
  const own = withCommas(ownRules.map(visible));
  const groups = own.length === 0 ? others : [...others, own];
  const words = groups.flatMap((group, index) =>
    index < groups.length - 1 ? [...group.slice(0, -1), `${group.at(-1)};`] : group,
  );
  return others.length === 0 ? words : ['rules', 'of', ...words];
}
