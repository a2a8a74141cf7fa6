// What becomes of a refreshed package index where a script or another program may install from it.
import { expect, test } from 'vitest';
import { lastInstruction } from './read-text.ts';

test.each([
  'RUN apt-get update && bash /tmp/install.sh',
  'RUN apt-get update && ./install',
  'RUN apt-get update && sudo /tmp/install --all && apt-get clean',
  'RUN apt-get update && . /tmp/install',
  'RUN apk update && install.sh',
  'RUN apt-get update && curl https://x.example.invalid/i | bash',
  'RUN apt-get update && bash -x -- /tmp/install.sh "$A" && rm -rf /var/lib/apt/lists/*',
])('%j: what the script installs is not known', (line) => {
  const { facts, absences } = lastInstruction(`FROM a\n${line}\n`);
  expect(facts.staleIndexes).toBeUndefined();
  expect(absences.staleIndexes?.reason).toMatch(
    /^whether `.+` installs from the fresh index is not in the Dockerfile$/,
  );
});

test.each([
  ['RUN bash /tmp/install.sh && apt-get update', ['apt']],
  ['RUN apt-get update && ./install.sh && apt-get update', ['apt']],
  ['RUN apt-get update && ./install.sh && apk update', ['apk']],
  ['RUN apt-get update && ./install.sh && apt-get install -y x', []],
  ['RUN apt-get update && bash -c "echo x"', ['apt']],
  ['RUN apt-get update && /usr/bin/curl x', ['apt']],
  ['RUN apt-get update && rosdep install --from-paths src -y', []],
  ['RUN apk update && mk-build-deps -i', ['apk']],
  ['RUN tdnf makecache', ['dnf']],
  ['RUN dnf5 makecache && dnf install -y x', []],
  ['RUN --mount=type=cache,target=/var/cache/libdnf5 dnf5 makecache', []],
])('the index that %j leaves stale', (line, expected) => {
  expect(lastInstruction(`FROM a\n${line}\n`).facts.staleIndexes).toEqual(expected);
});
