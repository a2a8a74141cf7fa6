// Why the engine, or its init, could not run the program of an image. Codes tell first; words differ from engine to engine.
import { printable } from '../../engine/printable.ts';

/** What is known of a start that failed. */
export interface FailedStart {
  /** Program and arguments, as they were to be run. */
  readonly words: readonly string[];
  /** `linux/amd64` of the host. */
  readonly platform: string;
  /** What the engine gives to a container that it could not start; 0 where it gives none. */
  readonly exitCode: number;
  /** Of the engine or of its init. */
  readonly text: string;
}

/** runc, gVisor, init and the kernel, each in its own way. */
const NAMES_PROGRAM = /\bexec: "|\bexec \S+ failed|^exec \S+: |executable file not found|failed to load \//i;
const MAX_PROGRAM = 100;
const MAX_TEXT = 300;

const GVISOR_NETWORK =
  'gVisor is not set up for this kernel: give its runtime `"runtimeArgs": ["--network=none"]` in daemon.json';

/** What a runtime says when it is not the program of the image that is at fault. */
const OTHER_FAULTS: readonly (readonly [RegExp, string])[] = [
  [/no matching entries in (?:passwd|group) file|unable to find (?:user|group)/i, 'its user is not in the image'],
  [/unknown runtime|unknown or invalid runtime|invalid runtime name/i, 'the engine does not have the runtime'],
  [
    /error mounting|mount callback failed|are you trying to mount|invalid mount|duplicate mount/i,
    'a folder that is to be mounted into it cannot be',
  ],
  [/seccomp/i, 'the engine does not take the seccomp profile'],
  [/apparmor/i, 'the engine does not take the AppArmor profile'],
  [/chdir|working director|\bcwd\b|mkdir .*\/merged|lstat .*\/merged/i, 'its working directory cannot be entered'],
  [/network enabled in root network namespace/i, GVISOR_NETWORK],
];

/** One sentence without a full stop: what is wrong, and the words of the engine. */
export function explainFailedStart(failed: FailedStart): string {
  const said = reasonOf(failed.text);
  const fault = programFault(failed, said) ?? OTHER_FAULTS.find(([pattern]) => pattern.test(said))?.[1];
  const text = printable(said, MAX_TEXT);
  if (fault === undefined) return `the engine cannot start it: ${text === '' ? 'it gives no reason' : text}`;
  return text === '' ? fault : `${fault} (${text})`;
}

/** What is wrong with the program that is to be run; undefined when it is something else. */
function programFault({ words, platform, exitCode }: FailedStart, text: string): string | undefined {
  const program = JSON.stringify(printable(words[0] ?? '', MAX_PROGRAM));
  if (/exec format error/i.test(text)) return `its program ${program} is built for another machine than ${platform}`;
  if (!NAMES_PROGRAM.test(text)) return undefined;
  if (exitCode === 126 || /permission denied|is a directory/i.test(text))
    return `its program ${program} may not be executed`;
  if (exitCode === 127 || /no such file|not found/i.test(text))
    return `its program ${program} is not there, or names an interpreter or loader that is not`;
  return undefined;
}

/** A refusal names the request first, which nobody needs to know. */
function reasonOf(text: string): string {
  return text.replace(/^the engine refuses \S+ \(\d+\): /, '');
}
