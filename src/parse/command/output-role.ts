// What the output of a program is made of: something fetched, something decoded, or secrets.
import type { ShellCall } from '../shell/script.ts';
import { familyOf } from './grammar.ts';
import type { Layer } from './unwrap.ts';

const LISTENS = ['-l', '--listen'];

/** Programs that decode where an option says so; an empty list where they do nothing else. */
const DECODERS: Readonly<Record<string, readonly string[]>> = {
  base64: ['--decode'],
  base32: ['--decode'],
  basenc: ['--decode'],
  xxd: ['-r', '-revert'],
  gzip: ['--decompress'],
  bzip2: ['--decompress'],
  xz: ['--decompress'],
  zstd: ['--decompress'],
  lz4: ['-d'],
  gpg: ['--decrypt'],
  gunzip: [],
  zcat: [],
  bunzip2: [],
  bzcat: [],
  unxz: [],
  xzcat: [],
  unzstd: [],
  zstdcat: [],
  uudecode: [],
  rev: [],
};

/** Programs that write out the files they are given. */
const READERS: ReadonlySet<string> = new Set(
  'cat tac head tail nl more less strings base64 base32 xxd od hexdump gzip bzip2 xz tar zip grep sed awk cut sort tr'.split(
    ' ',
  ),
);

const SECRET_PATHS =
  /^(?:\/run\/secrets\/|\/var\/run\/secrets\/|\/etc\/(?:shadow|gshadow)$|\/proc\/[^/]+\/environ$)|(?:^|\/)(?:\.ssh\/(?!known_hosts)|\.aws\/|\.docker\/config\.json$|\.netrc$|\.kube\/config$)|(?:^|\/)\.(?:ssh|aws)$/;

/** Answers `fetch`, `decode`, `secret` or an empty text for what a layer writes to its output. */
export function outputRole(layer: Layer, call: ShellCall): string {
  const { program, reading } = layer;
  if (program === '' || writesToFile(call)) return '';
  if (isFetch(layer)) return 'fetch';
  if (isDecode(layer)) return 'decode';
  const { options, operands } = reading;
  if (
    (program === 'env' || program === 'printenv' || program === 'set') &&
    operands.length === 0 &&
    layer.words.length === 1
  )
    return 'secret';
  if (
    /^(?:export|declare|typeset)$/.test(program) &&
    operands.length === 0 &&
    options.every(({ name }) => name === '-p' || name === '-x')
  )
    return 'secret';
  const inputs = call.redirects.flatMap(({ operator, target }) =>
    operator === '<' && target !== undefined ? [target] : [],
  );
  if (inputs.some(({ text }) => text.startsWith('/dev/tcp/') || text.startsWith('/dev/udp/'))) return 'fetch';
  const files = READERS.has(program) ? [...operands, ...inputs] : inputs;
  return files.some(({ text }) => SECRET_PATHS.test(text)) ? 'secret' : '';
}

/** Its output goes into a file, not to the next program. */
function writesToFile({ redirects }: ShellCall): boolean {
  return redirects.some(
    ({ operator, descriptor, target }) =>
      /^(?:>|>>|>\||&>|&>>|>&)$/.test(operator) &&
      (descriptor ?? 1) === 1 &&
      target !== undefined &&
      !/^(?:\d+-?|-|\/dev\/(?:stdout|tty|fd\/\d+|stderr))$/.test(target.text),
  );
}

function isFetch({ program, reading }: Layer): boolean {
  const { options, operands } = reading;
  const has = (...names: readonly string[]) => options.some(({ name }) => names.includes(name));
  const outputs = (name: string) => options.filter((option) => option.name === name).map(({ value }) => value);
  const toOutput = (name: string) => outputs(name).some((value) => value === '-' || value === '/dev/stdout');
  switch (program) {
    case 'curl':
      return !has('--remote-name', '--remote-name-all', '--version', '--help', '--output') || toOutput('--output');
    case 'wget':
    case 'wget2':
      return toOutput('--output-document');
    case 'fetch':
      return toOutput('-o');
    case 'http':
    case 'https':
    case 'xh':
    case 'xhs':
      return !has('--output', '--download');
    case 'lynx':
    case 'w3m':
    case 'links':
    case 'elinks':
    case 'GET':
    case 'lwp-request':
    case 'lwp-dump':
    case 'tftp':
      return operands.length > 0 || has('-source', '-dump');
    case 'nc':
    case 'ncat':
    case 'netcat':
    case 'nc.traditional':
    case 'nc.openbsd':
      return operands.length > 0 && !has('-z') && (operands.length > 1 || !has(...LISTENS));
    case 'aws':
      return operands[0]?.text === 's3' && operands[1]?.text === 'cp' && operands.at(-1)?.text === '-';
    case 'gsutil':
      return operands[0]?.text === 'cat' || operands.at(-1)?.text === '-';
    case 'openssl':
      return reading.subcommand === 's_client';
    default:
      return false;
  }
}

function isDecode({ program, reading }: Layer): boolean {
  const { options, operands, subcommand } = reading;
  const has = (name: string) => options.some((option) => option.name === name);
  if (program === 'openssl') return (subcommand === 'enc' || subcommand === 'base64') && has('-d');
  if (program === 'tr') return isRotation(operands[1]?.text ?? '');
  const family = familyOf(program);
  const needed = Object.hasOwn(DECODERS, family) ? DECODERS[family] : undefined;
  return needed !== undefined && (needed.length === 0 || needed.some(has));
}

/** `tr A-Za-z N-ZA-Mn-za-m` and other alphabets that begin somewhere in the middle. */
function isRotation(to: string): boolean {
  return /[B-Yb-y0-9]-[Zz9][Aa0]-[A-Ya-y0-8]/.test(to);
}
