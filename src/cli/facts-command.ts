// `seaworthy facts`: what a rule sees, with the place each value came from.
import { sourceFiles } from '../inputs/files.ts';
import type { TargetFacts } from '../model/run.ts';
import type { Subject } from '../model/subject.ts';
import { subjects } from '../model/subjects.ts';
import { readTargets } from '../read-targets.ts';
import { visible } from '../reports/visible-text.ts';
import { readOptions } from '../scan.ts';
import { resolveTargets } from '../target.ts';
import { type CommonFlags, settle } from './flags.ts';
import { type Shell, shellLogger } from './shell.ts';
import { alignColumns } from './table.ts';
import { lendWorld } from './world.ts';

/** Prints the facts of every subject of the targets. Exit code 2 when a target could not be read. */
export async function runFacts(
  words: readonly string[],
  flags: CommonFlags & { readonly format: string },
  shell: Shell,
): Promise<number> {
  const settings = await settle(words, flags, shell);
  const files = sourceFiles(shell.cwd);
  const targets = resolveTargets(settings.targets, { cwd: shell.cwd, exclude: settings.exclude, files });
  const log = shellLogger(shell);
  const facts = await lendWorld(shell, { log, settings, flags }, (world) =>
    readTargets(targets, readOptions(settings, world, files)),
  );
  log.clear();
  shell.out(
    flags.format === 'json'
      ? `${JSON.stringify({ targets: facts.map(plainTarget) }, null, 2)}\n`
      : facts.map(describe).join('\n'),
  );
  return facts.some((target) => target.errors.length > 0) ? 2 : 0;
}

function plainTarget(target: TargetFacts): unknown {
  return {
    ...target,
    subjects: target.subjects.map(({ kind, id, name, declared, facts, origins, absences }) => ({
      kind,
      id,
      name,
      declared,
      facts,
      origins,
      unknown: absences,
    })),
  };
}

function describe(target: TargetFacts): string {
  const errors = target.errors.map(
    ({ message, location }) =>
      `  error: ${location === undefined ? '' : `${location.file}:${location.startLine}: `}${message}\n`,
  );
  return `${visible(target.id)}\n${errors.join('')}${target.subjects.map(describeSubject).join('')}`;
}

function describeSubject(subject: Subject): string {
  const rows = Object.keys(subjects[subject.kind].fields).flatMap((field) => describeField(subject, field));
  return `  ${subject.kind} ${visible(subject.name)}  ${subject.declared.file}:${subject.declared.startLine}\n${alignColumns(rows.map((row) => ['   ', ...row]))}`;
}

function describeField(subject: Subject, field: string): string[][] {
  const value = (subject.facts as Readonly<Record<string, unknown>>)[field];
  if (value === undefined)
    return [[field, '?', `unknown: ${visible(subject.absences[field]?.reason ?? 'not stated by this input')}`]];
  const rows = [[field, show(value), place(subject, field)]];
  if (!Array.isArray(value) || value.length === 0) return rows;
  return [
    [field, `${value.length}`, place(subject, field)],
    ...value.map((item, index) => describeElement(subject, `${field}[${index}]`, item)),
  ];
}

function describeElement(subject: Subject, path: string, item: unknown): string[] {
  const unknown = Object.entries(subject.absences)
    .filter(([absent]) => absent === path || absent.startsWith(`${path}.`))
    .map(([absent, { reason }]) => `${absent.slice(path.length + 1) || 'all of it'} unknown: ${visible(reason)}`);
  return [`  ${path}`, item === undefined ? '?' : show(item), [place(subject, path), ...unknown].join('; ')];
}

function show(value: unknown): string {
  return visible(JSON.stringify(value));
}

function place(subject: Subject, path: string): string {
  const origin = subject.origins[path];
  if (origin !== undefined) return `${visible(origin.at.file)}:${origin.at.startLine}:${origin.at.startColumn}`;
  return subject.kind === 'smoke' ? 'measured' : 'default';
}
