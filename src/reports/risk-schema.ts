// The shapes of risks, recommendations and places in the JSON report.
import * as v from 'valibot';

const text = v.string();
const texts = v.array(text);
const position = v.pipe(v.number(), v.integer(), v.minValue(1));

/** A place in a file. */
export const location = v.pipe(
  v.strictObject({ file: text, startLine: position, startColumn: position, endLine: position, endColumn: position }),
  v.description('A range; lines and columns are 1-based, the end column is exclusive, columns count UTF-16 units.'),
);

/** Levels, highest first. */
export const level = v.picklist(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW']);
const grade = v.pipe(v.picklist([1, 2, 3]), v.description('1 is LOW, 2 MEDIUM, 3 HIGH.'));
/** A score of 0 to 9. */
export const score = v.pipe(
  v.number(),
  v.minValue(0),
  v.maxValue(9),
  v.description('Impact x probability x 0.3 if mitigated: CRITICAL from 7, HIGH from 5, MEDIUM from 3.'),
);
const subject = v.strictObject({ kind: v.picklist(['container', 'image', 'stage']), id: text, name: text });
const change = { id: text, name: text, from: score, to: score };

const evidence = v.strictObject({
  effect: v.picklist(['force', 'raise', 'lower']),
  says: text,
  rules: texts,
  facts: texts,
  voids: v.pipe(texts, v.description('Controls that are absent because of it.')),
  locations: v.array(location),
});

const standing = v.strictObject({
  id: text,
  name: text,
  weight: v.pipe(v.number(), v.integer(), v.minValue(1)),
  state: v.picklist(['in-force', 'partial', 'absent', 'not-applicable', 'not-assessable']),
  voided: v.boolean(),
  open: v.exactOptional(
    v.pipe(v.boolean(), v.description('What is missing could make it absent: no mitigation is built on it.')),
  ),
  reason: v.exactOptional(text),
  hint: v.exactOptional(v.pipe(text, v.description('How to give the evidence that is missing.'))),
});

const threat = v.strictObject({
  id: text,
  name: text,
  impact: grade,
  base: v.pipe(grade, v.description('Probability before any fact moved it.')),
  probability: grade,
  mitigated: v.boolean(),
  coverage: v.pipe(v.number(), v.minValue(0), v.maxValue(1), v.description('Share of the assessed controls in force.')),
  insufficientEvidence: v.pipe(v.boolean(), v.description('Too few controls could be assessed.')),
  score,
  level,
  evidence: v.pipe(v.array(evidence), v.description('What moved the probability.')),
  controls: v.array(standing),
});

/** The risk of one subject. */
export const risk = v.strictObject({
  target: text,
  subject,
  imageOnly: v.pipe(v.boolean(), v.description('Nothing is known of how it will run.')),
  threats: v.pipe(v.array(threat), v.description('Highest first.')),
  score,
  level,
});

/** Something to mend. */
export const recommendation = v.strictObject({
  id: v.pipe(text, v.description('Rule, setting, control or threat that it is about.')),
  kind: v.picklist(['rule', 'setting', 'control', 'threat']),
  title: text,
  target: text,
  subject,
  removes: v.pipe(v.number(), v.minValue(0), v.description('Sum over the threats of what their scores fall by.')),
  from: score,
  to: score,
  level,
  effort: v.picklist(['small', 'medium', 'large']),
  threats: v.array(v.strictObject(change)),
  edits: v.array(v.strictObject({ location, write: text })),
});

/** The risks if some things were mended. */
export const whatIf = v.strictObject({
  names: texts,
  subjects: v.array(
    v.strictObject({
      target: text,
      subject,
      from: score,
      fromLevel: level,
      to: score,
      level,
      threats: v.array(v.strictObject({ ...change, level })),
    }),
  ),
});
