// The build of a devcontainer: which Dockerfile of the repository its image is made from, and how.
import { posix } from 'node:path';
import type { Absence } from '../../model/subject.ts';
import { hasHole } from '../../parse/hole.ts';
import { firstHole, hostPathText } from '../../parse/hole-marks.ts';
import type { JsonNode } from '../../parse/json-tree.ts';
import type { BuiltHere } from '../built-here.ts';
import type { DeclaredWord } from '../declared-line.ts';
import { type DevcontainerReading, readPairs, readWord, readWords, valueAt } from './reading.ts';
import { explainVariable } from './variables.ts';

/** Reads the build, where there is one. `folder` is that of the file, `project` what the tool opens. */
export function readDevcontainerBuild(
  reading: DevcontainerReading,
  folder: string,
  project: string,
): BuiltHere | undefined {
  const { root, expansions } = reading;
  const dockerfile = valueAt(root, 'build', 'dockerfile') ?? valueAt(root, 'dockerFile');
  const word = readWord(dockerfile, 'build.dockerfile', reading);
  if (word === undefined) return undefined;
  const explain = ({ text, at }: DeclaredWord): Absence => ({
    ...explainVariable(firstHole(text, expansions) ?? ''),
    at,
  });
  const text = hostPathText(word.text);
  const inProject = text !== word.text && text.startsWith('.');
  const path = inProject ? posix.join(project, text) : text.startsWith('/') ? text : posix.join(folder, text);
  const target = readWord(valueAt(root, 'build', 'target'), 'build.target', reading);
  return {
    dockerfile: hasHole(text) ? explain(word) : path,
    target: target === undefined ? '' : hasHole(target.text) ? explain(target) : target.text,
    args: readPairs(valueAt(root, 'build', 'args'), 'build.args', reading),
    network: networkOf(valueAt(root, 'build', 'options'), reading),
    origin: { at: word.at },
    explain,
  };
}

/** The value of the last `--network` among the options of the build. */
function networkOf(node: JsonNode | undefined, reading: DevcontainerReading): DeclaredWord | undefined {
  const words = readWords(node, 'build.options', reading);
  let network: DeclaredWord | undefined;
  for (const [index, word] of words.entries()) {
    if (word.text.startsWith('--network=')) network = { ...word, text: word.text.slice('--network='.length) };
    else if (word.text === '--network') network = words[index + 1];
  }
  return network;
}
