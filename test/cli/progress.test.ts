import { expect, test } from 'vitest';
import { type Shell, shellLogger } from '../../src/cli/shell.ts';

function shellWith(isErrorTerminal: boolean): {
  readonly shell: Shell;
  readonly said: string[];
  pass(milliseconds: number): void;
} {
  const said: string[] = [];
  let time = 0;
  const shell: Shell = {
    cwd: '/',
    environment: {},
    today: '2026-01-01',
    now: () => new Date(time),
    onEnd: () => () => {},
    out: () => {},
    err: (text) => void said.push(text),
    in: async function* () {},
    isTerminal: false,
    isErrorTerminal,
    width: 80,
  };
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { shell, said, pass };
}

test('a terminal shows what is read, how much of it, and how fast', () => {
  const { shell, said, pass } = shellWith(true);
  const log = shellLogger(shell);
  log.progress('reading docker:web');
  pass(100);
  log.moved(50_000_000);
  pass(400);
  log.moved(50_000_000);
  log.clear();
  expect(said).toEqual(['\r\x1b[Kreading docker:web', '\r\x1b[Kreading docker:web  100 MB, 200 MB/s', '\r\x1b[K']);
});

test('elsewhere nothing is said of progress, and what matters stands in lines', () => {
  const { shell, said, pass } = shellWith(false);
  const log = shellLogger(shell);
  log.progress('reading docker:web');
  pass(1000);
  log.moved(1);
  log.warning('the cache is not used');
  expect(said).toEqual(['seaworthy: the cache is not used\n']);
});
