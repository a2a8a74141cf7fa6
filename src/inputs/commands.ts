// Turns what was read of a command into a subject.
import type { Location, Origin } from '../model/location.ts';
import type { Absence, Subject } from '../model/subject.ts';
import type { CommandFacts, CommandProblem, CommandReading, CommandSetting } from '../parse/command/reading.ts';
import { hideSecrets } from '../parse/secrets/hide-secrets.ts';

type Place = (start: number, end: number) => Location;
type Owner = Subject['owner'];

const NO_ABSENCES: Readonly<Record<string, Absence>> = {};

/** Longest identity of a command. */
const MAX_ID = 120;
/** What is looked at of a command for credentials; a token that begins in its identity ends in here. */
const LOOKED_AT = 4096;

/** Facts of a command of which nothing is known. */
const NOTHING: Omit<CommandFacts, 'parsed'> = {
  form: 'shell',
  shell: '',
  text: '',
  program: '',
  programPath: '',
  dynamicProgram: false,
  subcommand: '',
  args: [],
  options: [],
  flags: [],
  operands: [],
  paths: [],
  wrappers: [],
  runsAs: '',
  settings: [],
  unset: [],
  urls: [],
  downloads: [],
  writes: [],
  redirects: [],
  fedBy: [],
  feeds: [],
  codeFrom: '',
  code: '',
  dynamicCode: false,
  dynamicCodeText: '',
  placeholderCode: false,
  looseWords: [],
  unguardedPaths: [],
  multiplies: false,
  background: false,
  xtrace: false,
  usedVariables: [],
  modeAdds: [],
  modeOnDirectory: false,
  capabilities: [],
  packageManager: '',
  packages: [],
  unpinnedPackages: [],
};

/** The subject of one command. `place` leads its offsets to the file it stands in. */
export function commandSubject(
  reading: CommandReading,
  setting: CommandSetting,
  place: Place,
  owner?: Owner,
): Subject<'command'> {
  return new ReadCommand(reading, setting, place, owner);
}

/** Places are looked up when they are asked for: most are never shown. */
class ReadCommand implements Readonly<Subject<'command'>> {
  readonly kind = 'command';
  readonly id: string;
  readonly name: string;
  readonly owner: Owner;
  readonly facts: Subject<'command'>['facts'];
  readonly absences = NO_ABSENCES;
  readonly #reading: CommandReading;
  readonly #place: Place;
  #declared: Location | undefined;
  #origins: Readonly<Record<string, Origin>> | undefined;

  constructor(reading: CommandReading, setting: CommandSetting, place: Place, owner: Owner) {
    this.id = idOf(setting, reading.facts.text);
    this.name = nameOf(reading.facts);
    this.owner = owner;
    this.facts = reading.state(setting);
    this.#reading = reading;
    this.#place = place;
  }
  get declared(): Location {
    const { start, end } = this.#reading.span;
    this.#declared ??= this.#place(start, end);
    return this.#declared;
  }
  get origins(): Readonly<Record<string, Origin>> {
    this.#origins ??= this.#findOrigins();
    return this.#origins;
  }

  #findOrigins(): Readonly<Record<string, Origin>> {
    const origins: Record<string, Origin> = {};
    for (const [path, { start, end }] of Object.entries(this.#reading.spans))
      origins[path] = { at: this.#place(start, end) };
    return origins;
  }
}

/** The subject of a script that could not be read: nothing is known of it but that. */
export function unreadCommandSubject(
  problem: CommandProblem,
  setting: CommandSetting,
  place: Place,
  owner?: Owner,
): Subject<'command'> {
  const declared = place(problem.start, problem.start);
  const absence: Absence = { reason: problem.message, at: declared };
  return {
    kind: 'command',
    id: idOf(setting, 'not read'),
    name: `${setting.origin} script`,
    ...(owner === undefined ? {} : { owner }),
    facts: { ...NOTHING, ...setting },
    declared,
    origins: {},
    absences: { parsed: absence },
  };
}

/** Numbers change from version to version; they are no part of an identity. Reports show it, so a credential is none either. */
function idOf({ stage, origin }: CommandSetting, text: string): string {
  const shown = hideSecrets(text.slice(0, LOOKED_AT));
  return `${stage === '' ? '' : `${stage}/`}${origin}: ${shown}`.replace(/\d+/g, '0').slice(0, MAX_ID);
}

function nameOf(facts: CommandFacts): string {
  const { program, programPath, subcommand } = facts;
  if (program !== '') return subcommand === '' ? program : `${program} ${subcommand}`;
  return (programPath === '' ? facts.settings[0]?.name : undefined) ?? facts.text;
}
