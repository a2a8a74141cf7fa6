// Takes the part of GitHub's API description that the tests check requests against out of the npm package that holds it.
// `tsx scripts/refresh-github-schema.ts` fetches the package; `... DIRECTORY` uses one that was unpacked before.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = '@octokit/openapi';
const VERSION = '23.0.2';
const DESCRIPTION = 'generated/api.github.com.json';
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, 'test/fixtures/github-api.json');

/** The operations that the product uses, and those that a test looks at afterwards. */
const OPERATIONS: readonly (readonly [path: string, ...methods: string[]])[] = [
  ['/repos/{owner}/{repo}/code-scanning/alerts', 'get'],
  ['/repos/{owner}/{repo}/code-scanning/analyses', 'get'],
  ['/repos/{owner}/{repo}/code-scanning/sarifs', 'post'],
  ['/repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}', 'get'],
  ['/repos/{owner}/{repo}/issues/comments/{comment_id}', 'patch'],
  ['/repos/{owner}/{repo}/issues/{issue_number}/comments', 'get', 'post'],
  ['/repos/{owner}/{repo}/pulls/{pull_number}/comments', 'get'],
  ['/repos/{owner}/{repo}/pulls/{pull_number}/files', 'get'],
  ['/repos/{owner}/{repo}/pulls/{pull_number}/reviews', 'post'],
];

/** Words for people, which no check needs. */
const PROSE = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', 'tags', 'title', 'x-github']);

type Json = Readonly<Record<string, unknown>>;

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** A part without prose. Below `properties` the keys are names of the API and stay, whatever they are. */
function withoutProse(value: unknown, isNames = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutProse(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => isNames || !PROSE.has(key));
  return Object.fromEntries(entries.map(([key, own]) => [key, withoutProse(own, !isNames && key === 'properties')]));
}

/** Every `$ref` below a part. */
function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  return Object.entries(objectOf(value)).flatMap(([key, own]) =>
    key === '$ref' && typeof own === 'string' ? [own] : refsIn(own),
  );
}

function extract(description: Json): Json {
  const paths = objectOf(description.paths);
  const kept = Object.fromEntries(
    OPERATIONS.map(([path, ...methods]) => {
      const found = objectOf(paths[path]);
      const missing = methods.find((method) => found[method] === undefined);
      if (missing !== undefined) throw new Error(`the description has no ${missing.toUpperCase()} ${path}`);
      return [path, Object.fromEntries(methods.map((method) => [method, withoutProse(found[method])]))];
    }),
  );
  const components = new Map<string, Map<string, unknown>>();
  const queue = refsIn(kept);
  for (let ref = queue.pop(); ref !== undefined; ref = queue.pop()) {
    const [, , kind = '', name = ''] = ref.split('/');
    const group = components.get(kind) ?? new Map<string, unknown>();
    components.set(kind, group);
    if (group.has(name)) continue;
    const part = withoutProse(objectOf(objectOf(description.components)[kind])[name]);
    group.set(name, part);
    queue.push(...refsIn(part));
  }
  const sorted = [...components].sort().map(([kind, group]) => [kind, Object.fromEntries([...group].sort())]);
  return { paths: kept, components: Object.fromEntries(sorted) };
}

/** One line for each path and component, so that a change shows where it is. */
function print({ paths, components }: Json): string {
  const lines = (part: unknown, indent: string) =>
    Object.entries(objectOf(part))
      .map(([name, own]) => `${indent}${JSON.stringify(name)}: ${JSON.stringify(own)}`)
      .join(',\n');
  const groups = Object.entries(objectOf(components)).map(
    ([kind, group]) => `    ${JSON.stringify(kind)}: {\n${lines(group, '      ')}\n    }`,
  );
  const source = JSON.stringify(`npm ${PACKAGE}@${VERSION} ${DESCRIPTION} (MIT)`);
  return `{\n  "source": ${source},\n  "paths": {\n${lines(paths, '    ')}\n  },\n  "components": {\n${groups.join(',\n')}\n  }\n}\n`;
}

function fetchPackage(): { readonly folder: string; readonly remove: () => void } {
  const parent = mkdtempSync(join(tmpdir(), 'github-api-'));
  const run = (program: string, ...words: string[]) =>
    execFileSync(program, words, { cwd: parent, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const packed = run('npm', 'pack', '--silent', `${PACKAGE}@${VERSION}`).trim();
  run('tar', '-xzf', packed, `package/${DESCRIPTION}`);
  return { folder: join(parent, 'package'), remove: () => rmSync(parent, { recursive: true, force: true }) };
}

const [given] = process.argv.slice(2);
const { folder, remove } = given === undefined ? fetchPackage() : { folder: given, remove: () => {} };
try {
  writeFileSync(target, print(extract(objectOf(JSON.parse(readFileSync(join(folder, DESCRIPTION), 'utf8'))))));
  console.log(`wrote ${target}`);
} finally {
  remove();
}
