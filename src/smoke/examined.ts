// What a scan said of the image and of the container that are about to run, as the gate and the sandbox need it.
import type { Command } from '../model/command.ts';
import type { ImageTree } from '../model/layer.ts';
import type { SubjectRisk } from '../model/risk.ts';
import type { Run, TargetFacts } from '../model/run.ts';
import type { ShippedBelow } from '../model/sandbox.ts';
import type { Subject } from '../model/subject.ts';
import { isFinding } from '../model/verdict.ts';
import type { GateQuestion } from './gate.ts';
import { listShipped } from './shipped.ts';

/** Facts of a scan that a run needs, kept when the scan drops them. */
export interface Examined {
  /** Told of every target. */
  readonly add: (facts: TargetFacts) => void;
  /** Told of the files of every image. */
  readonly addTree: (id: string, tree: ImageTree) => void;
  /** What an image holds; absent where its layers were not read. */
  readonly shippedBelow: (image: Placed<'image'>) => ShippedBelow | undefined;
  readonly images: () => readonly Placed<'image'>[];
  readonly containers: () => readonly Placed<'container'>[];
  /** Commands that are started with any of these subjects. */
  readonly started: (owners: readonly Placed<'image' | 'container'>[]) => readonly Placed<'command'>[];
}

/** A subject with the id of its target. */
export interface Placed<K extends 'image' | 'container' | 'command'> {
  readonly target: string;
  readonly subject: Subject<K>;
}

const STARTED: ReadonlySet<Command['phase'] | undefined> = new Set(['start', 'health', 'hook']);

/** Opens a place for the facts of one scan. */
export function openExamined(): Examined {
  const images: Placed<'image'>[] = [];
  const containers: Placed<'container'>[] = [];
  const commands: Placed<'command'>[] = [];
  const shipped = new Map<string, ShippedBelow>();
  return {
    addTree: (id, tree) => shipped.set(id, listShipped(tree)),
    shippedBelow: ({ subject }) => shipped.get(subject.facts.id ?? ''),
    add({ id, subjects }) {
      for (const subject of subjects) {
        if (subject.kind === 'image') images.push({ target: id, subject });
        if (subject.kind === 'container') containers.push({ target: id, subject });
        if (subject.kind === 'command') commands.push({ target: id, subject });
      }
    },
    images: () => images,
    containers: () => containers,
    started: (owners) =>
      commands.filter(
        ({ target, subject }) =>
          STARTED.has(subject.facts.phase) &&
          owners.some(
            (one) => one.target === target && (subject.owner === undefined || subject.owner.id === one.subject.id),
          ),
      ),
  };
}

/** What the gate asks of a scan. */
export function askScan(
  run: Run,
  examined: Examined,
  image: Placed<'image'> | undefined,
  container: Placed<'container'> | undefined,
): Pick<GateQuestion, 'risk' | 'commands' | 'errors' | 'programs'> {
  const owners = [image, container].filter((one) => one !== undefined);
  const started = examined.started(owners);
  const ids = new Set(started.map(({ target, subject }) => keyOf(target, subject.id)));
  const risk = riskOf(run.risks ?? [], image);
  const errors = run.targets.flatMap((target) => target.errors.map(({ message }) => message));
  return {
    ...(risk === undefined ? {} : { risk }),
    commands: run.verdicts.filter(
      (verdict) =>
        verdict.subject.kind === 'command' && ids.has(keyOf(verdict.target, verdict.subject.id)) && isFinding(verdict),
    ),
    errors: image === undefined && errors.length === 0 ? ['its image is not among what was scanned'] : errors,
    programs: started.length === 0 ? [''] : started.map(({ subject }) => subject.facts.program ?? ''),
  };
}

function riskOf(risks: readonly SubjectRisk[], image: Placed<'image'> | undefined): GateQuestion['risk'] {
  const found = risks.find(
    ({ target, subject }) => subject.kind === 'image' && target === image?.target && subject.id === image.subject.id,
  );
  if (found === undefined) return undefined;
  const [threat] = found.threats;
  return {
    level: found.level,
    score: found.score,
    threat: threat === undefined ? 'no threat' : `${threat.id} ${threat.name}`,
  };
}

function keyOf(target: string, subject: string): string {
  return JSON.stringify([target, subject]);
}
