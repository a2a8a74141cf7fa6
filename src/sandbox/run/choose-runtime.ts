// Chooses the runtime of a run, and makes sure that it works before anything is entrusted to it.
import { InputError } from '../../model/errors.ts';
import type { HardenedRun, SandboxRuntime } from '../../model/sandbox.ts';
import { isObject } from '../../parse/json-object.ts';
import type { RunDeps } from './deps.ts';
import { explainFailedStart } from './start-fault.ts';
import { tryRun } from './trial.ts';

export interface ChosenRuntime {
  /** As the engine names it. */
  readonly name: string;
  readonly notices: readonly string[];
}

/** How engines name them. */
const NAMES: Readonly<Record<Exclude<SandboxRuntime, 'auto'>, { readonly shown: string; readonly pattern: RegExp }>> = {
  runc: { shown: 'runc', pattern: /^runc$/ },
  runsc: { shown: 'gVisor (runsc)', pattern: /^(?:io\.containerd\.)?runsc(?:[.-]|$)/ },
  kata: { shown: 'Kata', pattern: /^(?:io\.containerd\.)?kata(?:[.-]|$)/ },
};

/** The init that the engine mounts into every container that asks for one: a program that each image has, whatever is in it. */
const PROBE = { Entrypoint: ['/sbin/docker-init'], Cmd: ['--version'], Healthcheck: { Test: ['NONE'] } };
const PROBE_SECONDS = 10;
/** A kernel in a process falls over now and then, with nobody to blame. */
const TRIES = 3;
/** Of an init that does not find the program, on engines that mount theirs elsewhere. It was started, which is all. */
const NOT_FOUND = 127;

/**
 * `auto` takes gVisor where the engine has it and a container really starts under it, and else the engine's own.
 * Throws InputError when a runtime that was asked for is not there or does not work.
 */
export async function chooseRuntime(
  wanted: SandboxRuntime,
  harden: (runtime: string) => HardenedRun,
  deps: RunDeps,
): Promise<ChosenRuntime> {
  const { name: engine, runtimes, defaultRuntime } = deps.host;
  if (wanted === 'auto') {
    const gvisor = findRuntime('runsc', deps);
    if (gvisor === undefined) return { name: defaultRuntime, notices: [] };
    const fault = await probe(gvisor, harden, deps);
    if (fault === undefined) return { name: gvisor, notices: [] };
    const notice = `The runtime ${gvisor} does not work, so ${defaultRuntime} was taken: ${fault}`;
    return { name: defaultRuntime, notices: [notice] };
  }
  const { shown } = NAMES[wanted];
  const name = findRuntime(wanted, deps);
  if (name === undefined)
    throw new InputError(
      `${engine} has no runtime for ${shown}; it has ${runtimes.join(', ')}. Install it and name it under "runtimes" in daemon.json, or leave --runtime out`,
    );
  const fault = wanted === 'runc' ? undefined : await probe(name, harden, deps);
  if (fault !== undefined)
    throw new InputError(`the runtime ${name} of ${engine} does not work: ${fault}. Mend it, or leave --runtime out`);
  return { name, notices: [] };
}

function findRuntime(wanted: keyof typeof NAMES, { host }: RunDeps): string | undefined {
  const found = host.runtimes.filter((name) => NAMES[wanted].pattern.test(name)).sort();
  return found.find((name) => name === wanted) ?? found[0];
}

/** Why no container starts under the runtime; undefined when one does. */
async function probe(
  runtime: string,
  harden: (runtime: string) => HardenedRun,
  deps: RunDeps,
): Promise<string | undefined> {
  const run = harden(runtime);
  const hostConfig = isObject(run.request.HostConfig) ? run.request.HostConfig : {};
  const request = { ...run.request, ...PROBE, HostConfig: { ...hostConfig, Init: true } };
  let fault: string | undefined;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const trial = await tryRun({ ...run, request }, PROBE_SECONDS, deps);
    if (trial.kind === 'refused')
      return explainFailedStart({ words: PROBE.Entrypoint, platform: run.platform, ...trial });
    if (trial.kind === 'running') return `a container that only tells its version has not ended in ${PROBE_SECONDS} s`;
    if (trial.exitCode === 0 || trial.exitCode === NOT_FOUND) return undefined;
    fault = `a container that only tells its version ended with ${trial.exitCode}`;
  }
  return fault;
}
