// Why an engine could not fetch an image, and what to do about it.
import { InputError } from '../model/errors.ts';

/** By the words of engines and registries, the first that fits. */
const ADVICE: readonly (readonly [RegExp, (reference: string) => string])[] = [
  [/unauthorized|authentication required|no basic auth|denied/i, loginAdvice],
  [/manifest unknown|manifest for \S+ not found|name unknown|not found/i, () => 'look at its name and its tag'],
  [/no matching manifest|no image found .*platform/i, () => 'name a platform that it has with --platform'],
  [/invalid tar header|unknown compression|unsupported compression|zstd/i, compressionAdvice],
  [
    /dial tcp|no such host|timeout|connection refused|i\/o|TLS|certificate/i,
    () => 'the registry must be reachable from where the engine runs',
  ],
];

/** The error of a fetch with what to type. `error` is the engine's own. */
export function explainFetch(reference: string, error: InputError): InputError {
  const words = error.message
    .replace(/^the engine (?:refuses \S+ \(\d+\)|cannot fetch \S+): /, '')
    .replace(/(: [^:]+)\1$/, '$1');
  const advice = ADVICE.find(([pattern]) => pattern.test(words))?.[1](reference);
  return new InputError(
    `the engine cannot fetch ${reference}: ${words}${advice === undefined ? '' : `; ${advice}`}`,
    undefined,
    { cause: error },
  );
}

function loginAdvice(reference: string): string {
  return `no password is sent from here: fetch it with docker login and docker pull ${reference}, and leave --pull out`;
}

/** Docker reads layers that are compressed with zstd from version 23 on. */
function compressionAdvice(reference: string): string {
  return `an engine before Docker 23 reads no layer that is compressed with zstd: skopeo copy docker://${reference} oci:DIRECTORY, then seaworthy smoke oci:DIRECTORY`;
}
