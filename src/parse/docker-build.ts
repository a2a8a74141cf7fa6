// `docker build`, `docker buildx build` and `podman build`: what the command asks of the builder.
import { answersOf } from './docker-answers.ts';
import { type FlagTable, readFlags } from './docker-flags.ts';
import { Refusal } from './docker-refusal.ts';
import { hasHole } from './hole.ts';
import type { Word } from './shell-words.ts';

export interface BuildRequest {
  readonly context: string;
  readonly tags: readonly string[];
  /** The file given first; empty for the default. */
  readonly file: string;
  readonly target: string;
  /** By name; a bare name has no value here and takes one from the environment. */
  readonly buildArgs: Readonly<Record<string, string | null>>;
  readonly network: string;
  readonly allow: readonly string[];
  readonly secrets: readonly string[];
  readonly ssh: readonly string[];
  readonly securityOpt: readonly string[];
  readonly cgroupParent: string;
  readonly addHosts: readonly string[];
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly devices: readonly string[];
  readonly volumes: readonly string[];
  readonly isolation: string;
  readonly platforms: readonly string[];
  readonly labels: readonly string[];
}

const BOOLS =
  'check compress debug-build force-rm load no-cache push rm squash disable-content-trust help disable-compression identity-label inherit-annotations inherit-labels layers omit-history skip-unused-stages stdin tls-verify rewrite-timestamp save-stages';
const TEXTS =
  'add-host allow annotation attest build-arg build-arg-file build-context builder cache-from cache-to cache-ttl call cgroup-parent cgroupns cpp-flag cpu-period cpu-quota cpuset-cpus cpuset-mems device env format from hooks-dir iidfile ignorefile invoke ipc isolation label logfile manifest memory-swap metadata-file network no-cache-filter pid platform policy print progress provenance resource retry retry-delay runtime runtime-flag sbom sbom-output secret security-opt shm-size sign-by source-date-epoch ssh target timestamp ulimit unsetenv unsetlabel unsetannotation uts userns userns-uid-map userns-gid-map userns-uid-map-user userns-gid-map-group authfile cert-dir creds cw decryption-key http-proxy arch os variant os-feature os-version dns dns-option dns-search layer-label cap-add cap-drop group-add transport signature-policy root blob-cache jobs';

function buildFlags(program: 'docker' | 'podman', buildx: boolean): FlagTable {
  const podman = program === 'podman';
  return Object.fromEntries([
    ...BOOLS.split(' ').map((name) => [name, { type: 'bool' }] as const),
    ...TEXTS.split(' ').map((name) => [name, { type: podman && /^cap-/.test(name) ? 'csv' : 'text' }] as const),
    ['cpu-shares', { type: 'text', short: 'c' }] as const,
    ['debug', { type: 'bool', short: 'D' }] as const,
    ['file', { type: podman ? 'csv' : 'text', short: 'f' }] as const,
    ['memory', { type: 'text', short: 'm' }] as const,
    ['output', { type: 'text', short: 'o' }] as const,
    ['pull', { type: 'bool' }] as const,
    ['quiet', { type: 'bool', short: 'q' }] as const,
    ['tag', { type: 'text', short: 't' }] as const,
    ...(podman ? ([['volume', { type: 'text', short: 'v' }]] as const) : []),
    ...(podman && !buildx ? ([['pull', { type: 'text' }]] as const) : []),
  ]);
}

/** Reads the words behind `build`; `undefined` where help is asked for. Throws Refusal. */
export function readBuild(
  words: readonly Word[],
  program: 'docker' | 'podman',
  buildx: boolean,
  expansions: readonly string[],
): BuildRequest | undefined {
  const table = buildFlags(program, buildx);
  const plain = words.filter((word) => !(program === 'podman' && /^--pull(?:-always|-never)?$/.test(word.text)));
  const reading = readFlags(plain, { table, command: `${program} build`, interspersed: true, expansions });
  const answers = answersOf(reading.given);
  if (answers.bool('help', ['help'])) return undefined;
  const [context = reading.opaque.at(-1), second] = reading.args;
  if (context === undefined && program === 'docker')
    throw new Refusal('client', `${program} build needs a context, for example \`.\``, { exit: 1 });
  if (second !== undefined)
    throw new Refusal('client', `${program} build takes one context, and \`${second.text}\` is another`, {
      span: { start: second.start, end: second.end },
      exit: 1,
    });
  const list = (flag: string) => answers.all(flag).map(({ text }) => text);
  const text = (flag: string) => answers.last(flag)?.text ?? '';
  return {
    context: context?.text ?? '.',
    tags: list('tag'),
    file: (program === 'podman' ? list('file')[0] : text('file')) ?? '',
    target: text('target'),
    buildArgs: Object.fromEntries(list('build-arg').map(cutArgument)),
    network: text('network'),
    allow: list('allow'),
    secrets: list('secret'),
    ssh: list('ssh'),
    securityOpt: list('security-opt'),
    cgroupParent: text('cgroup-parent'),
    addHosts: list('add-host'),
    capAdd: list('cap-add'),
    capDrop: list('cap-drop'),
    devices: list('device'),
    volumes: list('volume'),
    isolation: text('isolation'),
    platforms: list('platform'),
    labels: list('label'),
  };
}

function cutArgument(text: string): readonly [string, string | null] {
  const cut = text.indexOf('=');
  return cut === -1 || hasHole(text.slice(0, cut)) ? [text, null] : [text.slice(0, cut), text.slice(cut + 1)];
}
