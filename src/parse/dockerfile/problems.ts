// What the builder would refuse in a Dockerfile, as far as the text alone shows it.
import { nearest } from '../nearest.ts';
import { joinText } from './joined-text.ts';
import type { LogicalLine } from './logical-lines.ts';
import type { DockerfileInstruction, DockerfileProblem, DockerfileTree } from './tree.ts';
import { readArguments, readPairs, splitAtBlanks } from './words.ts';

const KEYWORDS = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);
const MAY_BE_EMPTY = new Set(['CMD', 'ENTRYPOINT', 'RUN', 'VOLUME']);

/** Every problem in the order of the text. A file without any FROM is a fragment: what stands in it is not out of place. */
export function findProblems(
  tree: Pick<DockerfileTree, 'text' | 'escape' | 'instructions'>,
  lines: readonly LogicalLine[],
): DockerfileProblem[] {
  const problems: DockerfileProblem[] = [];
  const firstFrom = tree.instructions.findIndex(({ keyword }) => keyword === 'FROM');
  tree.instructions.forEach((instruction, index) => {
    const { keyword, keywordSpan } = instruction;
    const unclosed = lines[index]?.unclosed;
    const early = index < firstFrom && keyword !== 'ARG' && KEYWORDS.has(keyword);
    const message = early ? `${keyword} stands before the first FROM, where only ARG may` : refusal(tree, instruction);
    if (message !== undefined) problems.push({ message, ...keywordSpan });
    if (unclosed !== undefined)
      problems.push({ message: `the heredoc ${unclosed} has no closing line`, ...keywordSpan });
  });
  return problems;
}

function refusal(
  tree: Pick<DockerfileTree, 'text' | 'escape'>,
  instruction: DockerfileInstruction,
): string | undefined {
  const { keyword, rest, json, trigger } = instruction;
  if (!KEYWORDS.has(keyword)) return unknownKeyword(keyword);
  if (rest.text.trim() === '' && !MAY_BE_EMPTY.has(keyword)) return `${keyword} needs an argument`;
  const joined = joinText(tree, rest);
  const words = () => json ?? splitAtBlanks(joined);
  switch (keyword) {
    case 'FROM': {
      const [, as, name, ...more] = splitAtBlanks(joined);
      const plain = as === undefined || (as.text.toUpperCase() === 'AS' && name !== undefined && more.length === 0);
      return plain ? undefined : 'FROM takes an image, or an image, AS and a name';
    }
    case 'COPY':
    case 'ADD':
      return words().length < 2 ? `${keyword} needs a source and a destination` : undefined;
    case 'SHELL':
      return json === undefined || json.length === 0
        ? 'SHELL takes a list of words: SHELL ["/bin/sh", "-c"]'
        : undefined;
    case 'ENV':
    case 'LABEL':
      return readPairs(joined, tree.escape).some(({ key, value }) => value === undefined || key.text === '')
        ? `${keyword} takes NAME=value`
        : undefined;
    case 'ARG':
      return readArguments(joined, tree.escape).some(({ key }) => key.text === '')
        ? 'ARG takes NAME or NAME=default'
        : undefined;
    case 'HEALTHCHECK':
      return /^(?:NONE\s*$|CMD\s)/i.test(joined.text) ? undefined : 'HEALTHCHECK takes NONE, or CMD and a command';
    case 'ONBUILD':
      if (trigger === undefined) return 'ONBUILD needs an instruction';
      if (['ONBUILD', 'FROM', 'MAINTAINER'].includes(trigger.keyword)) return `ONBUILD cannot hold ${trigger.keyword}`;
      return refusal(tree, trigger);
    default:
      return undefined;
  }
}

function unknownKeyword(keyword: string): string {
  const near = nearest(keyword, KEYWORDS);
  const shown = JSON.stringify(keyword.slice(0, 40));
  return `unknown instruction ${shown}${near === undefined ? '' : `; did you mean ${near}?`}`;
}
