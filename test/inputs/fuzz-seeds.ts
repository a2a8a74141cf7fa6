// Small texts of every kind that is read, as the seeds that the fuzz test damages.

/** A seed: the kind of the target, the name of its file, and its text. */
export interface Seed {
  readonly kind: string;
  readonly file: string;
  readonly text: string;
}

const DOCKERFILE = `# syntax=docker/dockerfile:1
# escape=\\
ARG VERSION=1.2
FROM --platform=$BUILDPLATFORM example/base:\${VERSION:-1} AS build
ARG TOKEN
ENV PATH=/opt/bin:$PATH NAME="a b" \\
    # a remark inside
    OTHER=x
RUN --mount=type=secret,id=key --mount=type=cache,target=/var/lib/apt set -eux; apt-get update && \\
    apt-get install -y curl=7.* $EXTRA | tee log && curl -fsSL https://dl.example.invalid/i.sh | sh -s -- -y
RUN <<EOF bash -e
for f in *.sh; do chmod u+s "$f"; done
cat <<-INNER
	inner $(id -u)
	INNER
EOF
ONBUILD COPY --from=build [".", "/srv"]
FROM scratch
COPY --from=build --chown=10:20 /a "/b c/"
ADD https://dl.example.invalid/a.tgz /
HEALTHCHECK --interval=5s CMD curl -f http://localhost/ || exit 1
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
EXPOSE 80/tcp 8000-8010
USER 10001:app
ENTRYPOINT ["sh", "-c", "exec \\"$@\\"", "sh"]
CMD python -m http.server \${PORT}
`;

const WORKFLOW = `name: ci
on: [push]
env: { TAG: "\${{ github.sha }}" }
jobs:
  build:
    runs-on: ubuntu-24.04
    strategy: { matrix: { image: ["debian:13", "alpine:3"], include: [{ image: "x", flag: --privileged }] } }
    container: &box
      image: \${{ matrix.image }}
      options: --cpus 1 \${{ matrix.flag }} -v "/data:/src"
      volumes: ["/var/run/docker.sock:/s", data:/b]
      credentials: { username: u, password: "\${{ secrets.P }}" }
    services:
      db: *box
    steps:
      - uses: docker://example/tool:1
        with: { entrypoint: /bin/x, args: "-c 'a b'" }
      - run: |
          set -x
          docker run --rm -e TOKEN="\${{ secrets.T }}" example/app:$TAG sh -c "echo $HOME \\
            && ls" >> out.txt
      - run: >-
          podman exec -u 0 web
          id
        shell: bash
`;

const DEVCONTAINER = `{
  // opened by the editor
  "name": "dev",
  "build": { "dockerfile": "Dockerfile", "args": { "V": "\${localEnv:V:1}" }, "options": ["--add-host=a:b"] },
  "features": { "example.invalid/features/docker-in-docker:2": {}, },
  "runArgs": ["--cap-add=SYS_PTRACE", "--security-opt", "seccomp=unconfined", "-v", "\${localEnv:HOME}/.ssh:/k"],
  "mounts": ["source=\${localWorkspaceFolder}/d,target=/d,type=bind", { "source": "vo", "target": "/v", "type": "volume" }],
  "containerEnv": { "A": "b" },
  "forwardPorts": [3000, "db:5432"], "appPort": "8080:80",
  "remoteUser": "root", "privileged": false, "init": true, "overrideCommand": false,
  "postCreateCommand": "sh -c 'curl https://x.example.invalid | sh'",
}
`;

const SCRIPT = `#!/usr/bin/env bash
set -euo pipefail
IMAGE=\${IMAGE:-example/app}
ARGS=(-d --name "web $1" -v "$PWD/data:/data:ro")
ARGS+=(--ulimit nofile=1:2)
start() { local p=$1; sudo docker run "\${ARGS[@]}" -p "$p:80" "$IMAGE":1 serve --now & }
for p in {80..82}; do start "$p"; done
if [[ -n \${DEBUG:-} && $((1 + 2)) -gt 2 ]]; then exec podman run --privileged $IMAGE; fi
case $1 in a|b) docker exec -it "$(docker ps -q | head -1)" sh -c 'rm -rf /tmp/*' ;; *) : ;; esac
docker run -i alpine sh <<'EOF'
  echo \`id\` "\${X:?}"
EOF
ssh host "docker run --network host \${IMAGE}:3" <<< text 2>&1 >/dev/null
`;

const MAKEFILE = `IMAGE ?= example/app
RUN := docker run --rm -v "$(CURDIR):$(DIR)" \\
  -w $(DIR)
DIR = /w
ifdef DEBUG
FLAGS += --privileged
endif
.PHONY: test
test: build ; @docker run $(FLAGS) $(IMAGE)
	-@$(RUN) $(IMAGE):$* sh -c 'a && \\
	  b' $$HOME $@
define up
docker run $(1)
endef
`;

const COMPOSE = `x-base: &base
  image: example/app:\${TAG:-1}
  environment: [A=1, "B=\${B:?needed}", C]
services:
  web:
    <<: *base
    build: { context: ., target: build, args: { VERSION: 2 } }
    command: sh -c "migrate $$URL; exec serve \${PORT}"
    ports: ["80:80", "127.0.0.1:\${P-1}-9:1-9/udp", { target: 1, published: "2" }]
    volumes: [".:/src", "/:/host:ro,rshared", { type: tmpfs, target: /t }]
    healthcheck: { test: ["CMD-SHELL", "curl -f http://localhost || exit 1"], interval: 1m30s }
    ulimits: { nofile: { soft: 1, hard: -1 } }
    deploy: { resources: { limits: { memory: 1.5g, cpus: "0.5" } } }
  db: { extends: web, network_mode: "service:web", depends_on: [web], cap_add: [ALL], profiles: [x] }
volumes: { v: }
`;

/** One text of each kind. */
export const SEEDS: readonly Seed[] = [
  { kind: 'dockerfile', file: 'Dockerfile', text: DOCKERFILE },
  { kind: 'workflow', file: '.github/workflows/ci.yml', text: WORKFLOW },
  { kind: 'devcontainer', file: '.devcontainer/devcontainer.json', text: DEVCONTAINER },
  { kind: 'run', file: 'start.sh', text: SCRIPT },
  { kind: 'run', file: 'Makefile', text: MAKEFILE },
  { kind: 'compose', file: 'compose.yaml', text: COMPOSE },
];
