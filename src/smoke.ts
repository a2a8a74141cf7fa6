// Scans an image or a container, runs it in the sandbox when the gate lets it, and judges both in one run.
import { sourceFiles } from './inputs/files.ts';
import type { Run, TargetFacts } from './model/run.ts';
import type { SmokeDeps } from './sandbox/smoke-run.ts';
import { readOptions, scan, type World } from './scan.ts';
import type { Settings } from './settings.ts';
import { denyBlocked } from './smoke/deny.ts';
import { openExamined } from './smoke/examined.ts';
import { reapAndTell } from './smoke/reap.ts';
import { type Candidate, type RunChoice, tryCandidate } from './smoke/run-image.ts';
import { findWanted, type WantedChoice } from './smoke/wanted.ts';

export interface SmokeRequest extends RunChoice, WantedChoice {}

export interface SmokeWorld extends World {
  readonly sandbox: SmokeDeps;
}

/** Scans, runs and judges. Throws UsageError and InputError where there is nothing to examine or to run. */
export async function smoke(request: SmokeRequest, settings: Settings, world: SmokeWorld): Promise<Run> {
  const { sandbox: deps } = world;
  await reapAndTell(deps);
  const { cwd, log } = world;
  const options = readOptions(settings, world, sourceFiles(cwd));
  const wanted = await findWanted(request, { ...options, deps, log });
  const examined = openExamined();
  const blocked: string[] = [];
  const follow = async (run: Run): Promise<readonly TargetFacts[]> => {
    const [image] = examined.images();
    const container = examined
      .containers()
      .find(({ subject }) => (subject.facts.name ?? subject.name) === wanted.container);
    const candidate: Candidate = {
      name: wanted.name,
      image,
      ...(container === undefined ? {} : { container }),
      dependsOn: wanted.dependsOn,
      supply: (use) => wanted.supply(image?.subject.facts ?? {}, use),
    };
    const tried = await tryCandidate(candidate, request, { run, examined, deps });
    blocked.push(...tried.blocked);
    return [tried.facts];
  };
  const onFacts = (facts: TargetFacts) => {
    world.onFacts?.(facts);
    examined.add(facts);
  };
  const run = await scan({ ...settings, ...wanted.settings }, { ...world, onFacts, follow });
  return denyBlocked(run, blocked);
}
