// What the Actions runner does with the output of a step: commands in both syntaxes, masks, annotations and their limits.

export interface ShownAnnotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly properties: Readonly<Record<string, string>>;
}

export interface RunnerLog {
  /** Takes one line of standard output or standard error. */
  line(text: string): void;
  /** What people can read: commands are gone, masks are applied. */
  readonly text: () => string;
  readonly annotations: readonly ShownAnnotation[];
  /** Annotations past the limit: they stand in the log alone. */
  readonly dropped: () => number;
  /** Outputs and state set by the old commands, which a step of ours never uses. */
  readonly forged: readonly string[];
}

/** Names that the runner knows, whoever prints them. */
const KNOWN = new Set(
  'error warning notice debug group endgroup echo add-mask add-matcher remove-matcher set-output save-state set-env add-path'.split(
    ' ',
  ),
);
const MOST_PER_LEVEL = 10;
const LONGEST_MESSAGE = 4096;

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** A log as the runner keeps it, with the masks that are known from the start. */
export function openRunnerLog(secrets: readonly string[]): RunnerLog {
  const masks = new Set<string>();
  for (const secret of secrets) addMask(masks, secret);
  const lines: string[] = [];
  const annotations: ShownAnnotation[] = [];
  const forged: string[] = [];
  const counts = { error: 0, warning: 0, notice: 0 };
  let dropped = 0;
  let stopped: string | undefined;
  const mask = (text: string) => [...masks].reduce((masked, secret) => masked.replaceAll(secret, '***'), text);

  const annotate = (level: ShownAnnotation['level'], { data, properties }: Command) => {
    const message = mask(data).slice(0, LONGEST_MESSAGE);
    lines.push(`##[${level}]${message}`);
    counts[level] += 1;
    if (counts[level] > MOST_PER_LEVEL) dropped += 1;
    else annotations.push({ level, message, properties });
  };
  const obey = (command: Command) => {
    const { name, data } = command;
    if (name === 'error' || name === 'warning' || name === 'notice') annotate(name, command);
    else if (name === 'stop-commands') stopped = data;
    else if (name === 'add-mask') addMask(masks, data);
    else if (name !== 'debug') forged.push(`${name} ${JSON.stringify(command.properties)} ${data}`);
  };
  return {
    line(text) {
      const command = readCommand(text, stopped);
      if (command === undefined || (stopped !== undefined && command.name !== stopped)) lines.push(mask(text));
      else if (command.name === stopped) stopped = undefined;
      else obey(command);
    },
    text: () => lines.map((line) => `${line}\n`).join(''),
    annotations,
    dropped: () => dropped,
    forged,
  };
}

/** A command in the new syntax at the start of a line, or in the old one anywhere in it. */
export function readCommand(line: string, resume?: string): Command | undefined {
  const isKnown = (name: string) => name === 'stop-commands' || name === resume || KNOWN.has(name.toLowerCase());
  const trimmed = line.trimStart();
  const end = trimmed.startsWith('::') ? trimmed.indexOf('::', 2) : -1;
  if (end > 2) {
    const [name, properties] = splitHead(trimmed.slice(2, end));
    if (isKnown(name))
      return {
        name,
        properties: readProperties(properties, ',', decodeText),
        data: decodeText(trimmed.slice(end + 2)),
      };
  }
  const start = line.indexOf('##[');
  const close = start === -1 ? -1 : line.indexOf(']', start);
  if (close === -1) return undefined;
  const [name, properties] = splitHead(line.slice(start + 3, close));
  return isKnown(name)
    ? { name, properties: readProperties(properties, ';', decodeText), data: decodeText(line.slice(close + 1)) }
    : undefined;
}

function splitHead(head: string): [name: string, properties: string] {
  const space = head.indexOf(' ');
  return space === -1 ? [head, ''] : [head.slice(0, space), head.slice(space + 1).trim()];
}

function readProperties(text: string, separator: string, decode: (value: string) => string): Record<string, string> {
  return Object.fromEntries(
    text.split(separator).flatMap((pair) => {
      const cut = pair.indexOf('=');
      return cut < 1 ? [] : [[pair.slice(0, cut).trim(), decode(pair.slice(cut + 1))]];
    }),
  );
}

function decodeText(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}

/** The runner hides a value, each of its lines and the usual encodings. */
function addMask(masks: Set<string>, value: string): void {
  if (value.trim() === '') return;
  for (const line of [value, ...value.split(/\r?\n/)].filter((part) => part.trim() !== '')) {
    masks.add(line);
    masks.add(Buffer.from(line).toString('base64'));
    masks.add(JSON.stringify(line).slice(1, -1));
    masks.add(encodeURIComponent(line));
  }
}
