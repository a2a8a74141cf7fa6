// The `docker run` line that a devcontainer file stands for, in the order in which the tool builds it.
import type { JsonNode } from '../../parse/json-tree.ts';
import type { DeclaredWord } from '../declared-line.ts';
import {
  type DevcontainerReading,
  placeOf,
  readPairs,
  readSwitch,
  readWord,
  readWords,
  refuseValue,
  valueAt,
} from './reading.ts';

/** Every word before the image. */
export function optionWords(reading: DevcontainerReading): DeclaredWord[] {
  const { root } = reading;
  return [
    ...portWords(reading),
    ...flagged('--mount', optional(workspaceMount(reading))),
    ...mountWords(reading),
    ...readPairs(valueAt(root, 'containerEnv'), 'containerEnv', reading).flatMap(({ name, word }) =>
      flagged('-e', [{ ...word, text: `${name}=${word.text}` }]),
    ),
    ...flagged('-u', optional(readWord(valueAt(root, 'containerUser'), 'containerUser', reading))),
    ...readWords(valueAt(root, 'runArgs'), 'runArgs', reading),
    ...switchWords('init', '--init', reading),
    ...switchWords('privileged', '--privileged', reading),
    ...flagged('--cap-add', readWords(valueAt(root, 'capAdd'), 'capAdd', reading)),
    ...flagged('--security-opt', readWords(valueAt(root, 'securityOpt'), 'securityOpt', reading)),
  ];
}

/** What the container starts: the tool keeps it open with a loop of its own, unless the file leaves the command of the image. */
export function keptOpen(reading: DevcontainerReading): {
  readonly before: readonly DeclaredWord[];
  readonly after: readonly DeclaredWord[];
} {
  const node = valueAt(reading.root, 'overrideCommand');
  if (node !== undefined && !readSwitch(node, 'overrideCommand', reading)) return { before: [], after: [] };
  const at = placeOf(node ?? reading.root, reading);
  const words = (texts: readonly string[]) => texts.map((text) => ({ text, at }));
  return {
    before: words(['--entrypoint', '/bin/sh']),
    after: words(['-c', 'while sleep 1 & wait $!; do :; done']),
  };
}

function optional(word: DeclaredWord | undefined): readonly DeclaredWord[] {
  return word === undefined || word.text === '' ? [] : [word];
}

function flagged(flag: string, words: readonly DeclaredWord[]): DeclaredWord[] {
  return words.flatMap((word) => [{ text: flag, at: word.at }, word]);
}

function switchWords(key: string, flag: string, reading: DevcontainerReading): DeclaredWord[] {
  const node = valueAt(reading.root, key);
  return node !== undefined && readSwitch(node, key, reading) ? [{ text: flag, at: placeOf(node, reading) }] : [];
}

/** A number is published on the loopback address alone, a text as docker reads it. */
function portWords(reading: DevcontainerReading): DeclaredWord[] {
  const node = valueAt(reading.root, 'appPort');
  const items = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  return items.flatMap((item) => {
    const word = readWord(item, 'appPort', reading);
    if (word === undefined) return [];
    const isNumber = item.kind === 'scalar' && typeof item.value === 'number';
    return flagged('-p', [isNumber ? { ...word, text: `127.0.0.1:${word.text}:${word.text}` } : word]);
  });
}

function workspaceMount(reading: DevcontainerReading): DeclaredWord | undefined {
  return readWord(valueAt(reading.root, 'workspaceMount'), 'workspaceMount', reading);
}

function mountWords(reading: DevcontainerReading): DeclaredWord[] {
  const node = valueAt(reading.root, 'mounts');
  if (node === undefined) return [];
  if (node.kind !== 'list') {
    refuseValue(node, 'mounts', 'a list of mounts', reading);
    return [];
  }
  return flagged(
    '--mount',
    node.items.flatMap((item) => mountOf(item, reading) ?? []),
  );
}

function mountOf(item: JsonNode, reading: DevcontainerReading): DeclaredWord | undefined {
  if (item.kind !== 'object') return readWord(item, 'mounts', reading);
  const parts = (['type', 'source', 'target'] as const).flatMap((key) => {
    const word = readWord(valueAt(item, key), `mounts.${key}`, reading);
    return word === undefined ? [] : [quoteField(`${key}=${word.text}`)];
  });
  return { text: parts.join(','), at: placeOf(item, reading) };
}

/** The value of a mount is one record of comma-separated fields. */
function quoteField(field: string): string {
  return /[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
