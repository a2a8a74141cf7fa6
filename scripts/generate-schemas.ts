// The JSON Schemas that editors read: of policy files, of the settings, and of the report.
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { frameworkShape, listShape, profileShape, ruleShape } from '../src/rules/shape.ts';
import { threatModelShape } from '../src/rules/threat-model-shape.ts';
import { settingsFileShape } from '../src/settings-file.ts';
import { behaviourShape } from '../src/smoke/behaviour-shape.ts';
import { reportSchema } from './generate-report-schema.ts';

/** Every published schema by its name. */
export function schemas(): Map<string, unknown> {
  return new Map<string, unknown>([
    ['rule', schemaOf(ruleShape)],
    ['list', schemaOf(listShape)],
    ['profile', schemaOf(profileShape)],
    ['framework', schemaOf(frameworkShape)],
    ['threat-model', schemaOf(threatModelShape)],
    ['config', schemaOf(settingsFileShape)],
    ['behaviour', schemaOf(behaviourShape)],
    ['report', reportSchema()],
  ]);
}

/** The form that people write. Checks without a counterpart in JSON Schema are left to the loader. */
function schemaOf(shape: GenericSchema): unknown {
  return toJsonSchema(shape, { typeMode: 'input', errorMode: 'ignore' });
}
