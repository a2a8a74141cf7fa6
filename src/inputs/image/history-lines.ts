// Aligns the history of an image with the instructions of a Dockerfile: which line made which layer, and which layers the base brought.
import type { HistoryEntry } from '../../model/image.ts';
import type { Location } from '../../model/location.ts';
import { joinText } from '../../parse/dockerfile/joined-text.ts';
import type { DockerfileInstruction } from '../../parse/dockerfile/tree.ts';
import type { Source } from '../dockerfile/scope.ts';
import { planStages, type StagePlan } from '../dockerfile/stages.ts';

export interface HistoryLines {
  /** Text after the FROM that the build starts from. */
  readonly baseName: string;
  /** Layers that belong to the base image. */
  readonly baseLayers: number;
  /** The instruction that made a layer, the FROM for one of the base; `undefined` where none matched. */
  readonly placeOf: (layer: number) => Location | undefined;
}

/** Instructions that leave a step in the history. */
const RECORDED = new Set(
  'ARG ENV LABEL RUN COPY ADD WORKDIR USER CMD ENTRYPOINT EXPOSE VOLUME STOPSIGNAL SHELL HEALTHCHECK MAINTAINER'.split(
    ' ',
  ),
);

/** Instructions whose match says something, for hardly two files share them. */
const TELLING = new Set(['RUN', 'COPY', 'ADD']);

/** Share of the instructions that must be found for a Dockerfile to explain an image. */
const ENOUGH = 0.8;

/** Steps and instructions that are compared; the work grows with their product. */
const MOST_STEPS = 1000;

interface Recorded {
  readonly keyword: string;
  readonly instruction: DockerfileInstruction;
  /** Words that the step must show; `undefined` where variables or heredocs leave only the keyword to compare. */
  readonly words: string | undefined;
}

/** Aligns with each stage that a build may end in; says nothing where the Dockerfile does not explain the image. */
export function alignHistory(history: readonly HistoryEntry[], source: Source): HistoryLines | undefined {
  const plan = planStages(source, {});
  if (history.length > MOST_STEPS) return undefined;
  // The last stage is what a build gives unless it is told otherwise.
  for (const stage of [...plan.stages].reverse()) {
    const lines = alignStage(history, stage, source);
    if (lines !== undefined) return lines;
  }
  return undefined;
}

function alignStage(history: readonly HistoryEntry[], stage: StagePlan, source: Source): HistoryLines | undefined {
  const chain: StagePlan[] = [];
  for (let at: StagePlan | undefined = stage; at !== undefined; at = at.parent) chain.unshift(at);
  const recorded = chain.flatMap(({ instructions }) => instructions.flatMap((one) => recordOf(one, source)));
  if (recorded.length === 0 || recorded.length > MOST_STEPS) return undefined;
  const pairs = longestCommon(recorded, history);
  const telling = pairs.some(
    ([index]) => TELLING.has(recorded[index]?.keyword ?? '') && recorded[index]?.words !== undefined,
  );
  if (pairs.length < recorded.length * ENOUGH || !telling) return undefined;

  const [first] = pairs;
  const start = first === undefined ? 0 : first[1];
  const before = history.slice(0, start).filter(({ layer = -1 }) => layer >= 0);
  const places = new Map<number, Location>();
  for (const [index, step] of pairs) {
    const instruction = recorded[index]?.instruction;
    const layer = history[step]?.layer ?? -1;
    if (instruction !== undefined && layer >= 0) places.set(layer, source.place(instruction.start, instruction.end));
  }
  const from = chain[0]?.from;
  const base = from === undefined ? undefined : source.place(from.start, from.end);
  return {
    baseName: chain[0]?.base.text ?? '',
    baseLayers: before.length,
    placeOf: (layer) => places.get(layer) ?? (layer < before.length ? base : undefined),
  };
}

function recordOf(instruction: DockerfileInstruction, source: Source): Recorded[] {
  const { keyword, heredocs, json } = instruction;
  if (!RECORDED.has(keyword)) return [];
  const text =
    json === undefined ? joinText(source.tree, instruction.rest).text : json.map((word) => word.text).join(' ');
  return [{ keyword, instruction, words: heredocs.length > 0 ? undefined : comparable(keyword, text) }];
}

/** What is compared of an instruction or a step: all of a RUN, the last word of a COPY, and of most others no more than a name. */
function comparable(keyword: string, text: string): string | undefined {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  const word = flat.split(' ').at(keyword === 'COPY' || keyword === 'ADD' ? -1 : 0) ?? '';
  switch (keyword) {
    case 'RUN':
      return flat.replace(/^(?:\/bin\/sh -c|cmd \/S \/C) /, '');
    case 'COPY':
    case 'ADD':
    case 'WORKDIR':
    case 'USER':
      return word.includes('$') || word === '.'
        ? undefined
        : word.replace(/(?<=.)\/$/, '').replaceAll(/^["[]+|["\]]+$/g, '');
    case 'ARG':
    case 'ENV':
    case 'LABEL':
      return word.includes('$') ? undefined : (word.split('=', 1)[0] ?? '').replaceAll('"', '');
    default:
      return undefined;
  }
}

function fits({ keyword, words }: Recorded, step: HistoryEntry): boolean {
  if (keyword !== step.keyword) return false;
  if (words === undefined) return true;
  const text = (step.text ?? '').replace(new RegExp(`^${keyword} `), '');
  const shown = comparable(keyword, text);
  return shown === undefined || shown === words || (keyword === 'WORKDIR' && shown.endsWith(`/${words}`));
}

/** The longest row of pairs in order; of several the one nearest to the end, for what stands in front belongs to the base. */
function longestCommon(recorded: readonly Recorded[], history: readonly HistoryEntry[]): [number, number][] {
  const rows = recorded.length;
  const columns = history.length;
  const matches = recorded.map((one) => history.map((step) => fits(one, step)));
  // best[i][j]: pairs among the first i instructions and the first j steps.
  const best = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  for (let i = 1; i <= rows; i += 1) {
    const row = best[i];
    if (row === undefined) break;
    for (let j = 1; j <= columns; j += 1) {
      const diagonal = matches[i - 1]?.[j - 1] === true ? at(i - 1, j - 1) + 1 : 0;
      row[j] = Math.max(diagonal, at(i - 1, j), at(i, j - 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = rows, j = columns; i > 0 && j > 0; ) {
    if (matches[i - 1]?.[j - 1] === true && at(i, j) === at(i - 1, j - 1) + 1) {
      pairs.unshift([i - 1, j - 1]);
      i -= 1;
      j -= 1;
    } else if (at(i - 1, j) >= at(i, j - 1)) i -= 1;
    else j -= 1;
  }
  return pairs;
}
