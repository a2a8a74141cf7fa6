// One step of the history of an image: the instruction behind the decoration of the builders.

const KEYWORD =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)(?:\s+|$)/;

export interface ReadStep {
  readonly keyword: string;
  readonly text: string;
  readonly buildArgs: readonly string[];
}

/** Takes the decoration of the builders off: `/bin/sh -c`, `#(nop)`, `|2 A=b C=d`, `# buildkit`. */
export function readStep(createdBy: string): ReadStep {
  const plain = createdBy.replace(/ # buildkit\s*$/, '').trim();
  const nop = /^(?:\/bin\/sh -c )?#\(nop\)\s+/.exec(plain);
  if (nop !== null) return split(plain.slice(nop[0].length));
  const { rest, buildArgs } = dropBuildArgs(plain.replace(/^RUN (?=\|\d+ )/, ''));
  const shell = /^(?:\/bin\/(?:ba)?sh(?: -o pipefail)?(?: -[a-z]+)* )/.exec(rest);
  if (shell !== null && (plain.startsWith('RUN |') || !KEYWORD.test(rest)))
    return { keyword: 'RUN', text: rest.slice(shell[0].length).trim(), buildArgs };
  if (buildArgs.length > 0) return { keyword: 'RUN', text: rest, buildArgs };
  const step = split(rest);
  return { ...step, text: step.keyword === 'RUN' ? step.text.replace(/^\/bin\/sh -c /, '') : step.text };
}

function split(text: string): ReadStep {
  const keyword = KEYWORD.exec(text);
  if (keyword === null) return { keyword: '', text, buildArgs: [] };
  return { keyword: keyword[1] ?? '', text: text.slice(keyword[0].length).trim(), buildArgs: [] };
}

/** `|2 A=b C=d /bin/sh -c ...`: the values may hold blanks, so the names are looked for up to the shell. */
function dropBuildArgs(text: string): { readonly rest: string; readonly buildArgs: string[] } {
  const count = Number(/^\|(\d{1,3}) /.exec(text)?.[1] ?? 0);
  if (count === 0) return { rest: text, buildArgs: [] };
  const start = text.indexOf(' ') + 1;
  const shell = text.indexOf(' /bin/', start);
  const args = text.slice(start, shell === -1 ? text.length : shell);
  const names = [...args.matchAll(/(?:^|\s)([A-Za-z_]\w*)=/g)].map((match) => match[1] ?? '').slice(0, count);
  return { rest: shell === -1 ? '' : text.slice(shell + 1), buildArgs: names };
}
