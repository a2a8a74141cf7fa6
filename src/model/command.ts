// The facts of one simple command, wherever a shell or an argv says it: RUN, ENTRYPOINT, a compose command, a workflow step.
import { bool, type ElementType, type FactsOf, type Fields, list, string, strings } from './fields.ts';

/** Types of the elements found inside a command. */
export const commandElements = {
  Option: {
    doc: 'One option with its value. Short clusters are split by a table of the program; a short name that has a long one goes by the long one.',
    key: ['name'],
    fields: {
      name: string('With its dashes: `--recursive`, `-x`.'),
      value: string('Value, from the same word or the next; empty when it takes none.'),
    },
  },
  Setting: {
    doc: 'A variable that is set for or by a command.',
    key: ['name'],
    fields: { name: string('Name.'), value: string('Value; what is not known is spelled as written.') },
  },
  Feeder: {
    doc: 'A program whose output goes into another command.',
    key: ['program', 'via'],
    fields: {
      program: string('Its name, wrappers stripped.'),
      via: string('`pipe`, `substitution` (`$(...)`) or `process` (`<(...)`).'),
      role: string(
        '`fetch` when it writes something from the network to its output, `decode` when it turns encoded text into other text, `secret` when it writes out the environment or a secret file; else empty.',
      ),
      args: strings('Its words after the program.'),
      text: string('As written, in one line.'),
    },
  },
  Url: {
    doc: 'An address among the words.',
    key: ['text'],
    fields: {
      text: string('As written, credentials included.'),
      scheme: string('Lower case: `https`, `http`, `git`, `stratum+tcp`, ...'),
      host: string(
        'Lower case, without port and brackets; an IPv4 address written as one number, in octal or in hexadecimal is given in dotted form. Empty when it is not known.',
      ),
      credentials: bool('Holds a password that is written out.'),
    },
  },
  Download: {
    doc: 'A file that the command fetches, and what a later command of the same list does with it.',
    key: ['path'],
    fields: {
      url: string('Address as written.'),
      scheme: string('Scheme of the address; empty when it is not known.'),
      host: string('Host of the address; empty when it is not known.'),
      path: string('File it is written to; empty when it goes to the output.'),
      use: string(
        '`executed`, `sourced`, `installed`, `unpacked`, `made-executable` or `trusted` (as a certificate or key); empty when nothing is seen.',
      ),
      verified: bool(
        'A checksum or signature check that names the file stands between, and its failure stops the list (`&&`, or `set -e`).',
      ),
    },
  },
  Write: {
    doc: 'A file that the command writes: through a redirect, `tee`, `dd of=`, `cp`, `mv`, `install`, `sed -i`, `truncate` or the output option of a fetcher.',
    key: ['path'],
    fields: {
      path: string('Path with `.` and `..` resolved; what is not known is spelled as written.'),
      append: bool('Added at the end.'),
      text: string('What is written, where it is a literal (echo, printf, a heredoc); else empty.'),
      via: string('`redirect`, or the name of the program.'),
    },
  },
} as const satisfies Readonly<Record<string, ElementType>>;

/**
 * Facts of a command. A word that holds an expansion which is not known is spelled as written (`$DIR/x`), so it never equals a literal.
 * `sh -c "..."`, `eval '...'` and heredocs fed to a shell are commands of their own beside the one that runs them.
 */
