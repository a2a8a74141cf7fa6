import { expect, test } from 'vitest';
import { lastInstruction, subjectsOf } from './read-text.ts';

const facts = (line: string, head = 'FROM a AS b\n') => lastInstruction(`${head}${line}\n`).facts;
const kinds = (line: string) => facts(line).sources?.map(({ kind }) => kind);

test('an instruction knows its stage, its place and its text in one line', () => {
  const text = 'FROM a\n  run --network=none \\\n # c\n   ls   -l\nFROM b\n';
  const run = subjectsOf('instruction', text)[1];
  expect(run).toMatchObject({
    id: 'stage-0/run --network=none ls -l',
    name: 'RUN',
    owner: { kind: 'stage', id: 'stage-0' },
    declared: { startLine: 2, startColumn: 3, endLine: 4, endColumn: 11 },
    facts: { keyword: 'RUN', stage: 'stage-0', discarded: true, form: 'shell', network: 'none', onbuild: false },
  });
  expect(run?.origins.network?.at).toMatchObject({ startLine: 2, startColumn: 7, endColumn: 21 });
});

test('an identity holds no digits and no more than 100 characters of text', () => {
  expect(lastInstruction('FROM alpine:3.20').id).toBe('final/FROM alpine:0.00');
  expect(lastInstruction(`FROM a\nRUN ${'x'.repeat(500)}`).id).toHaveLength('final/'.length + 100);
});

test('every instruction states every fact, whatever it is', () => {
  const all = subjectsOf('instruction', '# syntax=docker/dockerfile:1\nARG A\nFROM a\nUSER b\nONBUILD CMD x\n');
  expect(new Set(all.map(({ facts: one }) => Object.keys(one).sort().join())).size).toBe(1);
});

test('the syntax line names an image', () => {
  const [syntax] = subjectsOf('instruction', '# syntax=docker/dockerfile:1.7\nFROM a');
  expect(syntax).toMatchObject({
    id: '/SYNTAX',
    declared: { startLine: 1 },
    facts: { keyword: 'SYNTAX', stage: '', images: [{ repository: 'docker/dockerfile', tag: '1.7' }] },
  });
});

test.each([
  ['RUN ls', 'shell'],
  ['RUN ["ls"]', 'exec'],
  ["RUN ['ls']", 'shell'],
  ['RUN <<E\nls\nE', 'heredoc'],
  ['CMD ls', 'shell'],
  ['HEALTHCHECK CMD ["ls"]', 'exec'],
  ['HEALTHCHECK CMD ls', 'shell'],
  ['HEALTHCHECK NONE', ''],
  ['SHELL ["sh", "-c"]', 'exec'],
  ['COPY ["a", "b"]', ''],
])('the form of %j is %j', (line, form) => {
  expect(facts(line).form).toBe(form);
});

test.each([
  ['ADD my.targets /', ['local']],
  [
    'ADD . x.tar.gz y.tgz z.tar.xz.sig a.tar.zst b.tbz2 /',
    ['local', 'archive', 'archive', 'local', 'archive', 'archive'],
  ],
  ['ADD https://example.invalid/a.tar.gz http://example.invalid/x?y=.git /', ['url', 'url']],
  [
    'ADD https://example.invalid/x/y.git#v1 git@example.invalid:x/y ssh://git@example.invalid/x /',
    ['git', 'git', 'git'],
  ],
  ['ADD git://example.invalid/x /', ['git']],
  ['ADD <<E b /x\nE', ['heredoc', 'local']],
  ['COPY https://example.invalid/x x.tar /', ['local', 'local']],
  ['COPY --from=b x /', ['image']],
  ['ADD ["a b.tar", "/x y/"]', ['archive']],
])('the sources of %j', (line, expected) => {
  expect(kinds(line)).toEqual(expected);
});

test('a source of an earlier stage is told from one of an image', () => {
  const head = 'FROM a AS b\nFROM c\n';
  expect(facts('COPY --from=B /x /y', head).sources).toEqual([{ kind: 'stage', text: '/x', name: 'x' }]);
  expect(facts('COPY --from=0 /x /y', head).images).toEqual([]);
  expect(facts('COPY --from=nginx:1 /x /y', head)).toMatchObject({
    sources: [{ kind: 'image' }],
    images: [{ repository: 'library/nginx', tag: '1' }],
  });
});

test('a source that a variable could make anything has no kind', () => {
  const { facts: known, absences } = lastInstruction('FROM a\nARG X\nADD $X a/$X $X/b.tar x$X.tar /');
  expect(known.sources?.map(({ kind }) => kind)).toEqual([undefined, undefined, undefined, 'archive']);
  expect(absences['sources[0]']?.reason).toMatch(/^`\$X` has no default/);
});

test.each([
  ['COPY . /', ''],
  ['COPY ./conf/App.ENV /', 'app.env'],
  ['COPY dir/ /', 'dir'],
  ['ADD https://example.invalid/a/B.sh?c=d/e /', 'b.sh'],
  ['ADD https://example.invalid/ /', 'example.invalid'],
])('the name in %j is %j', (line, name) => {
  expect(facts(line).sources?.[0]?.name).toBe(name);
});

