// The commands of a script that talk to an engine, and the command that a run line starts, as subjects of their own.
import type { Location } from '../../model/location.ts';
import type { Subject } from '../../model/subject.ts';
import { readArgv, readCommands } from '../../parse/command/read-commands.ts';
import type { ArgvWord, CommandSetting } from '../../parse/command/reading.ts';
import { pathKey } from '../../parse/docker-answers.ts';
import type { CreateLine } from '../../parse/docker-line.ts';
import { HOLE, hasHole } from '../../parse/hole.ts';
import { plainHoles } from '../../parse/hole-marks.ts';
import { NAMES_ENGINE } from '../../parse/shell/docker-words.ts';
import { readShell } from '../../parse/shell/read-shell.ts';
import type { ShellScript } from '../../parse/shell/script.ts';
import { commandSubject, unreadCommandSubject } from '../commands.ts';

type Place = (start: number, end: number) => Location;
type CommandSubject = Subject<'command'>;

const IN_SCRIPT: CommandSetting = { phase: 'ci', origin: 'script', stage: '', discarded: false, onbuild: false };
const AT_START: CommandSetting = { phase: 'start', origin: 'run', stage: '', discarded: false, onbuild: false };
const ENGINES = new Set(['docker', 'podman', 'nerdctl', 'docker-compose', 'podman-compose']);
/** A shell variable that no script sets, in place of an expansion that is not known. */
const UNKNOWN = '${_}';

/** The commands of a script that talk to an engine. `text` is the one that the spans of the script point into. */
export function engineCommands(script: ShellScript, text: string, shell: string, place: Place): CommandSubject[] {
  if (!NAMES_ENGINE.test(text) && !text.includes('nerdctl')) return [];
  return readCommands(script, text, { shell, readShell })
    .commands.filter(({ facts }) => ENGINES.has(facts.program))
    .map((reading) => commandSubject(reading, IN_SCRIPT, place));
}

/** The command behind the image of a run line; no shell takes part unless the command names one. */
export function startCommands(line: CreateLine, container: string, text: string, place: Place): CommandSubject[] {
  const words = (line.request.Config.Cmd ?? []).map((word, index) => {
    const at = line.trace.places.get(pathKey(['Config', 'Cmd', index]));
    const span = at === undefined || 'file' in at ? line.declared : at;
    return { word: plainHoles(word), span };
  });
  const argv = words.map(
    ({ word, span }): ArgvWord => ({ text: word === HOLE ? undefined : word.replaceAll(HOLE, UNKNOWN), span }),
  );
  const interpolated = (start: number) =>
    words.some(({ word, span }) => hasHole(word) && span.start <= start && start < span.end) &&
    text[start - 1] !== '\\';
  const owner = { kind: 'container', id: container } as const;
  const { commands, problems } = readArgv(argv, { text, readShell, interpolated });
  return [
    ...commands.map((reading) => commandSubject(reading, AT_START, place, owner)),
    ...problems.map((problem) => unreadCommandSubject(problem, AT_START, place, owner)),
  ];
}
