// Realistic Dockerfiles in any number, the same ones every time.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Dockerfile = (index: number) => string;

const node: Dockerfile = (n) => `# syntax=docker/dockerfile:1.${7 + (n % 5)}
ARG NODE_VERSION=2${n % 5}.${n % 12}.0

FROM node:\${NODE_VERSION}-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit
COPY . .
ARG VERSION=0.${n}.0
ENV APP_VERSION=$VERSION
RUN npm run build \\
    # the tests need the build
    && npm test \\
    && npm prune --omit=dev

FROM node:\${NODE_VERSION}-bookworm-slim
ENV NODE_ENV=production PORT=${3000 + n}
WORKDIR /app
RUN groupadd --system --gid 10001 app && useradd --system --uid 10001 --gid app app
COPY --from=build --chown=app:app /app/node_modules ./node_modules
COPY --from=build --chown=app:app /app/dist ./dist
USER app
EXPOSE ${3000 + n}
HEALTHCHECK --interval=30s --timeout=3s CMD node dist/health.js || exit 1
CMD ["node", "dist/server.js"]
`;

const python: Dockerfile = (n) => `FROM python:3.${9 + (n % 6)}-slim
ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
WORKDIR /srv
RUN apt-get update && apt-get install -y --no-install-recommends \\
      build-essential \\
      curl \\
      libpq-dev=1${n % 6}.* \\
    && rm -rf /var/lib/apt/lists/*
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY app${n}/ app/
RUN set -eux; \\
    mkdir -p /srv/static; \\
    python manage.py collectstatic --noinput; \\
    chmod -R a+rX /srv/static
EXPOSE 8000
CMD gunicorn app.wsgi --bind 0.0.0.0:8000 --workers ${1 + (n % 8)}
`;

const go: Dockerfile = (n) => `FROM golang:1.${20 + (n % 5)}-alpine AS build
RUN apk add --no-cache git ca-certificates
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -ldflags="-s -w -X main.version=${n}" -o /out/service ./cmd/service

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/service /service
USER ${10_000 + n}:${10_000 + n}
ENTRYPOINT ["/service"]
CMD ["--listen", ":${8000 + n}"]
`;

const tools: Dockerfile = (n) => `FROM debian:bookworm-20${20 + (n % 6)}0101
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN apt-get update
RUN apt-get install -y wget gnupg
RUN curl -fsSL https://get.example.invalid/install-${n}.sh | bash
ADD https://dl.example.invalid/tool-${n}.tar.gz /tmp/
RUN <<EOF
set -e
tar -xzf /tmp/tool-${n}.tar.gz -C /opt
chmod 777 /opt/tool
for name in a b c; do
  ln -s /opt/tool/$name /usr/local/bin/$name
done
EOF
ENV API_TOKEN=token-${n}-of-no-value
VOLUME /data
CMD ["/opt/tool/run"]
`;

const kinds = [node, python, go, tools];

/** Writes one Dockerfile into each of `count` folders named like those of the compose files. Its kind follows from its number. */
export function writeDockerfiles(folder: string, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const project = join(folder, `project-${String(index).padStart(4, '0')}`);
    mkdirSync(project, { recursive: true });
    writeFileSync(join(project, 'Dockerfile'), (kinds[index % kinds.length] ?? node)(index));
  }
}
