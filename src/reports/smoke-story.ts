// A run in the sandbox told in a few rows, for the reports that people read. The texts are as scanned: whoever shows them makes them safe.
import { goodResults, type SmokeRecord } from '../model/smoke-record.ts';
import { controlsInRun } from './smoke-controls.ts';
import { hardenedFlags } from './smoke-flags.ts';

export interface StoryRow {
  readonly label: string;
  readonly text: string;
}

const MOST_NAMES = 8;
const MOST_LOG_LINES = 5;

/** What the run was called, and its image where that is another name. */
export function storyTitle({ declared, image }: SmokeRecord): string {
  return declared.service === undefined ? image.reference : `${declared.service} (${image.reference})`;
}

/** The rows, those that have nothing to say left out. */
export function smokeStory(record: SmokeRecord): StoryRow[] {
  const { relaxations, declared, replacedVariables } = record;
  const rows: readonly (readonly [label: string, text: string])[] = [
    ['result', resultText(record)],
    ['ran on', engineText(record)],
    ['did', deedsText(record)],
    ['listened on', portsText(record)],
    ['refused', refusedText(record)],
    ['in force', attestationText(record)],
    ['controls', controlsText(record)],
    ['loosened', few(relaxations.map(({ what, by }) => `${what} (${by})`))],
    ['not started', few(declared.dependsOn)],
    ['placeholders', few(replacedVariables)],
    ['needs', needsText(record)],
    ['runs with', hardenedFlags(record)],
    ['log', logText(record)],
  ];
  return rows.flatMap(([label, text]) => (text === '' ? [] : [{ label, text }]));
}

function resultText({ result, reason, seconds, exceeded }: SmokeRecord): string {
  const after = seconds > 0 ? ` after ${seconds.toFixed(1)} s` : '';
  const over = exceeded.length === 0 ? '' : `; limits reached: ${exceeded.join(', ')}`;
  return `${result.replaceAll('-', ' ')}${after}: ${reason}${over}`;
}

function engineText({ engine }: SmokeRecord): string {
  return `${engine.name}, ${engine.runtime}, kernel ${engine.kernel}, cgroup v${engine.cgroupVersion}`;
}

function deedsText({ processes, peaks, result }: SmokeRecord): string {
  if (result === 'not-started') return '';
  const { pids, memoryBytes, cpuPercent, logBytes } = peaks;
  return [
    few([...new Set(processes.map(({ name, uid }) => (uid === undefined ? name : `${name} (uid ${uid})`)))]),
    pids === undefined ? '' : `at most ${pids} process${pids === 1 ? '' : 'es'}`,
    memoryBytes === undefined ? '' : `${size(memoryBytes)} of memory`,
    cpuPercent === undefined ? '' : `${Math.round(cpuPercent)} % of a CPU`,
    `${size(logBytes)} of log`,
  ]
    .filter((text) => text !== '')
    .join('; ');
}

function portsText({ listening, result }: SmokeRecord): string {
  if (listening === undefined) return result === 'not-started' ? '' : 'not seen';
  if (listening.length === 0) return 'nothing';
  return few(listening.map(({ address, port, protocol }) => `${address} ${port}/${protocol}`));
}

function refusedText({ denied }: SmokeRecord): string {
  const kinds = [...new Set(denied.map(({ kind }) => kind))];
  return kinds
    .map((kind) => {
      const named = denied.filter((one) => one.kind === kind && one.what !== '').map(({ what }) => what);
      return named.length === 0 ? kind : `${kind} ${few([...new Set(named)])}`;
    })
    .join('; ');
}

function attestationText({ attestation, result }: SmokeRecord): string {
  if (attestation === undefined || attestation.settings.length === 0)
    return result === 'not-started'
      ? ''
      : `not attested: ${attestation?.reason ?? 'nothing could be seen on the host'}`;
  const { settings } = attestation;
  const held = settings.filter(({ holds }) => holds === 'yes').length;
  const broken = settings
    .filter(({ holds }) => holds === 'no')
    .map(({ name, asked, found = 'nothing' }) => `${name}: asked ${asked}, found ${found}`);
  const unseen = settings.filter(({ holds }) => holds === 'unknown').map(({ name }) => name);
  return [
    `${held} of ${settings.length} settings seen on the host as asked`,
    ...broken,
    ...(unseen.length === 0 ? [] : [`not seen: ${few(unseen)}`]),
  ].join('; ');
}

function controlsText(record: SmokeRecord): string {
  const controls = controlsInRun(record);
  return (['in force', 'partial', 'absent', 'not seen'] as const)
    .flatMap((state) => {
      const own = controls.filter((control) => control.state === state);
      return own.length === 0 ? [] : [`${state} ${own.map(({ id, name }) => `${id} ${name}`).join(', ')}`];
    })
    .join('; ');
}

/** What it would have to be given to run like this; said only where the run shows it. */
function needsText({ result, denied, relaxations, changed = [] }: SmokeRecord): string {
  if (result === 'not-started' || result === 'engine-lost') return '';
  const paths = denied.filter(({ kind }) => kind === 'write').map(({ what }) => what);
  const named = [...new Set([...paths, ...changed])].filter((path) => path !== '');
  const tried = denied.some(({ kind }) => kind === 'network');
  const needs = [
    ...relaxations.map(({ what }) => what),
    ...(named.length === 0 ? [] : [`a place to write: ${few(named)}`]),
    ...(paths.includes('') ? ['a place to write that the log does not name'] : []),
    ...(tried ? ['perhaps a network'] : []),
  ];
  if (needs.length > 0) return needs.join('; ');
  return goodResults.includes(result) ? 'nothing beyond the sandbox' : '';
}

function logText({ result, logTail }: SmokeRecord): string {
  return goodResults.includes(result) ? '' : logTail.slice(-MOST_LOG_LINES).join(' | ');
}

function few(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return rest > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${rest} more` : names.join(', ');
}

function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} byte${bytes === 1 ? '' : 's'}`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KiB`;
  return `${Math.round(bytes / 1024 ** 2)} MiB`;
}
