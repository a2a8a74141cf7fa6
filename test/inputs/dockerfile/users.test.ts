import { expect, test } from 'vitest';
import { stageOf } from './read-text.ts';

const uid = (lines: string, head = 'FROM a') => stageOf(`${head}\n${lines}`).facts.uid;

test.each([
  ['USER 0', 0],
  ['USER 00', 0],
  ['USER +0', 0],
  ['USER -0', 0],
  ['USER 0:1000', 0],
  ['USER root', 0],
  ['USER "root"', 0],
  ['USER root:app', 0],
  ['USER 1000:0', 1000],
  ['USER   10001  ', 10001],
  ['USER app\nUSER root', 0],
  ['USER root\nUSER 7', 7],
  ['ARG U=root\nUSER $U', 0],
  ['ARG U=5\nUSER ${U}:$G', 5],
  ['ENV U=0\nARG U=5\nUSER ${U:-1}', 0],
  ['ARG U\nUSER ${U:-8}', 8],
  ['user 9', 9],
])('%j runs as %d', (lines, expected) => {
  expect(uid(lines)).toBe(expected);
});

test.each([
  ['RUN useradd -u 1234 app\nUSER app', 1234],
  ['RUN useradd --uid=1234 -m app && true\nUSER app:app', 1234],
  ['RUN useradd -o -u 0 toor\nUSER toor', 0],
  ['RUN useradd app\nUSER app', 1000],
  ['RUN useradd -r -s /usr/sbin/nologin app\nUSER app', 999],
  ['RUN addgroup -S app && adduser -S -G app app\nUSER app', 999],
  ['RUN adduser -D -u 42 -h /srv app\nUSER app', 42],
  ['RUN adduser --disabled-password --gecos "" app\nUSER app', 1000],
  ['RUN ["useradd", "-u", "77", "app"]\nUSER app', 77],
  ['RUN <<E\nset -e\nuseradd -u 78 app\nE\nUSER app', 78],
  ['ARG N=79\nRUN useradd -u $N app\nUSER app', 79],
  ['RUN useradd -u 5 app && usermod -u 0 -o app\nUSER app', 0],
  ['RUN echo "app:x:0:0::/:/bin/sh" >> /etc/passwd\nUSER app', 0],
  ['RUN echo "app:x:321:321::/:/bin/sh" >> /etc/passwd\nUSER app', 321],
])('%j gives the name a number', (lines, expected) => {
  expect(uid(lines)).toBe(expected);
});

test('an account of a stage before is known, one of another stage is not', () => {
  expect(uid('FROM b\nUSER app', 'FROM a AS b\nRUN useradd -u 5 app')).toBe(5);
  expect(uid('FROM c\nUSER app', 'FROM a AS b\nRUN useradd -u 5 app')).toBeUndefined();
});

test.each([
  ['USER app', 'the user `app` is created outside of this Dockerfile'],
  ['RUN adduser app sudo\nUSER app', 'the user `app` is created outside of this Dockerfile'],
  ['ARG U\nUSER $U', '`$U` has no default and no --build-arg gives it'],
  ['USER $U', '`$U` is set by no ARG or ENV of this Dockerfile'],
  [
    'ARG N\nRUN useradd -u $N app\nUSER app',
    'the number of the user `app` is not known: it is created with the number `$N`, which is not known',
  ],
  [
    'COPY passwd /etc/passwd\nUSER app',
    'the number of the user `app` is not known: /etc/passwd is copied into the image',
  ],
  [
    'RUN cat x >> /etc/passwd\nUSER app',
    'the number of the user `app` is not known: /etc/passwd is written by a command',
  ],
  ['USER 4294967296', 'the number of the user `4294967296` is out of range'],
])('%j is not known, and says why', (lines, reason) => {
  const { facts, absences } = stageOf(`FROM a\n${lines}`);
  expect(facts).not.toHaveProperty('uid');
  expect(absences.uid?.reason).toBe(reason);
});

test('an argument before FROM that the stage does not repeat is explained', () => {
  expect(stageOf('ARG U=5\nFROM a\nUSER $U').absences.uid).toMatchObject({
    reason: '`$U` is an ARG before the first FROM only, so this stage does not see it',
    hint: 'repeat ARG U in the stage',
  });
});

test('a user of Windows has no number', () => {
  expect(stageOf('FROM --platform=windows/amd64 a\nUSER ContainerAdministrator').facts).toMatchObject({
    user: 'ContainerAdministrator',
  });
  expect(uid('USER 0', '# escape=`\nFROM a')).toBeUndefined();
});

test('the origin is the word of USER, with the lines that gave its value', () => {
  const { origins } = stageOf('FROM a\nARG U=5\nENV V=$U\n  USER  $V\n');
  expect(origins.uid?.at).toMatchObject({ startLine: 4, startColumn: 9, endColumn: 11 });
  expect(origins.uid?.related?.map(({ startLine, startColumn }) => [startLine, startColumn])).toEqual([
    [3, 5],
    [2, 5],
  ]);
});

test('the group of a created user is known, that of a bare number is not', () => {
  expect(stageOf('FROM a\nRUN groupadd -g 7 g && useradd -u 5 -g g u\nUSER u').facts.gid).toBe(7);
  expect(stageOf('FROM a\nUSER 5:0').facts.gid).toBe(0);
  expect(stageOf('FROM a\nUSER 5').facts.gid).toBeUndefined();
});
