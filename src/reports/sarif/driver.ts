// The tool as SARIF names it. Code scanning keeps alerts apart by this name, so every run has the same.
import type { ToolComponent } from 'sarif';
import type { Run } from '../../model/run.ts';

/** Describes the tool without its rules. */
export function describeDriver({ name, version, homepage }: Run['tool']): ToolComponent {
  return {
    name: name.charAt(0).toUpperCase() + name.slice(1),
    semanticVersion: version,
    version,
    ...(homepage === undefined ? {} : { informationUri: homepage }),
  };
}
