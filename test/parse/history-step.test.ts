// What builders write into the history of an image.
import { describe, expect, test } from 'vitest';
import { readStep } from '../../src/parse/history-step.ts';

describe('the decoration of builders comes off', () => {
  test.each([
    // The first builder of Docker.
    ['/bin/sh -c #(nop)  ENV A=b', 'ENV', 'A=b'],
    ['/bin/sh -c #(nop)  CMD ["/a" "-D"]', 'CMD', '["/a" "-D"]'],
    ['/bin/sh -c #(nop) COPY dir:0123 in /root/ ', 'COPY', 'dir:0123 in /root/'],
    ['/bin/sh -c apt-get update', 'RUN', 'apt-get update'],
    ['/bin/bash -o pipefail -c #(nop)  USER app', 'USER', 'app'],
    ['/bin/ash -eo pipefail -c apk update', 'RUN', 'apk update'],
    ['cmd /S /C #(nop)  CMD ["app.exe"]', 'CMD', '["app.exe"]'],
    ['#(nop) USER app', 'USER', 'app'],
    // BuildKit.
    ['RUN /bin/sh -c apt-get update # buildkit', 'RUN', 'apt-get update'],
    ['RUN /bin/bash -o pipefail -c curl x | sh # buildkit', 'RUN', 'curl x | sh'],
    ['RUN cmd /S /C dir # buildkit', 'RUN', 'dir'],
    ['RUN /app/setup --all # buildkit', 'RUN', '/app/setup --all'],
    ['RUN /bin/sh setup.sh # buildkit', 'RUN', '/bin/sh setup.sh'],
    ['COPY src dst # buildkit', 'COPY', 'src dst'],
    ['CMD ["a" "b"]', 'CMD', '["a" "b"]'],
    ['EXPOSE map[8080/tcp:{}]', 'EXPOSE', 'map[8080/tcp:{}]'],
    ['USER 1000', 'USER', '1000'],
    // Kaniko writes what the Dockerfile says.
    ['RUN apt-get install -y jq', 'RUN', 'apt-get install -y jq'],
    // Others write what they like.
    ['ko build ko://example.com/app', '', 'ko build ko://example.com/app'],
    ['apko', '', 'apko'],
    ['RUNNER started', '', 'RUNNER started'],
    ['', '', ''],
  ])('%j', (createdBy, keyword, text) => {
    expect(readStep(createdBy)).toEqual({ keyword, text, buildArgs: [] });
  });

  test('a command that only speaks of the mark is a command', () => {
    expect(readStep('/bin/sh -c echo #(nop) USER app')).toMatchObject({ keyword: 'RUN', text: 'echo #(nop) USER app' });
    expect(readStep('RUN /bin/sh -c echo #(nop) USER app # buildkit').keyword).toBe('RUN');
  });
});

describe('build arguments', () => {
  test.each([
    ['|1 A=b /bin/sh -c echo $A', ['A'], 'echo $A'],
    ['RUN |2 A=b C=d e f /bin/sh -c make # buildkit', ['A', 'C'], 'make'],
    ['RUN |1 PREFIX=/usr /bin/bash -o pipefail -c make # buildkit', ['PREFIX'], 'make'],
    ['RUN |1 A= /bin/sh -c B=1 make # buildkit', ['A'], 'B=1 make'],
    // Without a shell nothing of the command is lost.
    ['RUN |1 A=b /app/setup B=2 # buildkit', ['A'], '/app/setup B=2'],
    ['|2 A=b C=d powershell -Command dir', ['A', 'C'], 'powershell -Command dir'],
  ])('%j', (createdBy, buildArgs, text) => {
    expect(readStep(createdBy)).toEqual({ keyword: 'RUN', text, buildArgs });
  });

  test('a count that is a lie does no harm', () => {
    expect(readStep('|3 A=b').buildArgs).toEqual(['A']);
    expect(readStep('|999 /bin/sh -c x')).toMatchObject({ keyword: 'RUN', text: 'x', buildArgs: [] });
    expect(readStep('|0 x')).toMatchObject({ keyword: '', text: '|0 x' });
  });
});

test('a hostile step takes no long time', () => {
  for (const part of [' /', '/sh -c', '|1 ', 'A=b ', ' # buildkit', '/bin/sh -x ', '#(nop) ', '-o ']) {
    const { text } = readStep(`|9 ${part.repeat(200_000)}`);
    expect(text.length).toBeLessThanOrEqual(part.length * 200_000 + 3);
  }
});
