// Verdicts as SARIF results.
import type { Result, Suppression } from 'sarif';
import type { Location } from '../../model/location.ts';
import type { Outcome, Verdict, WaiverMark } from '../../model/verdict.ts';
import { clip, visible } from '../visible-text.ts';
import { sarifLocation } from './places.ts';
import { levels } from './rules.ts';

const LONGEST_MESSAGE = 1000;
const LONGEST_NAME = 300;
const LONGEST_LINK = 100;
const MOST_RELATED = 10;

const kinds: Readonly<Record<Outcome, Result.kind>> = { fail: 'fail', pass: 'pass', unknown: 'open' };

export interface ResultContext {
  readonly ruleIndex: number;
  /** `primaryLocationLineHash`, where the line is in a file that was read. */
  readonly lineHash?: string;
  /** Where its waiver is written: beside the line, or in the configuration. */
  readonly waivedIn?: Suppression.kind;
}

/** Describes a verdict. Its related places are linked from the message, which is the only way code scanning shows them. */
export function describeResult(
  verdict: Verdict,
  { ruleIndex, lineHash, waivedIn = 'external' }: ResultContext,
): Result {
  const related = otherPlaces(verdict);
  const kind = kinds[verdict.outcome];
  return {
    ruleId: verdict.rule,
    ruleIndex,
    kind,
    level: kind === 'fail' ? levels[verdict.severity] : 'none',
    message: { text: messageText(verdict, related) },
    locations: [{ ...sarifLocation(verdict.location), logicalLocations: [logicalLocation(verdict)] }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((place, index) => ({
            id: index + 1,
            ...sarifLocation(place),
            message: { text: 'Took part in the value.' },
          })),
        }),
    partialFingerprints: {
      'seaworthyFingerprint/v1': verdict.fingerprint,
      ...(lineHash === undefined ? {} : { primaryLocationLineHash: lineHash }),
    },
    ...(verdict.waiver === undefined ? {} : { suppressions: [suppression(verdict.waiver, waivedIn)] }),
    ...(verdict.baseline === undefined ? {} : { baselineState: verdict.baseline }),
  };
}

/** Text that cannot be taken for a link, bounded. */
export function plainMessage(text: string): string {
  return clip(visible(clip(text, 2 * LONGEST_MESSAGE)), LONGEST_MESSAGE).replaceAll('](', '] (') || '-';
}

function messageText(verdict: Verdict, related: readonly Location[]): string {
  const text = plainMessage(verdictText(verdict));
  const links = related.map((place, index) => `[${linkText(place)}](${index + 1})`);
  return links.length === 0 ? text : `${text} See also ${links.join(', ')}.`;
}

/** What a verdict says, with the evidence it misses and how to supply it. */
export function verdictText({ message, missing = [] }: Verdict): string {
  const reasons = new Set(missing.flatMap(({ reason }) => (message.includes(reason) ? [] : [reason])));
  const hints = new Set(missing.flatMap(({ hint }) => hint ?? []));
  return [
    message,
    ...(reasons.size === 0 ? [] : [`Missing: ${[...reasons].join('; ')}.`]),
    ...(hints.size === 0 ? [] : [`To know: ${[...hints].join('; ')}.`]),
  ].join(' ');
}

/** The places in other lines, each once. */
function otherPlaces({ location, related }: Verdict): Location[] {
  const lines = new Map(related.map((place) => [shownPlace(place), place]));
  lines.delete(shownPlace(location));
  return [...lines.values()].slice(0, MOST_RELATED);
}

/** Brackets would end the text of a link early. */
function linkText(place: Location): string {
  const text = clip(shownPlace(place), LONGEST_LINK);
  return text.replaceAll('[', '(').replaceAll(']', ')');
}

function shownPlace({ file, startLine }: Location): string {
  return `${shownName(file)}:${startLine}`;
}

function logicalLocation({ target, subject, element }: Verdict) {
  const fullName = [target, subject.id, ...(element === undefined ? [] : [element])].map(shownName).join('/');
  return { name: shownName(subject.name), fullyQualifiedName: fullName, kind: subject.kind };
}

function suppression(waiver: WaiverMark, kind: Suppression.kind): Suppression {
  const owner = waiver.owner === undefined ? '' : ` (owner ${shownName(waiver.owner)})`;
  const until = waiver.until === undefined ? '' : ` until ${shownName(waiver.until)}`;
  return { kind, status: 'accepted', justification: plainMessage(`${waiver.reason}${owner}${until}`) };
}

function shownName(name: string): string {
  return clip(visible(clip(name, 2 * LONGEST_NAME)), LONGEST_NAME);
}