export const commandFields = {
  phase: string(
    '`build` (RUN), `start` (ENTRYPOINT, CMD, compose command, run line), `health`, `hook`, or `ci` (a step of a workflow job, a script).',
  ),
  origin: string(
    'Where it stands: `RUN`, `ENTRYPOINT`, `CMD`, `HEALTHCHECK`, `command`, `entrypoint`, `healthcheck`, `post_start`, `run`, `step`, `script`, ...',
  ),
  stage: string('Stage of the Dockerfile; empty outside of one.'),
  discarded: bool('Its stage is no part of a target stage.'),
  onbuild: bool('It runs in a build that starts from this image.'),
  parsed: bool('True; absent when the script could not be parsed, with the reason. Everything else is empty then.'),
  form: string('`shell`, or `exec` where the words are given as a list and no shell takes part.'),
  shell: string('The shell that reads it: `sh`, `bash`, `ash`, ...; empty in the exec form.'),
  text: string('As written, in one line and cut to 200 characters, for messages.'),

  program: string(
    'Base name of the program, wrappers stripped; empty when it is not known or when only variables are set.',
  ),
  programPath: string('The program as written.'),
  dynamicProgram: bool('The program is an expansion that is not known, other than `"$@"`.'),
  subcommand: string(
    'First operand of a program that has subcommands (`install` of apt-get, `clone` of git); else empty.',
  ),
  args: strings('Words after the program.'),
  options: list('Option', 'Options in order.'),
  flags: strings('Names of the options.'),
  operands: strings('Words that are no options, without the subcommand.'),
  paths: strings('The operands as paths, `.`, `..` and repeated slashes resolved.'),
  wrappers: strings(
    'Programs that were stripped from in front: `sudo`, `env`, `exec`, `timeout`, `sh`, ... outermost first.',
  ),
  runsAs: string(
    'Account that a wrapper or `su` switches to, `root` where it names none; empty when nothing switches.',
  ),
  settings: list('Setting', 'Variables set for it or by it: `A=b command`, `env A=b command`, `export A=b`, `A=b`.'),
  unset: strings('Variables that it unsets.'),
  urls: list('Url', 'Addresses among its words.'),
  downloads: list('Download', 'Files it fetches.'),
  writes: list('Write', 'Files it writes.'),
  redirects: strings('Targets of its redirects, inputs included; descriptors and heredocs left out.'),
  fedBy: list('Feeder', 'Programs whose output is its standard input, or stands in its words.'),
  feeds: strings('Names of the programs after it in its pipeline.'),
  codeFrom: string(
    'For a shell, an interpreter, `eval` and `source`: where the code comes from: `stdin`, `argument`, `substitution`, `process`, `file`; else empty.',
  ),
  code: string(
    'Inline code of an interpreter that is no shell, where it is a literal: after -c, -e or -r, or in a heredoc; else empty.',
  ),
  dynamicCode: bool(
    'The code of a shell, `eval` or an interpreter holds an expansion made outside of it, so that data becomes code.',
  ),
  dynamicCodeText: string('That expansion as written; empty when there is none.'),
  placeholderCode: bool('`xargs -I X sh -c CODE` or `find -exec sh -c CODE` with the placeholder inside CODE.'),
  looseWords: strings(
    'Words in which an expansion stands outside quotes, so that the shell may split it; `$@`, `$#`, `$?`, `$$` and `$!` left out.',
  ),
  unguardedPaths: strings(
    'Words that begin with an unguarded expansion and a slash: with an empty variable they start at the root.',
  ),
  multiplies: bool('Calls a function that calls itself in a pipeline or in the background.'),
  background: bool('Runs in the background.'),
  xtrace: bool('`set -x` is in force.'),
  usedVariables: strings('Names of the variables that its words expand.'),
  modeAdds: strings('For chmod, install and mkdir: what the mode gives: `setuid`, `setgid`, `sticky`, `others-write`.'),
  modeOnDirectory: bool(
    'For chmod: every operand is known to be a directory (a trailing slash, or made by mkdir or `install -d` in the same list).',
  ),
  capabilities: strings('For setcap: the capabilities given, upper case without `CAP_`; `ALL` for all.'),
  packageManager: string(
    '`apt`, `apk`, `dnf`, `yum`, `microdnf`, `zypper`, `pacman`, `pip`, `npm`, `gem`, `go`, ...; else empty.',
  ),
  packages: strings('Packages it installs, by name without version.'),
  unpinnedPackages: strings('Those of them that name no version.'),
} as const satisfies Fields;

type Elements = typeof commandElements;

export type Command = FactsOf<typeof commandFields, Elements>;
/** An element of a command, by the name of its type. */
export type CommandElement<K extends keyof Elements> = Partial<FactsOf<Elements[K]['fields'], Elements>>;