test('mounts are read as the builder reads them', () => {
  const line =
    'RUN --mount=type=secret,id=s,env=TOKEN,required=true --mount=type=cache,dst=/c --mount=target=/t,rw --mount=from=x:1,src=/a,target=/b ls';
  expect(facts(line)).toMatchObject({
    mounts: [
      { type: 'secret', id: 's', variable: 'TOKEN', readOnly: true },
      { type: 'cache', target: '/c', readOnly: false },
      { type: 'bind', target: '/t', readOnly: false },
      { type: 'bind', from: 'x:1', source: '/a', target: '/b', readOnly: true },
    ],
    images: [{ repository: 'library/x', tag: '1' }],
  });
});

test('flags have their values resolved', () => {
  const { facts: known, absences } = lastInstruction(
    'FROM a\nARG U=5\nARG V\nADD --chown=$U:$U --checksum=$V --link x /',
  );
  expect(known.flags).toEqual([{ name: 'chown', value: '5:5' }, { name: 'checksum' }, { name: 'link', value: '' }]);
  expect(known.checksum).toBeUndefined();
  expect(absences.checksum?.reason).toMatch(/\$V/);
});

test('variables are those that an instruction sets', () => {
  expect(facts('ARG A B=c D="e f"').variables).toEqual([
    { name: 'A', value: '', literal: false, fromFile: false },
    { name: 'B', value: 'c', literal: true, fromFile: false },
    { name: 'D', value: 'e f', literal: true, fromFile: false },
  ]);
  expect(facts('ENV A b  c').variables).toMatchObject([{ name: 'A', value: 'b  c' }]);
  expect(facts('ENV A=b\\ c X=$(id)').variables).toMatchObject([
    { name: 'A', value: 'b c' },
    { name: 'X', value: '$(id)' },
  ]);
  expect(facts('LABEL "a.b"="c d"').variables).toMatchObject([{ name: 'a.b', value: 'c d' }]);
});

test('a value that a line break divides is one word', () => {
  expect(facts('ENV P=/a:\\\n/b Q=c').variables).toMatchObject([{ value: '/a:/b' }, { value: 'c' }]);
});

test('used arguments are those that the text of a RUN expands', () => {
  const used = (line: string, head = 'ARG B T') => facts(line, `FROM a\n${head}\n`).usedArguments;
  expect(used('RUN echo "$T" ${B:-x} $OTHER $B')).toEqual(['T', 'B']);
  expect(used("RUN sh -c 'echo $T'")).toEqual(['T']);
  expect(used('RUN ["sh", "-c", "echo $T"]')).toEqual(['T']);
  expect(used('RUN <<E\necho $T\nE')).toEqual(['T']);
  expect(used('RUN echo \\$T T $TT')).toEqual([]);
  expect(used('RUN echo $T', 'ARG T\nENV T=x')).toEqual([]);
  expect(used('RUN --mount=type=secret,id=t,env=T echo $T')).toEqual([]);
  expect(used('RUN --mount=type=secret,id=t echo $T')).toEqual(['T']);
  expect(facts('RUN echo $T', 'ARG T\nFROM a\n').usedArguments).toEqual([]);
});

test.each([
  ['RUN apt-get update', ['apt']],
  ['RUN apt-get update; true', ['apt']],
  ['RUN apt-get -qq update && apt-get install -y x', []],
  ['RUN apt update && apt-get install -y x && apt-get clean', []],
  ['RUN apt-get install -y x && apt-get update', ['apt']],
  ['RUN bash -c "apt-get update"', ['apt']],
  ['RUN ["apt-get", "update"]', ['apt']],
  ['RUN <<E\napt-get update\nE', ['apt']],
  ['RUN apt-get update && useradd app', ['apt']],
  ['RUN apt-get update && npm install', ['apt']],
  ['RUN --mount=type=cache,target=/var/lib/apt apt-get update', []],
  ['RUN --mount=type=cache,target=/root apt-get update', ['apt']],
  ['RUN aptitude update', ['apt']],
  ['RUN apk update', ['apk']],
  ['RUN apk update && apk add x', []],
  ['RUN apk add --update x', []],
  ['RUN apk -U upgrade', []],
  ['RUN yum -y update', []],
  ['RUN dnf makecache', ['dnf']],
  ['RUN zypper --non-interactive refresh', ['zypper']],
  ['RUN zypper ref && zypper in -y x', []],
  ['RUN pacman -Sy', ['pacman']],
  ['RUN pacman -Syu --noconfirm', []],
  ['RUN pacman -Sy x', []],
  ['COPY update.sh /', []],
  ['ENV AUTO_UPDATE=1', []],
])('the index that %j leaves stale', (line, expected) => {
  expect(facts(line).staleIndexes).toEqual(expected);
});

test('EXPOSE keeps ranges, and a port that is not known is an absent element', () => {
  const { facts: known, absences } = lastInstruction('FROM a\nEXPOSE 80 8000-8010/UDP $P x');
  expect(known.exposed).toEqual(['80/tcp', '8000-8010/udp', undefined, undefined]);
  expect(absences['exposed[2]']?.reason).toMatch(/`\$P`/);
  expect(lastInstruction('FROM a\nEXPOSE 80/ 80/x').facts.exposed).toEqual(['80/tcp', undefined]);
});

test('a trigger is told from what runs here', () => {
  expect(facts('ONBUILD COPY . /app')).toMatchObject({
    keyword: 'COPY',
    onbuild: true,
    text: 'ONBUILD COPY . /app',
    sources: [{ kind: 'local', text: '.' }],
  });
  expect(facts('ONBUILD USER $U', 'FROM a\nARG U=5\n').user).toBeUndefined();
});
