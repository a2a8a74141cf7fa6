// The facts of one command, worked out when they are asked for: most rules look at the program and turn away.
import { type Command, commandFields } from '../../model/command.ts';
import type { Span } from '../shell/script.ts';
import {
  type DynamicCode,
  dynamicCodeOf,
  hasPlaceholderInCode,
  startsDynamically,
  startsForkBomb,
} from './expansions.ts';
import { factSpansOf } from './fact-spans.ts';
import {
  downloadsOfUnit,
  feedsOf,
  flagsOf,
  inlineCodeOf,
  looseWordsOf,
  modeAddsOf,
  optionsOf,
  packagesOfUnit,
  pathsOf,
  redirectTargetsOf,
  type Surroundings,
  spanOf,
  textOfUnit,
  unguardedPathsOf,
  usedVariablesOf,
} from './facts.ts';
import { capabilitiesOf } from './modes.ts';
import { type GivenPackage, packageManagerOf } from './packages.ts';
import type { CommandReading, CommandSetting } from './reading.ts';
import type { Unit } from './scope.ts';
import { settingsOf, unsetOf } from './settings.ts';
import { urlsOf } from './urls.ts';
import { textOf } from './word.ts';
import { writesOf } from './writes.ts';

const NOWHERE: CommandSetting = { phase: '', origin: '', stage: '', discarded: false, onbuild: false };

function keyOf({ phase, origin, stage, discarded, onbuild }: CommandSetting): string {
  return `${phase} ${origin} ${discarded} ${onbuild} ${stage}`;
}

/** Reads a unit. */
export function commandReading(unit: Unit, around: Surroundings): CommandReading {
  return new UnitFacts(unit, around);
}

class UnitFacts implements Command, CommandReading {
  readonly parsed = true;
  readonly program: string;
  readonly programPath: string;
  readonly dynamicProgram: boolean;
  readonly subcommand: string;
  readonly #unit: Unit;
  readonly #around: Surroundings;
  #setting = NOWHERE;
  #twins: Map<string, UnitFacts> | undefined;
  #text: Command['text'] | undefined;
  #args: Command['args'] | undefined;
  #options: Command['options'] | undefined;
  #flags: Command['flags'] | undefined;
  #operands: Command['operands'] | undefined;
  #paths: Command['paths'] | undefined;
  #urls: Command['urls'] | undefined;
  #writes: Command['writes'] | undefined;
  #settings: Command['settings'] | undefined;
  #downloads: Command['downloads'] | undefined;
  #packages: readonly GivenPackage[] | undefined;
  #dynamicCode: DynamicCode | false | undefined;

