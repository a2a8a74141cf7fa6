// What COPY and ADD bring in: the kind of every source, by the rules of the builder.
import type { InstructionElement } from '../../model/instruction.ts';
import type { DockerfileInstruction } from '../../parse/dockerfile/tree.ts';
import { hasHole } from '../../parse/hole.ts';
import { resolveWords } from './apply.ts';
import { knownText, type Resolved, type Scope, type Source } from './scope.ts';

export type CopiedSource = InstructionElement<'Source'>;

/** Unpacked by ADD, when it is the very end of the name. */
const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst))$/i;

/** Sources and destination of a COPY or ADD. `origin` says what a `--from` names. */
export function copiedSources(
  instruction: DockerfileInstruction,
  { scope, source, origin }: { scope: Scope; source: Source; origin: 'stage' | 'image' | undefined },
): { sources: { element: CopiedSource; at: Resolved }[]; destination: string; destinationAt: Resolved | undefined } {
  const words = resolveWords(instruction, scope, source);
  const last = words.pop();
  const delimiters = new Set(instruction.heredocs.map(({ delimiter }) => delimiter));
  const sources = words.map((at) => {
    const [, marked] = /^\d*<<-?["']?([^"'<]+)["']?$/.exec(source.tree.text.slice(at.at.start, at.at.end)) ?? [];
    if (marked !== undefined && delimiters.has(marked))
      return { element: { kind: 'heredoc', text: marked, name: '' }, at };
    return { element: describeSource(at, { keyword: instruction.keyword, origin }), at };
  });
  return {
    sources,
    destination: last === undefined ? '' : source.tree.text.slice(last.at.start, last.at.end),
    destinationAt: last,
  };
}

function describeSource(
  resolved: Resolved,
  { keyword, origin }: { keyword: string; origin: 'stage' | 'image' | undefined },
): CopiedSource {
  const { text } = resolved;
  const kind = origin ?? (keyword === 'ADD' ? kindOf(text) : hasHole(text.slice(0, 1)) ? undefined : 'local');
  const name = nameOf(text);
  const known = knownText(resolved);
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(known === undefined ? {} : { text: known }),
    ...(hasHole(name) ? {} : { name }),
  };
}

/** The kind of a source of ADD; not known where a variable could make it an address or an archive. */
function kindOf(text: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'git' || scheme === 'ssh' || /^[\w-]+@[\w.-]+:/.test(text)) return 'git';
  if (scheme === 'http' || scheme === 'https') {
    const path = text.split(/[#?]/, 1)[0] ?? '';
    if (hasHole(path.slice(-1))) return undefined;
    return path.endsWith('.git') ? 'git' : 'url';
  }
  if (hasHole(text.slice(0, 2)) || hasHole(text.slice(-2))) return undefined;
  return ARCHIVE.test(text) ? 'archive' : 'local';
}

/** Last part of a path or an address, lower case. */
function nameOf(text: string): string {
  const path = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? (text.split(/[#?]/, 1)[0] ?? '') : text;
  const part =
    path
      .slice(0, 4096)
      .replace(/[\\/]+$/, '')
      .split(/[\\/]/)
      .at(-1) ?? '';
  return part === '.' || part === '..' ? '' : part.toLowerCase();
}
