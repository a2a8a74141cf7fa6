// Scans images, runs them in the sandbox when the gate lets them, and judges what was declared and what was seen in one run.
import { sourceFiles } from './inputs/files.ts';
import { UsageError } from './model/errors.ts';
import type { Run, TargetFacts } from './model/run.ts';
import type { SmokeDeps } from './sandbox/smoke-run.ts';
import { choosePolicies, readOptions, scan, type World } from './scan.ts';
import type { Settings } from './settings.ts';
import { denyBlocked } from './smoke/deny.ts';
import { type Examined, openExamined } from './smoke/examined.ts';
import { findImages } from './smoke/find-images.ts';
import { reapAndTell } from './smoke/reap.ts';
import { type Candidate, type RunChoice, tryCandidate } from './smoke/run-image.ts';
import { findWanted, type WantedChoice } from './smoke/wanted.ts';

export interface SmokeRequest extends RunChoice, WantedChoice {}

export interface SmokeWorld extends World {
  readonly sandbox: SmokeDeps;
}

/** Scans and runs what is asked for. Throws UsageError and InputError where there is nothing to examine or to run. */
export async function smoke(request: SmokeRequest, settings: Settings, world: SmokeWorld): Promise<Run> {
  await reapAndTell(world.sandbox);
  const options = readOptions(settings, world, sourceFiles(world.cwd));
  const readPolicy = async () => (await choosePolicies(settings, world)).profiles.main.policy;
  const wanted = await findWanted(request, { ...options, deps: world.sandbox, readPolicy });
  const choose = (_: Run, examined: Examined): readonly Candidate[] => {
    const [image] = examined.images();
    const container = examined
      .containers()
      .find(({ subject }) => (subject.facts.name ?? subject.name) === wanted.container);
    return [
      {
        name: wanted.name,
        image,
        ...(container === undefined ? {} : { container }),
        dependsOn: wanted.dependsOn,
        supply: (use) => wanted.supply(image?.subject.facts ?? {}, use),
      },
    ];
  };
  return await scanAndRun(choose, request, { ...settings, ...wanted.settings }, world);
}

/** Scans the targets of the settings and runs every image that is one of them. Throws UsageError where none is. */
export async function smokeImages(choice: RunChoice, settings: Settings, world: SmokeWorld): Promise<Run> {
  const pull = settings.smoke.pull === undefined ? {} : { pull: settings.smoke.pull };
  await reapAndTell(world.sandbox);
  const options = readOptions(settings, world, sourceFiles(world.cwd));
  const choose = (run: Run, examined: Examined): readonly Candidate[] => {
    const found = findImages(run, examined, { ...options, ...pull, deps: world.sandbox });
    if (found.length > 0) return found;
    throw new UsageError('there is no image among the targets that could be run; name one, such as docker:REF');
  };
  return await scanAndRun(choose, choice, settings, world);
}

async function scanAndRun(
  choose: (run: Run, examined: Examined) => readonly Candidate[],
  choice: RunChoice,
  settings: Settings,
  world: SmokeWorld,
): Promise<Run> {
  const examined = openExamined();
  const blocked: string[] = [];
  const follow = async (run: Run): Promise<readonly TargetFacts[]> => {
    const ran: TargetFacts[] = [];
    for (const candidate of choose(run, examined)) {
      const tried = await tryCandidate(candidate, choice, { run, examined, deps: world.sandbox });
      blocked.push(...tried.blocked);
      ran.push(withFreeId(tried.facts, ran));
    }
    return ran;
  };
  const onFacts = (facts: TargetFacts) => {
    world.onFacts?.(facts);
    examined.add(facts);
  };
  return denyBlocked(await scan(settings, { ...world, onFacts, onTree: examined.addTree, follow }), blocked);
}

/** Two tags of one repository are two targets: the later ones are numbered. */
function withFreeId(facts: TargetFacts, before: readonly TargetFacts[]): TargetFacts {
  const count = before.filter(({ id }) => id === facts.id || id.startsWith(`${facts.id}#`)).length;
  return count === 0 ? facts : { ...facts, id: `${facts.id}#${count + 1}` };
}
