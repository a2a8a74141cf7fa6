// One step of the history of an image: the instruction behind the decoration of the builders.

const KEYWORD =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)(?:\s+|$)/;

/** A shell with its options, the last of which says that a command follows. */
const SHELL =
  /(?:\/(?:usr\/)?bin\/(?:ba|da|a|z|k)?sh(?: -\S+| pipefail| errexit| nounset)*? -[a-z]*c |(?:cmd|cmd\.exe) \/S \/C )/y;

/** What the first builder of Docker puts before an instruction that runs nothing: any shell, and a comment of it. */
const NOTHING_RUN = /^(?:\S+(?: [-/]\S+| pipefail| errexit| nounset)* )?#\(nop\)\s+/;

const BUILD_ARGUMENT = /([A-Za-z_]\w*)=\S*(?: |$)/y;

export interface ReadStep {
  readonly keyword: string;
  readonly text: string;
  readonly buildArgs: readonly string[];
}

/** Takes the decoration of the builders off: `/bin/sh -c`, `#(nop)`, `|2 A=b C=d`, `# buildkit`. */
export function readStep(createdBy: string): ReadStep {
  const plain = createdBy.replace(/ # buildkit\s*$/, '').trim();
  const nothing = NOTHING_RUN.exec(plain);
  if (nothing !== null) return split(plain.slice(nothing[0].length));
  const command = plain.startsWith('RUN ') ? plain.slice(4).trim() : plain;
  const { rest, buildArgs } = dropBuildArgs(command);
  const shell = shellEnd(rest, 0);
  if (command === plain && rest === command && shell === undefined) return split(plain);
  return { keyword: 'RUN', text: rest.slice(shell ?? 0).trim(), buildArgs };
}

function split(text: string): ReadStep {
  const keyword = KEYWORD.exec(text);
  if (keyword === null) return { keyword: '', text, buildArgs: [] };
  return { keyword: keyword[1] ?? '', text: text.slice(keyword[0].length).trim(), buildArgs: [] };
}

/** Where the command of a shell begins that stands at a place. */
function shellEnd(text: string, at: number): number | undefined {
  SHELL.lastIndex = at;
  return SHELL.test(text) ? SHELL.lastIndex : undefined;
}

/** `|2 A=b C=d /bin/sh -c ...`: the values may hold blanks, so the names are looked for up to the shell, or without one by their number. */
function dropBuildArgs(text: string): { readonly rest: string; readonly buildArgs: string[] } {
  const count = Number(/^\|(\d{1,3}) /.exec(text)?.[1] ?? 0);
  if (count === 0) return { rest: text, buildArgs: [] };
  const start = text.indexOf(' ') + 1;
  const shell = findShell(text, start);
  if (shell !== undefined) {
    const names = [...text.slice(start, shell).matchAll(/(?:^|\s)([A-Za-z_]\w*)=/g)].map(([, name = '']) => name);
    return { rest: text.slice(shell), buildArgs: names.slice(0, count) };
  }
  const buildArgs: string[] = [];
  let at = start;
  for (BUILD_ARGUMENT.lastIndex = at; buildArgs.length < count; at = BUILD_ARGUMENT.lastIndex) {
    const name = BUILD_ARGUMENT.exec(text)?.[1];
    if (name === undefined) break;
    buildArgs.push(name);
  }
  return { rest: text.slice(at), buildArgs };
}

function findShell(text: string, start: number): number | undefined {
  for (let at = start; at > 0; at = text.indexOf(' ', at) + 1) if (shellEnd(text, at) !== undefined) return at;
  return undefined;
}
