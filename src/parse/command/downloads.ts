// The files that a fetcher brings in, read from its options.
import type { ShellCall, Span } from '../shell/script.ts';
import { innermost } from './feeders.ts';
import type { OptionsReading } from './option-reading.ts';
import type { Unit } from './scope.ts';
import { guessedUrl, urlInWord } from './urls.ts';
import { baseName, cleanPath, type Word } from './word.ts';

export interface FetchedFile {
  readonly url: string;
  readonly scheme: string;
  readonly host: string;
  /** Empty when it goes to the output. */
  readonly path: string;
  readonly span: Span;
  /** A redirect, or a program behind it in the pipeline, writes the file. */
  readonly redirected: boolean;
}

type Given = Pick<FetchedFile, 'path'> & { readonly word: Word };

const FETCHERS: Readonly<Record<string, (reading: OptionsReading) => Given[]>> = {
  curl: givenToCurl,
  wget: givenToWget,
  wget2: givenToWget,
  aria2c: (reading) => named(reading, '--out', '--dir'),
  axel: (reading) => named(reading, '--output', ''),
  fetch: (reading) => named(reading, '-o', ''),
  'lwp-download': ({ operands }) => {
    const [url, file] = operands;
    return url === undefined ? [] : [{ word: url, path: file?.text ?? nameIn(url.text) }];
  },
  http: givenToHttpie,
  https: givenToHttpie,
  xh: givenToHttpie,
  xhs: givenToHttpie,
};

/** The files that a unit fetches; none for programs that do not fetch. */
export function downloadsOf({ layer, call, scope }: Unit): FetchedFile[] {
  const read =
    layer === undefined || layer.wraps || !Object.hasOwn(FETCHERS, layer.program) ? undefined : FETCHERS[layer.program];
  if (layer === undefined || read === undefined) return [];
  return read(layer.reading).map(({ word, path }) => {
    const url = urlInWord(word) ?? guessedUrl(word.text);
    const clean = path === '' ? '' : cleanPath(path);
    const isOutput = clean === '-' || clean === '' || clean === '/dev/stdout';
    const written = isOutput ? writtenBehind(call, scope.layersOf) : '';
    return {
      url: url?.text ?? word.text,
      scheme: url?.scheme ?? '',
      host: url?.host ?? '',
      path: isOutput ? written : clean,
      span: word,
      redirected: isOutput,
    };
  });
}

/** The file that the output goes to: by a redirect, or by `tee` and its like next in the pipeline. */
function writtenBehind(call: ShellCall, layersOf: Unit['scope']['layersOf']): string {
  const own = outputOf(call);
  if (own !== '') return own;
  const next = call.pipeline[call.position + 1]?.[0];
  if (next === undefined) return '';
  for (const { program, reading } of innermost(layersOf(next))) {
    if (program === 'tee') return cleanPath(reading.operands[0]?.text ?? '');
    if (program === 'cat') return outputOf(next);
    if (program === 'dd')
      return cleanPath(reading.operands.find(({ text }) => text.startsWith('of='))?.text.slice(3) ?? '');
  }
  return '';
}

function outputOf({ redirects }: ShellCall): string {
  const output = redirects.findLast(
    ({ operator, descriptor }) => /^(?:>|>>|>\||&>|&>>)$/.test(operator) && (descriptor ?? 1) === 1,
  );
  const path = output?.target?.text ?? '';
  return /^\/dev\/(?:stdout|tty|fd\/1)$/.test(path) ? '' : cleanPath(path);
}

function givenToCurl({ options, operands }: OptionsReading): Given[] {
  const urls = [
    ...operands,
    ...options.flatMap(({ name, valueWord }) => (name === '--url' && valueWord !== undefined ? [valueWord] : [])),
  ];
  const directory = options.findLast(({ name }) => name === '--output-dir')?.value;
  const all = options.some(({ name }) => name === '--remote-name-all');
  const outputs = options.filter(({ name }) => name === '--output' || name === '--remote-name');
  return urls.map((word, index) => {
    const output = outputs[index] ?? (all ? { name: '--remote-name', value: '' } : undefined);
    if (output === undefined) return { word, path: '' };
    const file = output.name === '--output' ? (output.value ?? '') : nameIn(word.text);
    return { word, path: directory === undefined || file.startsWith('/') ? file : `${directory}/${file}` };
  });
}

function givenToWget({ options, operands }: OptionsReading): Given[] {
  const file = options.findLast(({ name }) => name === '--output-document');
  const directory = options.findLast(({ name }) => name === '--directory-prefix')?.value;
  if (options.some(({ name }) => name === '--spider')) return [];
  return operands.map((word) => {
    if (file !== undefined) return { word, path: file.value ?? '' };
    const name = nameIn(word.text) || 'index.html';
    return { word, path: directory === undefined ? name : `${directory}/${name}` };
  });
}

function givenToHttpie({ options, operands }: OptionsReading): Given[] {
  const word = operands.find(
    ({ text }) => /[./:]/.test(text) && !/^[A-Za-z-]+[:=]/.test(text.replace(/^[a-z]+:\/\//, '')),
  );
  const file = options.findLast(({ name }) => name === '--output')?.value;
  const downloads = options.some(({ name }) => name === '--download');
  return word === undefined ? [] : [{ word, path: file ?? (downloads ? nameIn(word.text) : '') }];
}

function named({ options, operands }: OptionsReading, option: string, directoryOption: string): Given[] {
  const file = options.findLast(({ name }) => name === option)?.value;
  const directory = options.findLast(({ name }) => name === directoryOption)?.value;
  return operands.map((word) => {
    const name = file ?? nameIn(word.text);
    return { word, path: directory === undefined || name === '-' ? name : `${directory}/${name}` };
  });
}

/** The name under which an address is kept. */
function nameIn(url: string): string {
  const path = withoutQuery(url);
  const at = path.indexOf('://');
  const rest = at === -1 ? path : path.slice(at + 3);
  return rest.includes('/') && !rest.endsWith('/')
    ? baseName(rest)
    : at === -1 && !rest.includes('/') && rest.startsWith('$')
      ? rest
      : '';
}

/** Cuts at the first `?` or `#` that is no part of an expansion such as `${VERSION:?}`. */
function withoutQuery(url: string): string {
  let depth = 0;
  for (let at = 0; at < url.length; at += 1) {
    const char = url[at];
    if (char === '{') depth += 1;
    else if (char === '}') depth -= 1;
    else if ((char === '?' || char === '#') && depth <= 0) return url.slice(0, at);
  }
  return url;
}
