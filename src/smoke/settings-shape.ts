// The shape of `smoke` in `.seaworthy.yaml`: what the flags of `seaworthy smoke` say, in a file.
import * as v from 'valibot';
import { UsageError } from '../model/errors.ts';
import { bytesShape } from '../rules/policy-shape.ts';
import { limitsOf } from '../sandbox/spec/limits.ts';
import { parseRelaxation } from '../sandbox/spec/relaxation.ts';
import { chooseUser } from '../sandbox/spec/user.ts';
import { riskLevels } from './gate.ts';
import { pullChoices } from './target.ts';

export const runtimeNames = ['auto', 'runc', 'runsc', 'kata'] as const;

/** Refuses what the flag would refuse, in the same words without the name of the flag. */
function as<T>(check: (value: T) => unknown) {
  return v.rawCheck<T>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    try {
      check(dataset.value);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      addIssue({
        message: error.message.replace(/; write for example .*$|^--(?!allow)[\w-]+ (?:"[^"]*"|[^:]*): (?:it )?/g, ''),
      });
    }
  });
}

const number = (description: string, check: (value: number) => unknown) =>
  v.exactOptional(v.pipe(v.number(), as(check), v.description(description)));

export const smokeSettingsShape = v.pipe(
  v.strictObject({
    runtime: v.exactOptional(
      v.pipe(v.picklist(runtimeNames), v.description('auto, runc, runsc (gVisor) or kata; auto when left out.')),
    ),
    for: number('Seconds for which one without a health check is watched; 10 when left out.', (watchSeconds) =>
      limitsOf({}, { watchSeconds }),
    ),
    deadline: number('Seconds after which it is ended whatever it does; 60 when left out.', (deadlineSeconds) =>
      limitsOf({}, { deadlineSeconds }),
    ),
    limits: v.exactOptional(
      v.pipe(
        v.strictObject({
          memory: v.exactOptional(
            v.pipe(
              bytesShape,
              as((memoryBytes: number) => limitsOf({}, { memoryBytes })),
              v.description('Memory, swap included, such as 512m; 256m when left out.'),
            ),
          ),
          cpus: number('CPUs; 1 when left out.', (cpus) => limitsOf({}, { cpus })),
          pids: number('Processes; 128 when left out.', (pids) => limitsOf({}, { pids })),
        }),
        v.description('How much a run may use; never more than the policy allows.'),
      ),
    ),
    user: v.exactOptional(
      v.pipe(
        v.string(),
        as((user: string) => user === 'image' || chooseUser({ reference: '', user: '', runAs: user })),
        v.description('UID:GID in place of the user of the image, or image to insist on that.'),
      ),
    ),
    allow: v.exactOptional(
      v.pipe(
        v.array(v.pipe(v.string(), as(parseRelaxation))),
        v.description('What is loosened: cap:NAME, syscall:NAME, tmpfs:PATH, network, write. Every report says so.'),
      ),
    ),
    allowRisk: v.exactOptional(
      v.pipe(
        v.picklist(riskLevels),
        v.description('Highest risk that is started; MEDIUM when left out. A higher one stands in every report.'),
      ),
    ),
    pull: v.exactOptional(
      v.pipe(v.picklist(pullChoices), v.description('Whether an image is fetched: never, missing or always.')),
    ),
  }),
  v.description('How seaworthy smoke, and smoke of the Action, run images.'),
);

export type SmokeSettings = v.InferOutput<typeof smokeSettingsShape>;
