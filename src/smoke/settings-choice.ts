// How the settings say that images are run, before flags say otherwise.
import { parseRelaxation } from '../sandbox/spec/relaxation.ts';
import type { RunChoice } from './run-image.ts';
import type { SmokeSettings } from './settings-shape.ts';

/** The choice of the settings; what they leave out is as usual. */
export function choiceOf({ runtime, limits, user, allow, allowRisk, ...times }: SmokeSettings): RunChoice {
  const { memory, cpus, pids } = limits ?? {};
  return {
    limits: {
      ...(times.for === undefined ? {} : { watchSeconds: times.for }),
      ...(times.deadline === undefined ? {} : { deadlineSeconds: times.deadline }),
      ...(memory === undefined ? {} : { memoryBytes: memory }),
      ...(cpus === undefined ? {} : { cpus }),
      ...(pids === undefined ? {} : { pids }),
    },
    ...(user === undefined ? {} : { runAs: user }),
    runtime: runtime ?? 'auto',
    allow: (allow ?? []).map(parseRelaxation),
    ...(allow === undefined ? {} : { allowedBy: 'smoke.allow of the settings' }),
    ...(allowRisk === undefined ? {} : { allowRisk, riskAllowedBy: 'smoke.allowRisk of the settings' }),
  };
}
