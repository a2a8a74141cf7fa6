// The commands that services run: entrypoint and command as one argv, health checks and hooks.
import type { Location } from '../../model/location.ts';
import type { Subject } from '../../model/subject.ts';
import { HOLE } from '../../parse/hole.ts';
import { argvSubjects, type PlacedWord } from '../argv-subjects.ts';
import { child, itemsOf, plain } from './container-read.ts';
import type { Entry, Node } from './node.ts';

const HOOKS = ['pre_start', 'post_start', 'pre_stop'] as const;
const PLAIN = { stage: '', discarded: false, onbuild: false } as const;

/**
 * The commands of one service. `container` is joined with its Dockerfile where it is built from one: an entrypoint that comes from there goes in
 * front of a command that the service gives. What comes from the Dockerfile alone is judged there.
 */
export async function serviceCommands(
  { node }: Entry,
  container: Subject<'container'>,
  texts: ReadonlyMap<string, string>,
): Promise<Subject<'command'>[]> {
  const owner = { kind: 'container', id: container.id } as const;
  const made: Subject<'command'>[] = [];
  const make = async (words: readonly PlacedWord[], phase: string, origin: string) => {
    if (words.length > 0) made.push(...(await argvSubjects(words, { ...PLAIN, phase, origin }, owner, texts)));
  };
  const own = { entrypoint: wordsOf(child(node, 'entrypoint')), command: wordsOf(child(node, 'command')) };
  const inherited = own.entrypoint.length === 0 && own.command.length > 0 ? inheritedEntrypoint(container) : [];
  await make(
    [...inherited, ...own.entrypoint, ...own.command],
    'start',
    own.entrypoint.length > 0 ? 'entrypoint' : 'command',
  );
  await make(healthWords(child(node, 'healthcheck', 'test')), 'health', 'healthcheck');
  for (const phase of HOOKS) {
    for (const hook of itemsOf(child(node, phase))) await make(wordsOf(child(hook, 'command')), 'hook', phase);
  }
  return made;
}

function wordsOf(node: Node | undefined): PlacedWord[] {
  return itemsOf(node).map((item) => ({ text: plain(item), at: item.origin.at }));
}

/** The entrypoint of the image that the service is built into; nothing where it is not known. */
function inheritedEntrypoint({ facts, origins }: Subject<'container'>): PlacedWord[] {
  const at = origins.entrypoint?.at;
  if (at === undefined) return [];
  return (facts.entrypoint ?? []).map((text) => ({ text: text ?? HOLE, at }));
}

/** `CMD-SHELL` hands its one word to the shell of the image. */
function healthWords(test: Node | undefined): PlacedWord[] {
  const [kind, ...words] = wordsOf(test);
  if (kind?.text === 'CMD') return words;
  const [code] = words;
  return kind?.text === 'CMD-SHELL' && code !== undefined && code.text !== 'NONE' ? inShell(code) : [];
}

function inShell(code: PlacedWord): PlacedWord[] {
  const at: Location = code.at;
  return [{ text: '/bin/sh', at }, { text: '-c', at }, code];
}
