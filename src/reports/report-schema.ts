// The shape of the JSON report, said once: its type, its JSON Schema and its test all come from here. Imported for its type alone.
import * as v from 'valibot';
import { level, location, recommendation, risk, score, whatIf } from './risk-schema.ts';
import { smoke } from './smoke-schema.ts';

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const severity = v.picklist(['critical', 'high', 'medium', 'low']);
const status = v.picklist(['pass', 'fail', 'unknown', 'not-applicable', 'manual']);
const subjectKind = v.picklist([
  'container',
  'stage',
  'instruction',
  'command',
  'secret',
  'image',
  'file',
  'package',
  'smoke',
]);
const texts = v.array(text);

const remark = v.strictObject({ message: text, location: v.exactOptional(location) });
const until = v.pipe(text, v.description('Last day on which it holds, YYYY-MM-DD.'));

const profile = v.strictObject({
  id: text,
  title: text,
  file: text,
  enforcement: v.picklist(['strict', 'warn', 'monitor']),
  failOn: v.picklist(['critical', 'high', 'medium', 'low', 'none']),
  policy: v.record(text, v.union([v.boolean(), v.number(), text, texts])),
  rules: v.record(text, v.strictObject({ enabled: v.exactOptional(v.boolean()), severity: v.exactOptional(severity) })),
});

const target = v.strictObject({
  id: text,
  kind: text,
  name: text,
  file: v.exactOptional(text),
  profile: v.exactOptional(v.pipe(text, v.description('The profile that judged it, where it is not that of the run.'))),
  subjects: v.array(
    v.strictObject({
      kind: subjectKind,
      id: text,
      name: text,
      owner: v.exactOptional(
        v.pipe(v.strictObject({ kind: subjectKind, id: text }), v.description('The subject it is a part of.')),
      ),
      image: v.exactOptional(text),
      declared: v.exactOptional(location),
    }),
  ),
  controls: v.array(v.strictObject({ framework: text, id: text, status })),
  errors: v.pipe(v.array(remark), v.description('Why it, or a part of it, could not be examined.')),
  notices: v.array(remark),
  smoke: v.exactOptional(smoke),
});

const verdict = v.strictObject({
  rule: text,
  severity,
  outcome: v.picklist(['pass', 'fail', 'unknown']),
  target: v.pipe(text, v.description('Id of the target.')),
  subject: v.strictObject({ kind: subjectKind, id: text, name: text }),
  element: v.exactOptional(v.pipe(text, v.description('Path of the element judged, for example `mounts[0]`.'))),
  message: text,
  location,
  related: v.array(location),
  missing: v.exactOptional(v.array(v.strictObject({ fact: text, reason: text, hint: v.exactOptional(text) }))),
  fingerprint: v.pipe(text, v.regex(/^[0-9a-f]{32}$/), v.description('Stable identity: no line, tag or digest in it.')),
  waiver: v.exactOptional(
    v.strictObject({ reason: text, until: v.exactOptional(until), owner: v.exactOptional(text) }),
  ),
  baseline: v.exactOptional(v.picklist(['new', 'unchanged'])),
});

const control = v.strictObject({
  framework: text,
  id: text,
  title: text,
  status,
  rules: texts,
  evidence: v.pipe(
    v.strictObject({ pass: count, fail: count, unknown: count }),
    v.description('Rules of the control that gave verdicts, each counted by the worst of them.'),
  ),
  reason: v.exactOptional(text),
  hint: v.exactOptional(v.pipe(text, v.description('How to give the evidence that is missing.'))),
});

const baseline = v.pipe(
  v.strictObject({
    source: v.pipe(text, v.description('File or git reference.')),
    new: count,
    unchanged: count,
    mended: v.array(v.strictObject({ rule: text, target: text, subject: text, message: text })),
  }),
  v.description('How the findings compare with those of before.'),
);

const waiver = v.strictObject({
  rule: text,
  subject: v.exactOptional(text),
  reason: text,
  owner: v.exactOptional(text),
  until: v.exactOptional(until),
  kind: v.picklist(['config', 'inline']),
  at: location,
  status: v.picklist(['active', 'expired', 'unused', 'refused']),
  broad: v.pipe(v.boolean(), v.description('It covers whatever comes: every rule, or several rules on every subject.')),
  verdicts: v.pipe(count, v.description('Number of verdicts it marks.')),
});

const summary = v.strictObject({
  targets: count,
  subjects: count,
  outcomes: v.strictObject({ pass: count, fail: count, unknown: count }),
  findings: v.pipe(
    v.strictObject({ critical: count, high: count, medium: count, low: count }),
    v.description('Failed verdicts that no waiver marks.'),
  ),
  waived: count,
  errors: count,
  risk: v.exactOptional(
    v.pipe(
      v.strictObject({ score, level }),
      v.description('The risk of the worst subject; absent where none is scored.'),
    ),
  ),
  frameworks: v.array(
    v.strictObject({
      id: text,
      level: v.exactOptional(
        v.pipe(v.picklist([1, 2]), v.description('Only the controls up to this level are counted.')),
      ),
      total: count,
      pass: count,
      fail: count,
      unknown: count,
      'not-applicable': count,
      manual: count,
    }),
  ),
});

export const reportShape = v.strictObject({
  schema: v.literal('seaworthy-report/1'),
  tool: v.strictObject({ name: text, version: text, homepage: v.exactOptional(text) }),
  profile,
  targets: v.array(target),
  notRead: v.pipe(
    v.array(v.strictObject({ what: text, files: texts })),
    v.description('Files that declare containers in a language that is not read.'),
  ),
  verdicts: v.array(verdict),
  controls: v.array(control),
  risks: v.pipe(v.array(risk), v.description('Of every container, image and final stage. A waived finding counts.')),
  recommendations: v.pipe(v.array(recommendation), v.description('What removes most risk first.')),
  whatIf: v.exactOptional(whatIf),
  waivers: v.array(waiver),
  baseline: v.exactOptional(baseline),
  disabledRules: v.pipe(texts, v.description('Rules that the policy switched off.')),
  decision: v.strictObject({
    action: v.picklist(['ALLOW', 'DENY', 'MONITOR']),
    reasons: texts,
    exitCode: v.picklist([0, 1, 2]),
  }),
  summary,
});

/** Parts that the JSON Schema names. */
export const reportParts = { location, severity, status, remark };

/** A JSON report. */
export type Report = v.InferOutput<typeof reportShape>;
