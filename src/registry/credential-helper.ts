// Asks a credential helper of the Docker client (`docker-credential-NAME get`) for the login of one registry.
import { runProgram } from '../machine/run-program.ts';

/** What a helper answered. No text of the helper is repeated: it may hold the secret. */
export type HelperAnswer =
  | { readonly kind: 'found'; readonly username: string; readonly secret: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly reason: string };

const TIMEOUT = 30_000;

/** What helpers of keychains and clouds need to know. Tokens of a workflow are not among it. */
const LENT_NAMES = new Set(
  'PATH HOME USER LOGNAME LANG TMPDIR TEMP TMP DISPLAY WAYLAND_DISPLAY GNUPGHOME HTTP_PROXY HTTPS_PROXY NO_PROXY PATHEXT SYSTEMROOT USERPROFILE APPDATA LOCALAPPDATA PROGRAMDATA'.split(
    ' ',
  ),
);
const LENT_PREFIXES = /^(?:LC|XDG|DBUS|GPG|PASSWORD_STORE|AWS|GOOGLE|CLOUDSDK|AZURE|ACR|DOCKER|SSL_CERT)_/;

/** Runs the helper. One that is missing, hangs or answers nonsense is a failure with a reason, never an exception. */
export async function askHelper(
  name: string,
  server: string,
  environment: Readonly<Record<string, string>>,
): Promise<HelperAnswer> {
  if (!/^[A-Za-z0-9._-]+$/.test(name)) return { kind: 'failed', reason: 'that is not the name of a helper' };
  const lent = Object.entries(environment).filter(
    ([variable]) => LENT_NAMES.has(variable.toUpperCase()) || LENT_PREFIXES.test(variable),
  );
  const result = await runProgram(`docker-credential-${name}`, ['get'], {
    environment: Object.fromEntries(lent),
    input: `${server}\n`,
    timeout: TIMEOUT,
  });
  switch (result.kind) {
    case 'missing':
      return { kind: 'failed', reason: 'the program is not installed, or not in PATH' };
    case 'timeout':
      return { kind: 'failed', reason: `it did not end within ${TIMEOUT / 1000} seconds` };
    case 'too-much-output':
      return { kind: 'failed', reason: 'it wrote too much' };
    case 'killed':
      return { kind: 'failed', reason: `it was ended by ${result.signal}` };
    case 'ended':
      return readAnswer(result.exitCode, result.stdout.toString('utf8'));
  }
}

function readAnswer(exitCode: number, output: string): HelperAnswer {
  if (exitCode === 0) return parseLogin(output) ?? { kind: 'failed', reason: 'its answer is not a login' };
  // Helpers report on standard output; this sentence is part of their protocol.
  if (/credentials not found/i.test(output)) return { kind: 'none' };
  return { kind: 'failed', reason: `it ended with exit code ${exitCode}` };
}

function parseLogin(output: string): HelperAnswer | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(output);
  } catch {
    return undefined;
  }
  if (typeof answer !== 'object' || answer === null) return undefined;
  const username = 'Username' in answer ? answer.Username : undefined;
  const secret = 'Secret' in answer ? answer.Secret : undefined;
  if (typeof username !== 'string' || typeof secret !== 'string') return undefined;
  return username === '' && secret === '' ? { kind: 'none' } : { kind: 'found', username, secret };
}
