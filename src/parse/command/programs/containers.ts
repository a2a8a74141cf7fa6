// Options of container engines and of the programs that move and sign images.
import { DOCKER_RUN_FLAGS } from '../../docker-run-flags.ts';

const DOCKER =
  '@sub @exact config: c|context: D|debug H|host: l|log-level: tls? tlscacert: tlscert: tlskey: tlsverify? v|version help';

const PODMAN =
  '@sub @exact cgroup-manager: config: connection|c: conmon: events-backend: hooks-dir: identity: log-level: module: network-cmd-path: network-config-dir: out: r|remote? root: runroot: runtime: runtime-flag: ssh: storage-driver: storage-opt: syslog tmpdir: transient-store? url: volumepath: help v|version';

const EXEC =
  '@stop @exact d|detach? detach-keys: e|env: env-file: help i|interactive? privileged? t|tty? u|user: w|workdir: cidfile: l|latest? preserve-fds: preserve-fd:';

const COMPOSE =
  '@exact all-resources? ansi: compatibility? dry-run? env-file: f|file: h|help? parallel: podman-args: podman-path: podman-run-args: profile: progress: p|project-name: project-directory: verbose? v|version?';

const COMPOSE_EXEC = `${EXEC} dry-run? index: T|no-tty? no-TTY?`;

const PULL =
  '@exact a|all-tags? disable-content-trust? platform: q|quiet? tls-verify? creds: cert-dir: authfile: arch: os: variant: policy: retry: retry-delay: signature-policy:';

const BUILD =
  '@exact add-host: annotation: attest: build-arg: build-context: builder: cache-from: cache-to: call: cgroup-parent: check? f|file: iidfile: label: load? metadata-file: network: no-cache? no-cache-filter: o|output: platform: progress: provenance: pull? push? q|quiet? sbom: secret: shm-size: ssh: t|tag: target: ulimit: allow: D|debug? disable-content-trust? rm? force-rm? squash? tls-verify? v|volume: cap-add: cap-drop: security-opt: creds: authfile: format: isolation: layers? memory: jobs:';

/** The flags of `docker run`, in the spelling of the tables. Options of podman alone are added. */
const RUN = `@stop @exact ${Object.entries(DOCKER_RUN_FLAGS)
  .map(
    ([name, { type, short, alias }]) =>
      `${short === undefined ? '' : `${short}|`}${alias === undefined ? '' : `${name}|`}${alias ?? name}${type === 'bool' ? '?' : ':'}`,
  )
  .join(
    ' ',
  )} arch: authfile: blkio: cgroup-conf: cgroups: chrootdirs: conmon-pidfile: decryption-key: env-host? env-merge: gidmap: group-entry: hosts-file: hostuser: image-volume: init-path: no-hostname? no-hosts? os: passwd? passwd-entry: personality: pidfile: pod: pod-id-file: preserve-fds: rdt-class: read-only-tmpfs? replace? requires: rmi? rootfs? sdnotify: seccomp-policy: secret: subgidname: subuidname: systemd: timeout: tls-verify? tz: uidmap: umask: unsetenv: unsetenv-all? variant:`;

const SKOPEO =
  '@sub @exact command-timeout: debug? insecure-policy? override-arch: override-os: override-variant: policy: registries.d: tmpdir: tls-verify? src-tls-verify? dest-tls-verify? creds: src-creds: dest-creds: authfile: src-authfile: dest-authfile: cert-dir: src-cert-dir: dest-cert-dir: a|all? f|format: raw? config? remove-signatures? sign-by: preserve-digests? q|quiet? retry-times: multi-arch: src: s: dest: d: scoped? no-creds?';

export const CONTAINER_PROGRAMS: Readonly<Record<string, string>> = {
  docker: DOCKER,
  podman: PODMAN,
  nerdctl: `${DOCKER} a|address: n|namespace: snapshotter: cni-path: cni-netconfpath: data-root: cgroup-manager: insecure-registry? hosts-dir: experimental?`,
  'docker run': RUN,
  'docker create': RUN,
  'docker exec': EXEC,
  'docker build': BUILD,
  'docker pull': PULL,
  'docker push': PULL,
  'podman run': RUN,
  'podman create': RUN,
  'podman exec': EXEC,
  'podman build': BUILD,
  'podman pull': PULL,
  'podman push': PULL,
  'nerdctl run': RUN,
  'nerdctl create': RUN,
  'nerdctl exec': EXEC,
  'nerdctl build': BUILD,
  'docker compose': COMPOSE,
  'docker compose exec': COMPOSE_EXEC,
  'podman compose': COMPOSE,
  'podman compose exec': COMPOSE_EXEC,
  'nerdctl compose': COMPOSE,
  'nerdctl compose exec': COMPOSE_EXEC,
  'docker-compose': `@sub ${COMPOSE}`,
  'docker-compose exec': COMPOSE_EXEC,
  'podman-compose': `@sub ${COMPOSE}`,
  'podman-compose exec': COMPOSE_EXEC,
  buildah:
    '@sub @exact tls-verify? creds: authfile: root: runroot: storage-driver: isolation: f|file: t|tag: build-arg:',
  skopeo: SKOPEO,
  crane: '@sub @exact allow-nondistributable-artifacts? insecure? platform: v|verbose?',
  cosign:
    '@sub @exact key: certificate|cert: certificate-chain: certificate-identity: certificate-identity-regexp: certificate-oidc-issuer: certificate-oidc-issuer-regexp: signature: bundle: rekor-url: output-file: o|output: t|timeout: d|verbose? allow-insecure-registry? allow-http-registry? insecure-ignore-tlog? insecure-ignore-sct? private-infrastructure? offline? a|annotations: y|yes? k8s-keychain? new-bundle-format? trusted-root: type: check-claims?',
  helm: '@sub @exact kube-context: kubeconfig: n|namespace: debug? registry-config: repository-cache: repository-config: f|values: set: set-string: set-file: version: repo: username: password: ca-file: cert-file: key-file: keyring: insecure-skip-tls-verify? plain-http? insecure? verify? wait? timeout: create-namespace? install? i atomic? d|destination: untar? untardir:',
  kubectl:
    '@sub @exact n|namespace: kubeconfig: context: cluster: user: s|server: token: insecure-skip-tls-verify? f|filename: o|output: l|selector: c|container: i|stdin? t|tty?',
  ctr: '@sub @exact a|address: debug? timeout: connect-timeout: n|namespace:',
  crictl: '@sub @exact c|config: i|image-endpoint: r|runtime-endpoint: t|timeout: D|debug?',
};
