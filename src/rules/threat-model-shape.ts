// The shape of policies/threat-model.yaml. The editor schema is generated from it.
import * as v from 'valibot';
import { subjects } from '../model/subjects.ts';

const text = (description: string) =>
  v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'), v.description(description));
const names = (description: string) =>
  v.exactOptional(
    v.pipe(
      v.array(text('Name of a fact or of a rule.')),
      v.minLength(1, 'must not be empty'),
      v.description(description),
    ),
  );
const grade = (description: string) => v.pipe(v.picklist(['low', 'medium', 'high']), v.description(description));
const effort = v.pipe(v.picklist(['small', 'medium', 'large']), v.description('Effort of mending it.'));

const condition = v.strictObject({
  all: names('Facts that are true and rules that failed: every one of them.'),
  any: names('The same: at least one of them.'),
  none: names('The same: none of them, and all of them known.'),
  passed: names('Rules that gave verdicts, all of which pass.'),
  phase: v.exactOptional(
    v.pipe(
      v.picklist(['run', 'build']),
      v.description('Of rules about commands, only those that run with the container, or only those of the build.'),
    ),
  ),
});

const factor = v.strictObject({
  effect: v.pipe(
    v.picklist(['force', 'raise', 'lower']),
    v.description('force is HIGH at once, raise one level up, lower one level down, once for all of them.'),
  ),
  when: condition,
  says: text('What it means, for people.'),
  voids: v.exactOptional(v.array(text('Id of a control that is absent because of it.'))),
});

const threat = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^T\d{3}$/, 'must be T and three digits')),
  name: text('Name of the threat.'),
  impact: grade('How bad it is when it happens.'),
  probability: grade('How likely it is before any fact moves it.'),
  imageProbability: grade('The same where only an image is known.'),
  controls: v.pipe(
    v.record(v.string(), v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(1, 'must be positive'))),
    v.description('Weights of the controls that mitigate it, by id.'),
  ),
  factors: v.array(factor),
});

const states = v.strictObject({
  notApplicable: v.exactOptional(condition),
  absent: v.exactOptional(condition),
  inForce: v.exactOptional(condition),
  partial: v.exactOptional(condition),
  otherwise: v.exactOptional(
    text('Why it cannot be assessed where none of these holds; without it, it is absent then.'),
  ),
});

const control = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^C\d{3}$/, 'must be C and three digits')),
  name: text('Name of the control.'),
  fix: text('What to do.'),
  effort,
  states: v.strictObject({
    container: v.exactOptional(states),
    image: v.exactOptional(states),
    stage: v.exactOptional(states),
  }),
});

const expression = v.exactOptional(text('CEL, bool.'));
const kinds = v.entriesFromList(Object.keys(subjects) as (keyof typeof subjects)[], expression);

const fact = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/, 'must be camelCase')),
  when: v.pipe(v.strictObject(kinds), v.description('CEL, bool, by the kind of subject that it is asked of.')),
  at: v.exactOptional(text('Field whose line is shown, without the kind in front.')),
  rules: v.exactOptional(v.array(text('A finding that is mended with it.'))),
  write: v.exactOptional(
    v.pipe(
      v.strictObject({
        compose: v.exactOptional(text('In a compose file.')),
        flag: v.exactOptional(text('On a command line.')),
        other: v.exactOptional(text('Anywhere else.')),
      }),
      v.description('What to write to make it true; a fact without it is bad when it is true.'),
    ),
  ),
  effort: v.exactOptional(effort),
});

export const threatModelShape = v.pipe(
  v.strictObject({
    threats: v.array(threat),
    controls: v.array(control),
    efforts: v.pipe(v.record(v.string(), effort), v.description('Effort of mending a finding, by rule.')),
    facts: v.array(fact),
  }),
  v.title('The threat model of Seaworthy'),
);
