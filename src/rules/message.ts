// What a verdict says: the message of the rule with facts in place of its placeholders.
import type { Rule } from '../model/rule.ts';
import type { Subject } from '../model/subject.ts';
import { variableOf } from '../model/subjects.ts';
import type { MissingEvidence } from '../model/verdict.ts';
import { hideSecrets } from '../parse/secrets/hide-secrets.ts';

/** Longest value put into a message; scanned text can be of any length. */
const MAX_VALUE = 200;
/** What of a value is looked at for credentials: a token that begins in what is shown ends in here. */
const LOOKED_AT = 16 * 1024;

/** Finds placeholders such as `{container.name}` and `{it.text}`. */
const PLACEHOLDER = /\{([A-Za-z]+(?:\.[A-Za-z]+)*)\}/g;

/** The paths in the placeholders of a message, with the offset of each. */
export function placeholders(message: string): { readonly path: string; readonly start: number }[] {
  return [...message.matchAll(PLACEHOLDER)].map((match) => ({ path: match[1] ?? '', start: match.index }));
}

/** Prepares a message once, when it is first said; the result puts in the facts of a subject and of the element judged. Unknown facts read `?`. */
export function messageTemplate(message: string): (subject: Subject, element: unknown) => string {
  let parts: readonly (string | readonly string[])[] | undefined;
  return (subject, element) => {
    parts ??= message.split(PLACEHOLDER).map((part, index) => (index % 2 === 0 ? part : part.split('.')));
    return parts.map((part) => (typeof part === 'string' ? part : showPath(part, subject, element))).join('');
  };
}

/** What an unknown verdict says. */
export function unknownMessage(rule: Rule, missing: readonly MissingEvidence[]): string {
  const reasons = [...new Set(missing.map(({ reason }) => reason))].slice(0, 3).join('; ');
  return `Cannot tell whether ${lowerFirst(rule.title)}: ${reasons}.`;
}

/** What a verdict says that found nothing wrong. */
export function passMessage(rule: Rule): string {
  return `Not so: ${lowerFirst(rule.title)}.`;
}

/** Lowers the first letter unless the first word is written in capitals, as `CPU` is. */
function lowerFirst(title: string): string {
  const second = title.charAt(1);
  return second !== second.toLowerCase() ? title : `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}

function showPath([root, ...steps]: readonly string[], subject: Subject, element: unknown): string {
  let value: unknown = root === 'it' ? element : root === variableOf(subject.kind) ? subject.facts : undefined;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !(step in value)) return '?';
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  // The words of a command may hold a credential: a message goes where not everybody may read the file.
  const shown = hideSecrets(show(value).slice(0, LOOKED_AT));
  return shown.length > MAX_VALUE ? `${shown.slice(0, MAX_VALUE)}…` : shown;
}

function show(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.slice(0, 50).map(show).join(', ');
  if (typeof value !== 'object' || value === null) return '?';
  return 'text' in value && typeof value.text === 'string' ? value.text : '?';
}
