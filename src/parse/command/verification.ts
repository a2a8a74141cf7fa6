// Checks of a file by checksum or signature: which files they name.
import { familyOf } from './grammar.ts';
import { printedText } from './printed-text.ts';
import type { Unit } from './scope.ts';
import { baseName, scriptsIn } from './word.ts';

const CHECKSUMS: ReadonlySet<string> = new Set(
  'sha1sum sha224sum sha256sum sha384sum sha512sum shasum b2sum'.split(' '),
);

const CHECKERS: ReadonlySet<string> = new Set([
  ...CHECKSUMS,
  ...'gpg gpg2 gpgv cosign minisign signify openssl slsa-verifier [ [[ test'.split(' '),
]);

/** The texts in which a check names its files; `undefined` where a unit checks nothing. An empty text names any file. */
export function checkedNames(unit: Unit): readonly string[] | undefined {
  const { layer, call, scope } = unit;
  if (layer === undefined || !CHECKERS.has(familyOf(layer.program))) return undefined;
  const { program, reading, words } = layer;
  const { options, operands, subcommand } = reading;
  const has = (...names: readonly string[]) => options.some(({ name }) => names.includes(name));
  const texts = [...operands.map(({ text }) => text), ...options.map(({ value }) => value ?? '')];
  if (CHECKSUMS.has(program)) {
    if (!has('--check')) return undefined;
    const lists = operands.filter(({ text }) => text !== '-' && text !== '/dev/stdin' && !text.includes('<('));
    // What a list of checksums names stands in a file that is not at hand: it may name any.
    if (lists.length > 0) return [''];
    return [printedText(call, scope)?.text ?? '', ...wordsBefore(unit)].filter((text) => text !== '');
  }
  switch (familyOf(program)) {
    case 'gpg':
    case 'gpg2':
      return has('--verify') ? texts : undefined;
    case 'gpgv':
      return texts;
    case 'cosign':
      return /^verify/.test(subcommand) ? texts : undefined;
    case 'minisign':
    case 'signify':
      return has('-V') ? texts : undefined;
    case 'openssl':
      return subcommand === 'dgst' && has('-verify') ? texts : undefined;
    case 'slsa-verifier':
      return words.map(({ text }) => text);
    case '[':
    case '[[':
    case 'test':
      return comparedSums(unit);
    default:
      return undefined;
  }
}

/** `[ "$(sha256sum FILE | cut ...)" = ... ]` */
function comparedSums({ layer, scope }: Unit): readonly string[] | undefined {
  const names: string[] = [];
  for (const part of (layer?.words ?? []).flatMap(scriptsIn))
    for (const call of part.script.calls)
      for (const { program, reading } of scope.layersOf(call)) {
        const digest = program === 'openssl' && reading.subcommand === 'dgst';
        if (CHECKSUMS.has(program) || digest) names.push(...reading.operands.map(({ text }) => text));
      }
  return names.length === 0 ? undefined : names;
}

const MAX_BEFORE = 100;

/** Words of the programs before it in the pipeline: `grep " file$" SUMS | sha256sum -c -`. */
function wordsBefore({ call }: Unit): string[] {
  const before = call.pipeline.slice(0, call.position).flatMap((member) => member.slice(0, MAX_BEFORE));
  return before.slice(-MAX_BEFORE).flatMap(({ words }) => words.map(({ text }) => text));
}

/** Tells whether one of the texts names a file, by its path or its last part. */
export function namesFile(texts: readonly string[], path: string): boolean {
  const name = baseName(path);
  return texts.some((text) => text === '' || (name !== '' && holdsName(text.replaceAll('\\', ''), name)));
}

function holdsName(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text.slice(at + name.length);
    if (!/[\w.-]/.test(before) && /^(?:[^\w.-]|$|\.(?:asc|sig|sign|sha\d+|sha\d+sum|minisig|gpg)\b)/.test(after))
      return true;
  }
  return false;
}
