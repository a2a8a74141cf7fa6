// The variables that a devcontainer file may use, as holes: their values belong to the machine of whoever opens it.
import type { Absence } from '../../model/subject.ts';
import { type HoleKind, markHole } from '../../parse/hole-marks.ts';

/** A variable; the home directory of one system and that of the other, one of which is always empty, count as one. */
const VARIABLE =
  /\$\{(?:localEnv|env):HOME\}\$\{(?:localEnv|env):USERPROFILE\}|\$\{([A-Za-z]\w*)((?::[^{}]{0,1000})?)\}/g;
const KNOWN = new Set([
  'localEnv',
  'env',
  'localWorkspaceFolder',
  'localWorkspaceFolderBasename',
  'containerWorkspaceFolder',
  'containerWorkspaceFolderBasename',
  'containerEnv',
  'devcontainerId',
]);

/** The text with a hole for each variable; the project folder and the home directory are holes that paths are read through. */
export function fillVariables(text: string, expansions: string[]): string {
  return text.replaceAll(VARIABLE, (source: string, name: string | undefined, rest: string | undefined) => {
    if (name !== undefined && !KNOWN.has(name)) return source;
    return markHole(expansions.push(source) - 1, kindOf(name, rest));
  });
}

function kindOf(name: string | undefined, rest: string | undefined): HoleKind {
  if (name === 'localWorkspaceFolder') return 'here';
  return name === undefined || rest === ':HOME' || rest === ':USERPROFILE' ? 'home' : 'any';
}

/** Why a variable is not known. */
export function explainVariable(source: string): Absence {
  const shown = source.length > 80 ? `${source.slice(0, 77)}...` : source;
  return {
    reason: `\`${shown}\` is known only on the machine that opens the container`,
    hint: 'write its value out',
  };
}
