// A run told with paths from the root of the repository, which is how GitHub names files, where the scan ran in a directory below it.
import type { Location } from '../model/location.ts';
import type { Recommendation, SubjectRisk } from '../model/risk.ts';
import type { Run, TargetError, TargetResult } from '../model/run.ts';
import type { Verdict } from '../model/verdict.ts';

/** The run with `prefix` (`deploy/`) before every path that is relative to the directory of the scan. */
export function placeRun(run: Run, prefix: string): Run {
  if (prefix === '') return run;
  const path = (file: string) => (isBelow(file, run) ? joinPath(prefix, file) : file);
  const at = (location: Location): Location => ({ ...location, file: path(location.file) });
  const ids = new Map(run.targets.map((target) => [target.id, placeId(target, path)]));
  const id = (target: string) => ids.get(target) ?? target;
  const verdicts = new Map(run.verdicts.map((verdict) => [verdict, placeVerdict(verdict, at, id)]));
  const placed = (verdict: Verdict) => verdicts.get(verdict) ?? placeVerdict(verdict, at, id);
  const error = ({ message, location }: TargetError): TargetError =>
    location === undefined ? { message } : { message, location: at(location) };
  return {
    ...run,
    targets: run.targets.map((target) => ({
      ...target,
      id: id(target.id),
      ...(target.file === undefined ? {} : { file: path(target.file) }),
      subjects: target.subjects.map((subject) =>
        subject.declared === undefined ? subject : { ...subject, declared: at(subject.declared) },
      ),
      errors: target.errors.map(error),
      notices: target.notices.map(error),
    })),
    notRead: run.notRead.map(({ what, files: found }) => ({
      what,
      files: found.map((file) => joinPath(prefix, file)),
    })),
    verdicts: run.verdicts.map(placed),
    blocking: run.blocking.map(placed),
    waivers: run.waivers.map((waiver) => (waiver.kind === 'inline' ? { ...waiver, at: at(waiver.at) } : waiver)),
    ...(run.risks === undefined ? {} : { risks: run.risks.map((risk) => placeRisk(risk, at, id)) }),
    ...(run.recommendations === undefined
      ? {}
      : { recommendations: run.recommendations.map((advice) => placeAdvice(advice, at, id)) }),
    sources: new Map([...run.sources].map(([file, text]) => [path(file), text])),
  };
}

type Place = (location: Location) => Location;
type Rename = (target: string) => string;

/** Whether a name is a path below the directory of the scan: not absolute, not the label of a text, not an image. */
function isBelow(file: string, { sources }: Run): boolean {
  if (file === '' || file.startsWith('/') || /^(?:[A-Za-z]:\/|[a-z][a-z-]*:)/.test(file)) return false;
  return sources.has(file) || !file.startsWith('images/');
}

function joinPath(prefix: string, file: string): string {
  return `${prefix}${file.replace(/^(?:\.\/)+/, '')}`;
}

/** Targets of files are told apart by their path; images and lines by their text. */
function placeId({ id, kind, file }: TargetResult, path: (file: string) => string): string {
  if (file === undefined || !id.startsWith(`${kind}:`)) return id;
  return `${kind}:${id
    .slice(kind.length + 1)
    .split(',')
    .map(path)
    .join(',')}`;
}

function placeVerdict(verdict: Verdict, at: Place, id: Rename): Verdict {
  const { rule, severity, outcome, subject, element, message, missing, fingerprint, identity, waiver, baseline } =
    verdict;
  return {
    ...{ rule, severity, outcome, subject, element, message, missing, fingerprint, identity },
    target: id(verdict.target),
    location: at(verdict.location),
    related: verdict.related.map(at),
    ...(waiver === undefined ? {} : { waiver }),
    ...(baseline === undefined ? {} : { baseline }),
  };
}

function placeRisk(risk: SubjectRisk, at: Place, id: Rename): SubjectRisk {
  const threats = risk.threats.map((threat) => ({
    ...threat,
    evidence: threat.evidence.map((evidence) => ({ ...evidence, locations: evidence.locations.map(at) })),
  }));
  const { subject, imageOnly, score, level } = risk;
  return { target: id(risk.target), subject, imageOnly, threats, score, level };
}

function placeAdvice(advice: Recommendation, at: Place, id: Rename): Recommendation {
  const edits = advice.edits.map(({ location, write }) => ({ location: at(location), write }));
  return { ...advice, target: id(advice.target), edits };
}
