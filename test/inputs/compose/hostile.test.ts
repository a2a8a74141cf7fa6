// Files made to break a loader: each must end in an error with a name, never in a crash or a hang.
import { describe, expect, it } from 'vitest';
import { toPlain } from '../../../src/inputs/compose/render.ts';
import { InputError, LimitError } from '../../../src/model/errors.ts';
import { type Files, loadFiles, loadText } from './load-text.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const web = 'services:\n  web:\n    image: i\n';

function errorOf(files: Files, options: Parameters<typeof loadFiles>[1] = {}): InputError {
  try {
    loadFiles(files, options);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('the files were accepted');
}

function expectLimit(files: Files, words: string, options: Parameters<typeof loadFiles>[1] = {}): void {
  const error = errorOf(files, options);
  expect(error.message).toContain(words);
  expect(error).toBeInstanceOf(LimitError);
}

describe('YAML made to exhaust the reader', () => {
  it.each(['[', '{', '- ', '? ', '{a: ', ': '])('is refused when %j is nested 20 000 deep', (open) => {
    expectLimit({ 'compose.yaml': `x-a:\n  ${open.repeat(20_000)}` }, 'nested deeper than the limit of 100 levels');
  });

  it('is refused when block mappings are nested too deep', () => {
    const text = numbers(150).map((level) => `${' '.repeat(level)}a:`);
    expectLimit({ 'compose.yaml': text.join('\n') }, 'nested deeper than the limit of 100 levels');
  });

  it('is refused when aliases nest deeper than the limit', () => {
    const text = numbers(130).map((level) => `x-${level}: &a${level} [${level === 0 ? '' : `*a${level - 1}`}]`);
    expectLimit({ 'compose.yaml': `${text.join('\n')}\n${web}` }, 'nested deeper than the limit of 100 levels');
  });

  it('is refused when aliases multiply', () => {
    const row = (level: number): string =>
      level === 0
        ? 'lol'
        : numbers(9)
            .map(() => `*a${level - 1}`)
            .join(', ');
    const text = numbers(12).map((level) => `x-${level}: &a${level} [${row(level)}]`);
    expectLimit({ 'compose.yaml': `${text.join('\n')}\n${web}` }, 'excessive aliasing');
  });

  it('is refused when an alias stands inside its own anchor', () => {
    expect(errorOf({ 'compose.yaml': `x-a: &a [*a]\n${web}` }).message).toContain('cycle detected');
  });

  it('is refused when it holds too many tokens', () => {
    expectLimit({ 'compose.yaml': `x-a: [${'a,'.repeat(400_000)}]` }, 'limit of 500000 tokens');
  });

  it('is refused when it is merged from too many documents', () => {
    expectLimit({ 'compose.yaml': 'x-a: b\n---\n'.repeat(600) + web }, 'limit of 500 YAML documents');
  });

  it('is refused when merging documents visits too many values', () => {
    const big = `x-a: [${'a,'.repeat(20_000)}]`;
    expectLimit({ 'compose.yaml': `${big}\n---\n${'x-b: c\n---\n'.repeat(300)}${web}` }, 'limit of 5000000 values');
  });

  it('is refused above the size of a text file', () => {
    expectLimit({ 'compose.yaml': `${web}#${'x'.repeat(10 * 1024 * 1024)}` }, 'limit of 5242880 bytes');
  });

  it('is refused with a NUL character, at its place', () => {
    const error = errorOf({ 'compose.yaml': `${web}    user: "a\0b"\n` });
    expect(error.message).toContain('NUL');
    expect(error.at).toMatchObject({ file: 'compose.yaml', startLine: 4, startColumn: 13 });
  });

  it('is refused when it is not UTF-8', () => {
    const bytes = new Uint8Array([...new TextEncoder().encode(web), 0xff, 0xfe]);
    expect(errorOf({ 'compose.yaml': bytes }).message).toContain('not valid UTF-8');
  });

  it('is refused with the place of a syntax error', () => {
    const error = errorOf({ 'compose.yaml': 'services:\n  web: [a\n' });
    expect(error.message).toContain('not valid YAML');
    expect(error.at?.file).toBe('compose.yaml');
  });
});

describe('names that JavaScript knows', () => {
  it('are ordinary names of services, variables and labels', () => {
    const text = `services:
  __proto__: {image: i, environment: {__proto__: x, constructor: y}, labels: [toString=1]}
  constructor: {image: j, depends_on: [__proto__]}
`;
    const project = loadText(text);
    expect([...project.services.keys()]).toEqual(['__proto__', 'constructor']);
    expect(JSON.parse(JSON.stringify(toPlain(project))).services).toMatchObject(
      JSON.parse('{"__proto__": {"environment": {"__proto__": "x", "constructor": "y"}, "labels": {"toString": "1"}}}'),
    );
    expect(Object.hasOwn({}, 'image')).toBe(false);
  });

  it('are refused as attributes', () => {
    for (const key of ['__proto__', 'constructor', 'hasOwnProperty'])
      expect(errorOf({ 'compose.yaml': `${web}    ${key}: x\n` }).message).toContain(`'${key}' not allowed`);
  });

  it('are not declared as networks or volumes by being known', () => {
    expect(errorOf({ 'compose.yaml': `${web}    networks: [constructor]\n` }).message).toContain('undefined network');
    expect(errorOf({ 'compose.yaml': `${web}    volumes: ["toString:/x"]\n` }).message).toContain('undefined volume');
  });

  it('are not set as variables by being known', () => {
    const project = loadText(`${web}    user: "\${constructor:-none}"\n`);
    expect(JSON.stringify(toPlain(project))).toContain('"user":"none"');
  });
});

describe('references made to run forever', () => {
  it('are refused when an include leads back to itself', () => {
    expect(errorOf({ 'a.yaml': 'include: [b.yaml]\n', 'b.yaml': 'include: [a.yaml]\n' }).message).toContain(
      'include cycle detected: a.yaml include b.yaml include a.yaml',
    );
  });

  it('are refused when includes are nested too deep', () => {
    const files = Object.fromEntries(numbers(80).map((n) => [`f${n}.yaml`, `include: [f${n + 1}.yaml]\n`]));
    expectLimit(files, 'includes are nested deeper than the limit of 50 levels');
  });

  it('are refused when includes multiply', () => {
    const twice = (n: number): string => `include: [f${n + 1}.yaml, f${n + 1}.yaml]\nservices: {s${n}: {image: i}}\n`;
    const files = Object.fromEntries(numbers(20).map((n) => [`f${n}.yaml`, twice(n)]));
    expectLimit({ ...files, 'f20.yaml': web }, 'includes more than the limit of 500 files');
  });

  it('are refused when too many files take part', () => {
    const services = numbers(600).map((n) => `  s${n}: {image: i, env_file: e${n}.env}\n`);
    const files = Object.fromEntries(numbers(600).map((n) => [`e${n}.env`, 'A=1\n']));
    expectLimit({ 'compose.yaml': `services:\n${services.join('')}`, ...files }, 'limit of 500 files');
  });

  it('are refused when services extend each other in a circle', () => {
    const text = 'services:\n  a: {extends: b}\n  b: {extends: c}\n  c: {extends: a}\n';
    expect(errorOf({ 'compose.yaml': text }).message).toContain('Circular reference');
  });

  it('are refused when services extend each other too deep', () => {
    const services = numbers(80).map((n) => `  s${n}: {extends: s${n + 1}}\n`);
    const text = `services:\n${services.join('')}  s80: {image: i}\n`;
    expectLimit({ 'compose.yaml': text }, 'deeper than the limit of 50 levels');
  });

  it('are refused when extending multiplies a large service', () => {
    const big = `  base: {image: i, cap_add: [${numbers(5000)
      .map((n) => `C${n}`)
      .join(', ')}]}\n`;
    const services = numbers(200).map((n) => `  s${n}: {extends: base}\n`);
    expectLimit({ 'compose.yaml': `services:\n${big}${services.join('')}` }, 'limit of 500000 values');
  });

  it('are refused when a symbolic link or path is no file', () => {
    expect(errorOf({ 'compose.yaml': 'include: [.]\n' }).message).toContain('is a directory');
  });
});

describe('texts made to grow', () => {
  it('are refused when a variable of an env file doubles again and again', () => {
    const lines = numbers(64).map((n) => (n === 0 ? 'A0=xxxxxxxxxxxxxxxx' : `A${n}=$A${n - 1}$A${n - 1}`));
    expectLimit({ 'compose.yaml': `${web}    user: $A63\n`, '.env': lines.join('\n') }, 'limit of 1048576 characters');
  });

  it('are refused when one large variable is used everywhere', () => {
    const labels = numbers(200).map((n) => `      l${n}: $BIG\n`);
    const files = { 'compose.yaml': `${web}    labels:\n${labels.join('')}`, '.env': `BIG=${'x'.repeat(1_000_000)}` };
    expectLimit(files, 'limit of 52428800 characters');
  });

  it('are refused when defaults are nested too deep', () => {
    const text = `${'${A:-'.repeat(300)}x${'}'.repeat(300)}`;
    expectLimit({ 'compose.yaml': `${web}    user: "${text}"\n` }, 'nested deeper than the limit of 100 levels');
  });

  it('are refused when port ranges expand without end', () => {
    const ports = numbers(20).map((n) => `      - "127.0.0.${n}:1-65535:1-65535"\n`);
    expectLimit({ 'compose.yaml': `${web}    ports:\n${ports.join('')}` }, 'limit of 500000 values');
  });

  it('are read in reasonable time when digits, braces or quotes never end', () => {
    const long = '1'.repeat(300_000);
    for (const line of [
      `ports: ["${long}"]`,
      `mem_limit: "${long}x"`,
      `cpus: "${long}x"`,
      `stop_grace_period: "${long}"`,
      `scale: "${long}"`,
      `user: "${'$'.repeat(99_999)}{"`,
      `user: "${'${A:-'.repeat(50_000)}"`,
      `command: "${"'".repeat(99_999)}"`,
      `devices: ["${':'.repeat(300_000)}"]`,
    ])
      expect(errorOf({ 'compose.yaml': `${web}    ${line}\n` })).toBeInstanceOf(InputError);
  });

  it('remember a bounded number of places', () => {
    const list = numbers(5_000).map((n) => `      - A=${n}\n`);
    const project = loadText(`${web}    environment:\n${list.join('')}`);
    const service = project.services.get('web')?.node;
    const variable = service?.kind === 'map' ? service.entries.get('environment')?.node : undefined;
    const value = variable?.kind === 'map' ? variable.entries.get('A')?.node : undefined;
    expect(value).toMatchObject({ value: '4999' });
    expect(value?.origin.related?.length).toBe(16);
  });
});
