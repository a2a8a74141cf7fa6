// The shapes of policy files: rule, list, profile, framework and waiver. Editor schemas are generated from them.
import * as v from 'valibot';
import { severities } from '../model/severity.ts';
import { isDay } from '../parse/day.ts';
import { exampleImageShape } from './example-image-shape.ts';
import { policyShape } from './policy-shape.ts';

export { policyShape } from './policy-shape.ts';

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const RULE_ID = /^(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*\/)?[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const FILE_ID = /^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*$/;

const text = (description: string) =>
  v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'), v.description(description));
const texts = (description: string) =>
  v.pipe(v.array(v.pipe(v.string(), v.nonEmpty('must not be empty'))), v.description(description));
const word = (pattern: RegExp, what: string, description: string) =>
  v.pipe(v.string(), v.regex(pattern, what), v.description(description));
const severity = v.pipe(v.picklist(severities), v.description('How bad it is.'));
export const failOnShape = v.pipe(
  v.picklist([...severities, 'none']),
  v.description('Severity at or above which a finding fails the run, or none.'),
);

/** A date as `until` takes it: a day that exists. */
export const dayShape = v.pipe(
  v.string('must be a day written as YYYY-MM-DD'),
  v.check(isDay, 'must be a day written as YYYY-MM-DD'),
  v.description('Last day on which it holds, YYYY-MM-DD.'),
);

const sources = [
  'compose',
  'dockerfile',
  'workflow',
  'devcontainer',
  'script',
  'files',
  'run',
  'inspect',
  'image',
  'smoke',
] as const;

export const exampleShape = v.pipe(
  v.strictObject({
    note: v.exactOptional(text('What the example shows, where it is not plain.')),
    compose: v.exactOptional(text('Text of one compose file.')),
    dockerfile: v.exactOptional(text('Text of one Dockerfile.')),
    workflow: v.exactOptional(text('Text of one GitHub workflow.')),
    devcontainer: v.exactOptional(text('Text of one devcontainer.json.')),
    script: v.exactOptional(text('Text of one shell script.')),
    files: v.exactOptional(
      v.pipe(
        v.record(v.string(), v.string()),
        v.description('Several files by path, read as a scan of their folder would.'),
      ),
    ),
    run: v.exactOptional(text('A docker or podman command line.')),
    inspect: v.exactOptional(text('A docker inspect document, as JSON text.')),
    image: v.exactOptional(exampleImageShape),
    smoke: v.exactOptional(
      v.pipe(
        v.record(v.string(), v.unknown()),
        v.description(
          'What differs in a run in the sandbox from one in which all is well, by the keys of its record; null leaves a key out.',
        ),
      ),
    ),
    profile: v.exactOptional(text('Profile to judge with; default when left out.')),
    policy: v.exactOptional(policyShape),
    denies: v.exactOptional(texts('Names of the subjects that are denied.')),
    unknown: v.exactOptional(texts('Names of the subjects that cannot be judged.')),
    lines: v.exactOptional(
      v.pipe(
        v.array(v.pipe(v.number(), v.integer('must be a whole number'))),
        v.description('Lines of the denials, in order.'),
      ),
    ),
  }),
  v.check(
    (example) => sources.filter((key) => example[key] !== undefined).length === 1,
    `must hold exactly one of ${sources.join(', ')}`,
  ),
);

const editsShape = v.pipe(
  v.array(
    v.pipe(
      v.strictObject({
        was: text('Text that must stand at the place of the finding and cover it, quotes around it apart.'),
        write: text('What to write in its place.'),
        from: v.exactOptional(
          v.pipe(
            v.literal('line'),
            v.description(
              'The text must stand at the start of the line, with no option and no continuation behind it.',
            ),
          ),
        ),
      }),
      v.check(({ was, write }) => was !== write, '`write` must differ from `was`'),
      v.check(({ was, write }) => !/[\r\n]/.test(was + write), 'must be one line'),
    ),
  ),
  v.minLength(1, 'must not be empty'),
  v.description('Mends that are one exact replacement in one line; the first that fits is suggested beside it.'),
);

export const ruleShape = v.pipe(
  v.strictObject({
    id: word(
      RULE_ID,
      'must be words in lower case joined by -',
      'Name of the bad state, equal to the file name; org/name for the rule of an organisation.',
    ),
    title: text('One line that says what is wrong.'),
    severity,
    milder: v.exactOptional(text('CEL, bool: where it is true the severity is one step lower.')),
    each: word(
      /^[a-z]+(?:\.[A-Za-z]+)?$/,
      'must name a kind of subject, such as container, or a list inside one, such as container.mounts',
      'What is judged: a kind of subject, or a list inside one.',
    ),
    files: v.exactOptional(
      texts('Globs over absolute paths in an image that the rule wants to judge; only for a rule about files.'),
    ),
    where: v.exactOptional(text('CEL, bool: where it is false the rule does not apply.')),
    deny: text('CEL, bool: true is a fail; missing evidence is unknown.'),
    at: v.exactOptional(text('Field whose line is shown, such as container.privileged or it.source.')),
    secret: v.exactOptional(
      v.pipe(
        v.boolean(),
        v.description('What stands at the place is a secret: reports name the line and never quote it.'),
      ),
    ),
    message: text('Said when denied; {container.name} and {it.text} are replaced by facts.'),
    why: text('Why it matters.'),
    fix: text('What to type.'),
    edit: v.exactOptional(editsShape),
    examples: v.pipe(
      v.array(exampleShape),
      v.minLength(1, 'must hold at least one example'),
      v.description('Inputs with the expected answer: documentation and test at once.'),
    ),
  }),
  v.title('A Seaworthy rule'),
);

export const listShape = v.pipe(
  v.strictObject({
    id: word(
      NAME,
      'must be words in lower case joined by -',
      'Equal to the file name; rules read it as lists.camelCase.',
    ),
    title: text('What the words have in common.'),
    items: v.pipe(
      v.array(v.pipe(v.string(), v.nonEmpty('must not be empty'))),
      v.minLength(1, 'must not be empty'),
      v.description('The words.'),
    ),
  }),
  v.title('A Seaworthy word list'),
);

const overrideShape = v.strictObject({
  enabled: v.exactOptional(v.pipe(v.boolean(), v.description('False switches the rule off; every report lists it.'))),
  severity: v.exactOptional(severity),
});

/** Shape of `rules:` in profiles and settings: changes by rule id. */
export const ruleOverridesShape = v.pipe(
  v.record(v.string(), overrideShape),
  v.description('Changes to rules, by id.'),
);

export const profileShape = v.pipe(
  v.strictObject({
    id: word(FILE_ID, 'must be words in lower case joined by -', 'Equal to the file name.'),
    title: text('One line for people.'),
    extends: v.exactOptional(text('Profile whose values hold where this one says nothing.')),
    policy: v.exactOptional(policyShape),
    enforcement: v.exactOptional(
      v.pipe(v.picklist(['strict', 'warn', 'monitor']), v.description('strict blocks; warn and monitor let pass.')),
    ),
    failOn: v.exactOptional(failOnShape),
    rules: v.exactOptional(ruleOverridesShape),
  }),
  v.title('A Seaworthy profile'),
);

const controlShape = v.pipe(
  v.strictObject({
    id: v.pipe(
      v.union([text('Number or id of the control.'), v.number('must be a text, quoted if it looks like a number')]),
      v.check((id) => typeof id === 'string', 'must be quoted: YAML reads it as a number'),
      v.transform(String),
    ),
    title: text('Title as the framework gives it.'),
    heading: v.exactOptional(text('Title of the section that starts with this control.')),
    level: v.exactOptional(v.pipe(v.picklist([1, 2]), v.description('Profile level.'))),
    assessment: v.exactOptional(
      v.pipe(v.picklist(['Automated', 'Manual']), v.description('How the framework itself expects it to be assessed.')),
    ),
    rules: v.optional(texts('Rules that evidence it; none when no machine can know.'), []),
    controls: v.exactOptional(
      v.pipe(
        v.record(v.string(), v.pipe(texts('Ids of controls.'), v.minLength(1, 'must not be empty'))),
        v.description('Controls whose rules evidence it too, by the id of their framework.'),
      ),
    ),
    manual: v.exactOptional(text('Why no machine can know; required when there are no rules.')),
  }),
  v.check(
    ({ rules, controls = {}, manual }) => rules.length > 0 || Object.keys(controls).length > 0 || manual !== undefined,
    'has no rules, so `manual` must say why no machine can know',
  ),
);

export const frameworkShape = v.pipe(
  v.strictObject({
    id: word(FILE_ID, 'must be words in lower case joined by - or .', 'Equal to the file name.'),
    title: text('Full title.'),
    version: text('Version of the framework, quoted.'),
    short: text('Short name shown beside findings, for example CIS.'),
    about: v.exactOptional(text('What a status means here and what it does not.')),
    controls: v.pipe(
      v.array(controlShape),
      v.minLength(1, 'must not be empty'),
      v.description('Every control of the framework, in order.'),
    ),
  }),
  v.title('A framework for Seaworthy'),
);

/** Shape of one waiver in settings. */
export const waiverShape = v.strictObject({
  rule: text('Rule id, or a glob over rule ids.'),
  subject: v.exactOptional(
    text('Glob over `target id/subject id`, the subject id or its name; every subject when left out.'),
  ),
  reason: text('Why the finding is accepted.'),
  owner: v.exactOptional(text('Who answers for it.')),
  until: v.exactOptional(dayShape),
});
