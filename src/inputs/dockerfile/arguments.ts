// What ARG and ENV declare: defaults, build arguments from outside, and the arguments that the builder sets itself.
import type { Absence } from '../../model/subject.ts';
import { joinText } from '../../parse/dockerfile/joined-text.ts';
import type { DockerfileInstruction } from '../../parse/dockerfile/tree.ts';
import { readArguments, readPairs } from '../../parse/dockerfile/words.ts';
import { hasHole } from '../../parse/hole.ts';
import type { Span } from '../../parse/shell/script.ts';
import { type Resolved, resolveText, type Scope, type Source, unknownValue, type Value } from './scope.ts';

const PLATFORM_ARGUMENTS = new Set(
  'TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT TARGETOSVERSION TARGETSTAGE BUILDPLATFORM BUILDOS BUILDARCH BUILDVARIANT BUILDOSVERSION'.split(
    ' ',
  ),
);

/** Build arguments by name; a value that is not known is a HOLE. */
export type BuildArguments = Readonly<Record<string, string>>;

/** A variable that an instruction declares. */
export interface Declaration {
  readonly name: string;
  readonly at: Span;
  /** As written, resolved; absent for an ARG without a default. */
  readonly written?: Resolved;
  /** What it stands for from here on. */
  readonly value: Value;
}

/** Reads what an ARG declares. `global` holds the arguments before the first FROM, for those of a stage. */
export function declareArguments(
  instruction: DockerfileInstruction,
  { scope, source, given, global }: { scope: Scope; source: Source; given: BuildArguments; global?: Scope },
): Declaration[] {
  const joined = joinText(source.tree, instruction.rest);
  return readArguments(joined, source.tree.escape).map(({ key, value }) => {
    const at = { start: key.start, end: value?.end ?? key.end };
    const name = resolveText(key.text, key, scope, source).text;
    const written = value === undefined ? undefined : resolveText(value.text, value, scope, source);
    const outside = Object.hasOwn(given, name) ? given[name] : undefined;
    const base = { name, at, ...(written === undefined ? {} : { written }) };
    if (outside !== undefined) return { ...base, value: outsideValue(name, outside, at) };
    if (written !== undefined) return { ...base, value: { ...written, at } };
    const inherited = global?.args.get(name);
    if (inherited !== undefined)
      return { ...base, value: { ...inherited, at, trail: [inherited.at, ...inherited.trail] } };
    if (PLATFORM_ARGUMENTS.has(name)) return { ...base, value: unknownValue(at, platformAbsence(name)) };
    const absence = {
      reason: `\`$${name}\` has no default and no --build-arg gives it`,
      hint: `give ARG ${name} a default, or pass --build-arg ${name}=...`,
      at: source.place(at.start, at.end),
    };
    return { ...base, value: { ...unknownValue(at, absence), open: true } };
  });
}

/** Reads what an ENV or LABEL sets; every value of one instruction sees the variables before it. */
export function declarePairs(
  instruction: DockerfileInstruction,
  { scope, source }: { scope: Scope; source: Source },
): Declaration[] {
  const joined = joinText(source.tree, instruction.rest);
  return readPairs(joined, source.tree.escape).map(({ key, value = { ...key, text: '' } }) => {
    const at = { start: key.start, end: value.end };
    const written = resolveText(value.text, value, scope, source);
    return { name: resolveText(key.text, key, scope, source).text, at, written, value: { ...written, at } };
  });
}

/** Why a name that FROM uses without a declaration is not known: only the builder sets such arguments. */
export function undeclaredInFrom(given: BuildArguments): (name: string) => Absence | undefined {
  return (name) => (PLATFORM_ARGUMENTS.has(name) && !Object.hasOwn(given, name) ? platformAbsence(name) : undefined);
}

/** Arguments of the builder that were given a value from outside. */
export function givenPlatform(given: BuildArguments, at: Span): Map<string, Value> {
  const names = [...PLATFORM_ARGUMENTS].filter((name) => Object.hasOwn(given, name));
  return new Map(names.map((name) => [name, outsideValue(name, given[name] ?? '', at)]));
}

function outsideValue(name: string, text: string, at: Span): Value {
  if (!hasHole(text)) return { text, at, trail: [] };
  return { text, at, trail: [], absence: { reason: `the value that the build gives \`$${name}\` is not known` } };
}

function platformAbsence(name: string): Absence {
  return {
    reason: `\`$${name}\` depends on the platform of the build`,
    hint: `pass --build-arg ${name}=...`,
  };
}