  constructor(unit: Unit, around: Surroundings) {
    const { layer } = unit;
    this.program = layer?.program ?? '';
    this.programPath = layer?.words[0]?.text ?? '';
    this.dynamicProgram = layer !== undefined && startsDynamically(layer);
    this.subcommand = layer?.reading.subcommand ?? '';
    this.#unit = unit;
    this.#around = around;
  }
  get facts(): this {
    return this;
  }
  get span(): Span {
    return this.#unit.scope.place(spanOf(this.#unit));
  }
  get spans(): Readonly<Record<string, Span>> {
    return factSpansOf(this.#unit, this.#around);
  }

  state(setting: CommandSetting): Command {
    if (this.#setting === NOWHERE) this.#setting = setting;
    const key = keyOf(setting);
    if (keyOf(this.#setting) === key) return this;
    this.#twins ??= new Map();
    const twin = this.#twins.get(key) ?? new UnitFacts(this.#unit, this.#around);
    this.#twins.set(key, twin);
    twin.#setting = setting;
    return twin;
  }

  toJSON(): Command {
    const names = Object.keys(commandFields) as (keyof Command)[];
    return Object.fromEntries(names.map((name) => [name, this[name]])) as Command;
  }
  get phase(): Command['phase'] {
    return this.#setting.phase;
  }
  get origin(): Command['origin'] {
    return this.#setting.origin;
  }
  get stage(): Command['stage'] {
    return this.#setting.stage;
  }
  get discarded(): Command['discarded'] {
    return this.#setting.discarded;
  }
  get onbuild(): Command['onbuild'] {
    return this.#setting.onbuild;
  }
  get form(): Command['form'] {
    return this.#unit.scope.form;
  }
  get shell(): Command['shell'] {
    return this.#unit.scope.shell;
  }
  get text(): Command['text'] {
    this.#text ??= textOfUnit(this.#unit, spanOf(this.#unit));
    return this.#text;
  }
  get wrappers(): Command['wrappers'] {
    return this.#unit.layer?.wrappers ?? this.#unit.scope.wrappers;
  }
  get runsAs(): Command['runsAs'] {
    return this.#unit.layer?.runsAs ?? this.#unit.scope.runsAs;
  }
  get background(): Command['background'] {
    return this.#unit.call.background;
  }
  get xtrace(): Command['xtrace'] {
    return this.#unit.call.xtrace || this.#unit.scope.xtrace;
  }
  get args(): Command['args'] {
    this.#args ??= this.#unit.layer?.words.slice(1).map(textOf) ?? [];
    return this.#args;
  }
  get options(): Command['options'] {
    this.#options ??= optionsOf(this.#unit);
    return this.#options;
  }
  get flags(): Command['flags'] {
    this.#flags ??= flagsOf(this.#unit);
    return this.#flags;
  }
  get operands(): Command['operands'] {
    this.#operands ??= this.#unit.layer?.reading.operands.map(textOf) ?? [];
    return this.#operands;
  }
  get paths(): Command['paths'] {
    this.#paths ??= pathsOf(this.#unit);
    return this.#paths;
  }
  get looseWords(): Command['looseWords'] {
    return looseWordsOf(this.#unit).map(({ text }) => text);
  }
  get unguardedPaths(): Command['unguardedPaths'] {
    return unguardedPathsOf(this.#unit).map(({ text }) => text);
  }
  get urls(): Command['urls'] {
    this.#urls ??= urlsOf(this.#unit).map(({ url }) => url);
    return this.#urls;
  }
  get usedVariables(): Command['usedVariables'] {
    return usedVariablesOf(this.#unit);
  }
  get writes(): Command['writes'] {
    this.#writes ??= writesOf(this.#unit).map(({ write }) => write);
    return this.#writes;
  }
  get redirects(): Command['redirects'] {
    return redirectTargetsOf(this.#unit).map(({ text }) => text);
  }
  get fedBy(): Command['fedBy'] {
    return this.#unit.feeders;
  }
  get feeds(): Command['feeds'] {
    return feedsOf(this.#unit);
  }
  get downloads(): Command['downloads'] {
    this.#downloads ??= downloadsOfUnit(this.#around);
    return this.#downloads;
  }
  get codeFrom(): Command['codeFrom'] {
    return this.#unit.code.from;
  }
  get code(): Command['code'] {
    return inlineCodeOf(this.#unit);
  }
  get dynamicCode(): Command['dynamicCode'] {
    return this.#findDynamicCode() !== false;
  }
  get dynamicCodeText(): Command['dynamicCodeText'] {
    const found = this.#findDynamicCode();
    return found === false ? '' : found.text;
  }
  get placeholderCode(): Command['placeholderCode'] {
    const { layer, code } = this.#unit;
    return layer !== undefined && hasPlaceholderInCode(layer, code);
  }
  get multiplies(): Command['multiplies'] {
    const { layer, call, scope } = this.#unit;
    return layer !== undefined && startsForkBomb(layer, call, scope);
  }
  get settings(): Command['settings'] {
    this.#settings ??= settingsOf(this.#unit).map(({ setting }) => setting);
    return this.#settings;
  }
  get unset(): Command['unset'] {
    return unsetOf(this.#unit);
  }
  get modeAdds(): Command['modeAdds'] {
    return modeAddsOf(this.#unit);
  }
  get modeOnDirectory(): Command['modeOnDirectory'] {
    return this.#around.onDirectories;
  }
  get capabilities(): Command['capabilities'] {
    return this.#unit.layer === undefined ? [] : capabilitiesOf(this.#unit.layer);
  }
  get packageManager(): Command['packageManager'] {
    const { layer } = this.#unit;
    return layer === undefined || layer.wraps ? '' : packageManagerOf(layer);
  }
  get packages(): Command['packages'] {
    return this.#findPackages().map(({ name }) => name);
  }
  get unpinnedPackages(): Command['unpinnedPackages'] {
    return this.#findPackages().flatMap(({ name, pinned }) => (pinned ? [] : [name]));
  }

  #findPackages(): readonly GivenPackage[] {
    this.#packages ??= packagesOfUnit(this.#unit);
    return this.#packages;
  }

  #findDynamicCode(): DynamicCode | false {
    this.#dynamicCode ??= dynamicCodeOf(this.#unit, this.#around.interpolated) ?? false;
    return this.#dynamicCode;
  }
}
