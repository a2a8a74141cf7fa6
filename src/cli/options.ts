// Options that several commands of the terminal share.
import { type Command, Option } from 'commander';

const collect = (word: string, before: readonly string[] | undefined) => [...(before ?? []), word];

/** An option that may be repeated; its values are gathered in a list. */
export const list = (flags: string, description: string) => new Option(flags, description).argParser(collect);

/** Where reports go, and what they are compared with. */
export function withReportFlags(command: Command): Command {
  return command
    .addOption(
      list(
        '--format <name[=file]>',
        'text, controls, json, sarif, junit or markdown, to standard output or a file; may be repeated',
      ),
    )
    .option('--baseline <file>', 'findings that are known already; only new ones count for the gate')
    .option('--baseline-ref <ref>', 'the same, from the tree of a git reference')
    .option('--update-baseline', 'write the findings of this run to the file of --baseline')
    .option('--audit-log <file>', 'append what was done to a hash-chained log of JSON lines');
}

/** By what is judged. */
export function withPolicyFlags(command: Command): Command {
  return command
    .option('--config <file>', 'configuration instead of .seaworthy.yaml')
    .option('--profile <name|file>', 'default, development, production, strict, or a profile file')
    .option('--environment <name>', 'dev, staging, prod, or one of .seaworthy.yaml: chooses the profile')
    .option('--fail-on <severity>', 'critical, high, medium, low or none')
    .addOption(list('--framework <id>', 'framework to report on, or all; may be repeated'))
    .option('--level <1|2>', 'only the controls of a framework up to this level')
    .addOption(list('--rules <dir>', 'folder of your own rules, beside .seaworthy/rules; may be repeated'));
}

/** How compose files and images are read. */
export function withSourceFlags(command: Command): Command {
  return command
    .addOption(list('--env-file <file>', 'env file for compose projects, instead of .env; may be repeated'))
    .addOption(list('--platform <os/arch>', 'platform of images, or all; may be repeated'))
    .option('--no-cache', 'read every layer of an image, also those that were read before')
    .option('--env', 'lend the environment of this process to the scan; without it an unset variable is unknown');
}

/** Everything that is said of a scan, but for its reports. */
export function withScanFlags(command: Command): Command {
  return withSourceFlags(withPolicyFlags(command))
    .addOption(list('--exclude <glob>', 'paths that a directory search leaves out; may be repeated'))
    .addOption(
      list('--compose-profile <name>', 'compose profile to switch on; may be repeated; all when none is named'),
    )
    .addOption(list('--build-arg <name=value>', 'value of a build argument in every Dockerfile; may be repeated'))
    .option('--target <stage>', 'stage of the Dockerfile that is built, instead of the last one')
    .option('--config-only', 'read the configuration of images and no layer')
    .addOption(
      new Option('--with-images <origin>', 'fetch the images that containers name from here and join them').choices([
        'engine',
        'registry',
      ]),
    )
    .addOption(list('--insecure-registry <host>', 'registry that may be asked over plain HTTP; may be repeated'))
    .option('--offline', 'open no connection to an engine or a registry');
}
