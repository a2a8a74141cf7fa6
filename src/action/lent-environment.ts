// What of the runner's environment is lent to a scan and to the programs it starts: what they need, and no token or file of the runner.

/** Variables that git, an engine, a registry client or the temporary directory need. */
const LENT = new Set([
  'PATH',
  'HOME',
  'USERPROFILE',
  'SYSTEMROOT',
  'TMPDIR',
  'TEMP',
  'TMP',
  'LANG',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'NO_COLOR',
  'FORCE_COLOR',
  'REGISTRY_AUTH_FILE',
  'CONTAINER_HOST',
]);
const LENT_FAMILIES = /^(?:DOCKER|XDG)_/;

/** The part of an environment that is lent. */
export function lendEnvironment(environment: Readonly<Record<string, string>>): Record<string, string> {
  const lent = Object.entries(environment).filter(
    ([name]) => LENT.has(name.toUpperCase()) || LENT_FAMILIES.test(name.toUpperCase()),
  );
  return { ...Object.fromEntries(lent), ...GIT };
}

/**
 * The checkout may belong to another user than the process, as in a job container: git would refuse to read it. A bare repository that a change
 * brings along is no repository to us, and nothing is fetched, neither objects that a partial clone left out nor large files.
 */
const GIT: Readonly<Record<string, string>> = {
  GIT_NO_LAZY_FETCH: '1',
  GIT_LFS_SKIP_SMUDGE: '1',
  GIT_CONFIG_COUNT: '2',
  GIT_CONFIG_KEY_0: 'safe.directory',
  GIT_CONFIG_VALUE_0: '*',
  GIT_CONFIG_KEY_1: 'safe.bareRepository',
  GIT_CONFIG_VALUE_1: 'explicit',
};
