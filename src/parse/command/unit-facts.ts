// The facts of one command, worked out when they are asked for: most rules look at the program and turn away.
import { type Command, commandFields } from '../../model/command.ts';
import type { Span } from '../shell/script.ts';
import { collectSpans } from './fact-spans.ts';
import {
  codeFacts,
  dataFacts,
  flowFacts,
  programFacts,
  type Surroundings,
  spanOf,
  textOfUnit,
  wordFacts,
} from './facts.ts';
import type { CommandReading, CommandSetting } from './reading.ts';
import type { Unit } from './scope.ts';

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
  readonly #collected: ReturnType<typeof collectSpans>;
  #setting = NOWHERE;
  #twins: Map<string, UnitFacts> | undefined;
  #words: ReturnType<typeof wordFacts> | undefined;
  #flow: ReturnType<typeof flowFacts> | undefined;
  #codes: ReturnType<typeof codeFacts> | undefined;
  #data: ReturnType<typeof dataFacts> | undefined;

  constructor(unit: Unit, around: Surroundings) {
    this.#unit = unit;
    this.#around = around;
    this.#collected = collectSpans(unit.scope.place);
    const { program, programPath, dynamicProgram, subcommand } = programFacts(unit.layer, this.#collected);
    this.program = program;
    this.programPath = programPath;
    this.dynamicProgram = dynamicProgram;
    this.subcommand = subcommand;
  }
  get facts(): this {
    return this;
  }
  get span(): Span {
    const { start, end } = this.#unit.scope.place(spanOf(this.#unit));
    return { start, end };
  }
  get spans(): Readonly<Record<string, Span>> {
    this.#wordGroup();
    this.#flowGroup();
    this.#codeGroup();
    this.#dataGroup();
    return this.#collected.spans();
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
    return textOfUnit(this.#unit, spanOf(this.#unit));
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
    return this.#wordGroup().args;
  }
  get options(): Command['options'] {
    return this.#wordGroup().options;
  }
  get flags(): Command['flags'] {
    return this.#wordGroup().flags;
  }
  get operands(): Command['operands'] {
    return this.#wordGroup().operands;
  }
  get paths(): Command['paths'] {
    return this.#wordGroup().paths;
  }
  get looseWords(): Command['looseWords'] {
    return this.#wordGroup().looseWords;
  }
  get unguardedPaths(): Command['unguardedPaths'] {
    return this.#wordGroup().unguardedPaths;
  }
  get urls(): Command['urls'] {
    return this.#wordGroup().urls;
  }
  get usedVariables(): Command['usedVariables'] {
    return this.#wordGroup().usedVariables;
  }
  get writes(): Command['writes'] {
    return this.#flowGroup().writes;
  }
  get redirects(): Command['redirects'] {
    return this.#flowGroup().redirects;
  }
  get fedBy(): Command['fedBy'] {
    return this.#flowGroup().fedBy;
  }
  get feeds(): Command['feeds'] {
    return this.#flowGroup().feeds;
  }
  get downloads(): Command['downloads'] {
    return this.#flowGroup().downloads;
  }
  get codeFrom(): Command['codeFrom'] {
    return this.#codeGroup().codeFrom;
  }
  get code(): Command['code'] {
    return this.#codeGroup().code;
  }
  get dynamicCode(): Command['dynamicCode'] {
    return this.#codeGroup().dynamicCode;
  }
  get dynamicCodeText(): Command['dynamicCodeText'] {
    return this.#codeGroup().dynamicCodeText;
  }
  get placeholderCode(): Command['placeholderCode'] {
    return this.#codeGroup().placeholderCode;
  }
  get multiplies(): Command['multiplies'] {
    return this.#codeGroup().multiplies;
  }
  get settings(): Command['settings'] {
    return this.#dataGroup().settings;
  }
  get unset(): Command['unset'] {
    return this.#dataGroup().unset;
  }
  get modeAdds(): Command['modeAdds'] {
    return this.#dataGroup().modeAdds;
  }
  get modeOnDirectory(): Command['modeOnDirectory'] {
    return this.#dataGroup().modeOnDirectory;
  }
  get capabilities(): Command['capabilities'] {
    return this.#dataGroup().capabilities;
  }
  get packageManager(): Command['packageManager'] {
    return this.#dataGroup().packageManager;
  }
  get packages(): Command['packages'] {
    return this.#dataGroup().packages;
  }
  get unpinnedPackages(): Command['unpinnedPackages'] {
    return this.#dataGroup().unpinnedPackages;
  }

  #wordGroup() {
    this.#words ??= wordFacts(this.#unit, this.#collected);
    return this.#words;
  }

  #flowGroup() {
    this.#flow ??= flowFacts(this.#unit, this.#around, this.#collected);
    return this.#flow;
  }

  #codeGroup() {
    this.#codes ??= codeFacts(this.#unit, this.#around, this.#collected);
    return this.#codes;
  }

  #dataGroup() {
    this.#data ??= dataFacts(this.#unit, this.#around, this.#collected);
    return this.#data;
  }
}
