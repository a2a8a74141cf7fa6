// Makes the published JSON Schema of the JSON report from the shape that also types it.
import { toJsonSchema } from '@valibot/to-json-schema';
import { reportParts, reportShape } from '../src/reports/report-schema.ts';

/** The JSON Schema of `seaworthy-report/1`, for policies/schema/report.schema.json. */
export function reportSchema(): unknown {
  const schema = toJsonSchema(reportShape, { definitions: reportParts });
  return { ...schema, title: 'Seaworthy report', description: 'What `--format json` writes.' };
}
