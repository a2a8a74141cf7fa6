// Writes down which functions a start calls: `npx tsx scripts/refresh-start-profile.ts`, when starts have become slow.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { COMPOSE, ONE } from './bench/cold.ts';
import { transpile } from './bundle.ts';
import { START_PROFILE } from './start-profile.ts';

/** What a start most often is. */
const STARTS = [
  ['scan', 'compose:compose.yaml'],
  ['scan', 'compose:one.yaml'],
  ['scan', 'examples'],
  ['scan', 'examples', '--format', 'sarif', '--format', 'json=report.json'],
];

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly { readonly count: number }[];
    }[];
  }[];
}

/** Runs each start on the sources, module by module, and asks V8 what it called. */
function findCalled(root: string): Map<string, Set<string>> {
  const work = mkdtempSync(join(root, '.profile-'));
  try {
    transpile(join(root, 'src'), join(work, 'src'), new Map());
    for (const name of ['policies', 'package.json']) symlinkSync(join(root, name), join(work, name));
    mkdirSync(join(work, 'there'));
    symlinkSync(join(root, 'examples'), join(work, 'there/examples'));
    writeFileSync(join(work, 'there/compose.yaml'), COMPOSE);
    writeFileSync(join(work, 'there/one.yaml'), ONE);
    for (const words of STARTS)
      spawnSync(process.execPath, [join(work, 'src/main.js'), ...words], {
        cwd: join(work, 'there'),
        env: { NODE_V8_COVERAGE: join(work, 'coverage') },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
    const called = new Map<string, Set<string>>();
    for (const name of readdirSync(join(work, 'coverage'))) {
      const { result }: Coverage = JSON.parse(readFileSync(join(work, 'coverage', name), 'utf8'));
      for (const { url, functions } of result) {
        const file = /^.*\/\.profile-\w+\/src\/(.*)\.js$/.exec(url)?.[1];
        if (file === undefined) continue;
        const names = called.get(`${file}.ts`) ?? new Set();
        for (const { functionName, ranges } of functions)
          if (functionName !== '' && (ranges[0]?.count ?? 0) > 0) names.add(functionName);
        called.set(`${file}.ts`, names);
      }
    }
    return called;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const called = findCalled(dirname(import.meta.dirname));
const lines = [...called]
  .filter(([, names]) => names.size > 0)
  .map(([file, names]) => [file, ...[...names].sort()].join(' '));
writeFileSync(START_PROFILE, `${lines.sort().join('\n')}\n`);
