// The commands of the terminal: what each is called, what may be said to it, and what it starts.
import { type Command, Option } from 'commander';
import type { ConfigFlags } from './config-command.ts';
import type { CommonFlags } from './flags.ts';
import { list, withPolicyFlags, withReportFlags, withScanFlags, withSourceFlags } from './options.ts';
import { runScan, type ScanFlags } from './scan-command.ts';
import type { Shell } from './shell.ts';
import type { SmokeFlags } from './smoke-flags.ts';
import { withSmokeFlags } from './smoke-options.ts';

/** Adds a command to a program; `done` is told its exit code. */
export type AddCommand = (program: Command, shell: Shell, done: (code: number) => void) => void;

const TARGETS = `
Targets:
  PATH                    a directory is searched; a file is recognised by its name or its text
  compose:FILE[,FILE...]  a compose project, later files override earlier ones
  dockerfile:FILE         a Dockerfile or Containerfile
  run:'docker run ...'    a docker or podman command line, or run:FILE for a script or Makefile with such lines
  workflow:FILE           a GitHub workflow or action.yml
  devcontainer:FILE       a devcontainer.json
  inspect:FILE            the JSON of docker inspect
  archive:FILE[#NAME]     an image archive (docker save, OCI; gzip or zstd too), or - for standard input
  oci:PATH[#NAME]         an OCI image layout
  docker:REF              an image of the engine; docker:all for every one
  registry:REF            an image of a registry
  container:ID            a container of the engine with its image; container:all for every one

Exit codes: 0 clean or below the gate, 1 the gate failed, 2 usage or unreadable input, 70 a bug of Seaworthy.`;

/** Every command by its name, in the order in which help lists them. */
export const commands: ReadonlyMap<string, AddCommand> = new Map([
  ['scan', addScan],
  ['smoke', addSmoke],
  ['config', addConfig],
  ['facts', addFacts],
  ['explain', addExplain],
  ['rules', addRules],
  ['frameworks', addFrameworks],
  ['test', addTest],
  ['verify-log', addVerifyLog],
  ['init', addInit],
]);

function addScan(program: Command, shell: Shell, done: (code: number) => void): void {
  withReportFlags(
    withScanFlags(
      program
        .command('scan [targets...]')
        .description('judge containers; searches the working directory when no target is named'),
    ),
  )
    .option('--sbom <file>', 'write the packages of the images as CycloneDX 1.6 JSON')
    .addOption(list('--what-if <names>', 'settings, rules or controls to take for mended; tells the risk then'))
    .addOption(
      new Option('--waivers <what>', 'list the waivers and what became of them, in place of the findings').choices([
        'report',
      ]),
    )
    .addOption(new Option('--timings', 'print milliseconds per phase to standard error').hideHelp())
    .addHelpText('after', TARGETS)
    .action(async (targets: string[], flags: ScanFlags) => done(await runScan(targets, flags, shell)));
}

function addSmoke(program: Command, shell: Shell, done: (code: number) => void): void {
  const smokeCommand = program
    .command('smoke <target>')
    .description(
      'run an image or a service in a hardened sandbox, watch it, and judge what was declared and what was seen',
    );
  withSmokeFlags(withReportFlags(withSourceFlags(withPolicyFlags(smokeCommand)))).action(
    async (target: string, flags: SmokeFlags) => {
      const { runSmoke } = await import('./smoke-command.ts');
      done(await runSmoke(target, flags, shell));
    },
  );
}

function addConfig(program: Command, shell: Shell, done: (code: number) => void): void {
  program
    .command('config [services...]')
    .description(
      'print the effective compose project, resolved exactly as docker compose does; or what a run line asks the engine for',
    )
    .addOption(list('-f, --file <file>', 'compose file; may be repeated'))
    .addOption(list('--env-file <file>', 'env file instead of .env; may be repeated'))
    .addOption(list('--compose-profile <name>', 'switch on a profile; may be repeated'))
    .option('-p, --project-name <name>', 'project name')
    .option('--project-directory <dir>', 'directory that relative paths start from')
    .addOption(new Option('--format <name>', 'output').choices(['text', 'json', 'yaml']).default('text'))
    .option('--origins', 'show file:line of every value')
    .addHelpText(
      'after',
      "\nA service may also be run:'docker run ...': prints the create request that the client would send.",
    )
    .action(async (services: string[], flags: ConfigFlags) => {
      const { runConfig } = await import('./config-command.ts');
      done(await runConfig(services, flags, shell));
    });
}

function addFacts(program: Command, shell: Shell, done: (code: number) => void): void {
  withScanFlags(
    program
      .command('facts [targets...]')
      .description('print what a rule sees: every subject, field, value and where it came from'),
  )
    .addOption(new Option('--format <name>', 'output').choices(['text', 'json']).default('text'))
    .addHelpText('after', TARGETS)
    .action(async (targets: string[], flags: CommonFlags & { format: string }) => {
      const { runFacts } = await import('./facts-command.ts');
      done(await runFacts(targets, flags, shell));
    });
}

function addExplain(program: Command, shell: Shell, done: (code: number) => void): void {
  withScanFlags(
    program
      .command('explain <rule-or-control> [targets...]')
      .description('what a rule or control asks, and which facts led to its verdicts'),
  )
    .addHelpText('after', TARGETS)
    .action(async (name: string, targets: string[], flags: CommonFlags) => {
      const { runExplain } = await import('./explain-command.ts');
      done(await runExplain(name, targets, flags, shell));
    });
}

function addRules(program: Command, shell: Shell, done: (code: number) => void): void {
  program
    .command('rules')
    .description('list the rules')
    .addOption(list('--rules <dir>', 'folder of your own rules; may be repeated'))
    .addOption(new Option('--format <name>', 'output').choices(['text', 'json']).default('text'))
    .action(async (flags: { rules?: string[]; format: string }) => {
      const { runRules } = await import('./list-commands.ts');
      done(await runRules(flags, shell));
    });
}

function addFrameworks(program: Command, shell: Shell, done: (code: number) => void): void {
  program
    .command('frameworks [id]')
    .description('list the frameworks, or the controls of one with the rules that evidence them')
    .addOption(list('--rules <dir>', 'folder of your own rules; may be repeated'))
    .addOption(new Option('--format <name>', 'output').choices(['text', 'json']).default('text'))
    .action(async (id: string | undefined, flags: { rules?: string[]; format: string }) => {
      const { runFrameworks } = await import('./list-commands.ts');
      done(await runFrameworks(id, flags, shell));
    });
}

function addTest(program: Command, shell: Shell, done: (code: number) => void): void {
  program
    .command('test [dir]')
    .description('replay the examples of every rule through the real inputs; with a folder, those of its rules')
    .action(async (folder: string | undefined) => {
      const { runTest } = await import('./test-command.ts');
      done(await runTest(folder, shell));
    });
}

function addVerifyLog(program: Command, shell: Shell, done: (code: number) => void): void {
  program
    .command('verify-log <file>')
    .description('check the chain of an audit log: that no line was changed, moved or taken out')
    .action(async (file: string) => {
      const { runVerifyLog } = await import('./verify-log-command.ts');
      done(runVerifyLog(file, shell));
    });
}

function addInit(program: Command, shell: Shell, done: (code: number) => void): void {
  program
    .command('init')
    .description('write .seaworthy.yaml, a GitHub workflow and a sample rule; never overwrites')
    .action(async () => {
      const { runInit } = await import('./init-command.ts');
      done(runInit(shell));
    });
}
