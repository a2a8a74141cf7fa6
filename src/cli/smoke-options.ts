// The command line of `seaworthy smoke`.
import type { Command } from 'commander';
import { list } from './options.ts';

const NOTES = `
Targets:
  IMAGE, docker:REF       an image of the engine; with --pull also one of its registry
  archive:FILE[#NAME]     an image archive; loaded for the run, removed afterwards
  oci:PATH[#NAME]         an OCI image layout, likewise
  compose:FILE[,FILE...]  a service of a compose project, by --service; what it depends on is not started
  run:'docker run ...'    what a command line would start

The container has no network, no capability, a read-only root file system, a seccomp profile of its own, and limits.
Nothing whose risk is HIGH or CRITICAL is started without --allow-risk.

Exit codes: 0 it works and is clean, 1 the gate failed or nothing was started, 2 usage, unreadable input or no engine, 70 a bug of Seaworthy.`;

/** Adds what is said of the run itself. */
export function withSmokeFlags(command: Command): Command {
  return command
    .option('--service <name>', 'the service of a compose file; may be left out where there is one')
    .option('--for <seconds>', 'how long one without a health check is watched (10)')
    .option('--deadline <seconds>', 'when it is ended whatever it does (60)')
    .option('--memory <size>', 'memory, swap included (256m)')
    .option('--cpus <number>', 'CPUs (1)')
    .option('--pids <number>', 'processes (128)')
    .option('--user <uid:gid|image>', 'user in place of that of the image, or 1000:1000 where the image is root')
    .option('--runtime <name>', 'auto, runc, runsc (gVisor) or kata')
    .addOption(list('--allow <name>', 'loosen: cap:NAME, syscall:NAME, tmpfs:PATH, network, write; may be repeated'))
    .option('--allow-risk <level>', 'highest risk that is started: LOW, MEDIUM, HIGH or CRITICAL (MEDIUM)')
    .option('--pull <when>', 'fetch the image: never, missing or always (never)')
    .option('--record <file>', 'add what the run did to a file of recorded behaviour')
    .option('--expect <file>', 'compare what the run did with recorded behaviour')
    .option('--any-image', 'record and compare the behaviour of another image or runtime too')
    .addHelpText('after', NOTES);
}
