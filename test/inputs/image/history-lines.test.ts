// The history of an image beside the Dockerfile that made it.
import { expect, test } from 'vitest';
import { openSource } from '../../../src/inputs/dockerfile/open-source.ts';
import type { HistoryStep } from '../../../src/inputs/image/config.ts';
import { describeHistory } from '../../../src/inputs/image/facts/history.ts';
import { alignHistory } from '../../../src/inputs/image/history-lines.ts';

const dockerfile = `FROM golang:1.23 AS build
RUN go build -o /app .
FROM debian:12 AS base
ENV LANG=C
FROM base
ARG VERSION
RUN apt-get update \\
    && apt-get install -y jq
COPY --from=build /app /usr/local/bin/
WORKDIR /srv
USER 1000
CMD ["app"]
`;

const base = ['/bin/sh -c #(nop) ADD file:0123 in / ', '/bin/sh -c #(nop)  CMD ["bash"]'];

const buildkit = [
  ...base,
  'ENV LANG=C',
  'ARG VERSION',
  'RUN |1 VERSION=7 /bin/sh -c apt-get update     && apt-get install -y jq # buildkit',
  'COPY /app /usr/local/bin/ # buildkit',
  'WORKDIR /srv',
  'USER 1000',
  'CMD ["app"]',
];

const legacy = [
  ...base,
  '/bin/sh -c #(nop)  ENV LANG=C',
  '/bin/sh -c #(nop)  ARG VERSION',
  '|1 VERSION=7 /bin/sh -c apt-get update     && apt-get install -y jq',
  '/bin/sh -c #(nop) COPY file:4567 in /usr/local/bin/ ',
  '/bin/sh -c #(nop) WORKDIR /srv',
  '/bin/sh -c #(nop)  USER 1000',
  '/bin/sh -c #(nop)  CMD ["app"]',
];

const makesLayer = /ADD|RUN|COPY|WORKDIR|^\|/;

function historyOf(steps: readonly string[]) {
  const read = steps.map((createdBy): HistoryStep => {
    return { createdBy, comment: '', created: '', author: '', emptyLayer: !makesLayer.test(createdBy) };
  });
  return describeHistory(read, read.filter(({ emptyLayer }) => !emptyLayer).length);
}

function linesOf(steps: readonly string[], text = dockerfile) {
  const lines = alignHistory(historyOf(steps), openSource({ text, label: 'Dockerfile' }));
  return lines === undefined ? undefined : [0, 1, 2, 3, 4].map((layer) => lines.placeOf(layer)?.startLine);
}

test.each([
  ['BuildKit', buildkit],
  ['the legacy builder', legacy],
])('what %s writes leads to the lines; the layers of the base lead to its FROM', (_builder, steps) => {
  expect(linesOf(steps)).toEqual([3, 7, 9, 10, undefined]);
  const lines = alignHistory(historyOf(steps), openSource({ text: dockerfile, label: 'Dockerfile' }));
  expect([lines?.baseLayers, lines?.baseName]).toEqual([1, 'debian:12']);
});

test('a Dockerfile that was changed a little since still explains most layers', () => {
  expect(linesOf(buildkit, dockerfile.replace('USER 1000', 'USER 1000\nEXPOSE 80'))).toEqual([3, 7, 9, 10, undefined]);
});

test('another Dockerfile explains nothing', () => {
  expect(linesOf(buildkit, 'FROM debian:12\nRUN make\nCOPY . /src\nCMD ["x"]\n')).toBeUndefined();
  expect(linesOf(buildkit, 'FROM debian:12\nCMD ["app"]\n')).toBeUndefined();
  expect(linesOf(buildkit, 'FROM debian:12\n')).toBeUndefined();
  expect(linesOf([])).toBeUndefined();
});

test('of two equal steps the last one is meant, for the base may have it too', () => {
  const text = 'FROM x\nRUN make\nCOPY a /b\n';
  expect(linesOf(['RUN /bin/sh -c make', 'RUN /bin/sh -c make', 'COPY a /b # buildkit'], text)).toEqual([
    1,
    2,
    3,
    undefined,
    undefined,
  ]);
});
