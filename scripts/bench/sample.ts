// The containers of a folder with the policies that judge them, read as a scan reads them.
import { sourceFiles } from '../../src/inputs/files.ts';
import { silent } from '../../src/model/log.ts';
import type { Profile } from '../../src/model/policy.ts';
import type { TargetFacts } from '../../src/model/run.ts';
import { refuseConnections } from '../../src/offline.ts';
import { chooseProfiles, loadPolicies, type Policies } from '../../src/policies.ts';
import { readTargets } from '../../src/read-targets.ts';
import { readOptions, type World } from '../../src/scan.ts';
import { joinSettings } from '../../src/settings.ts';
import { resolveTargets } from '../../src/target.ts';

export interface Sample {
  readonly policies: Policies;
  readonly profile: Profile;
  readonly read: readonly TargetFacts[];
}

/** Reads every target below a folder with the built-in policies. */
export async function readSample(root: string, folder: string): Promise<Sample> {
  const world: World = {
    cwd: folder,
    root,
    environment: {},
    today: '2000-01-01',
    tool: { name: 'bench', version: '0' },
    connections: refuseConnections('not needed'),
    log: silent,
  };
  const settings = joinSettings({}, {});
  const files = sourceFiles(folder);
  const requests = resolveTargets(['.'], { cwd: folder, exclude: [], files });
  const policies = await loadPolicies(settings, world);
  const { main: profile } = await chooseProfiles(settings, policies, folder);
  const read = await readTargets(requests, readOptions(settings, world, files));
  return { policies, profile, read };
}
