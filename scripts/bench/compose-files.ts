// Realistic compose files in any number, the same ones every time.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Service = (index: number) => string;

const web: Service = (n) => `  web:
    image: ghcr.io/acme/web:${n}.4.${n % 10}
    build: { context: ., args: { VERSION: "${n}.4" } }
    restart: unless-stopped
    ports:
      - "${8000 + n}:80"
      - "127.0.0.1:${9000 + n}:9090"
    environment:
      APP_ENV: \${APP_ENV:-production}
      DATABASE_URL: postgres://app@db:5432/app${n}
    volumes:
      - ./config/nginx.conf:/etc/nginx/nginx.conf:ro
      - uploads:/srv/uploads
    depends_on: { db: { condition: service_healthy } }
`;

const worker: Service = (n) => `  worker:
    <<: *defaults
    image: ghcr.io/acme/worker:${n}
    command: ["node", "worker.js", "--queue", "q${n}"]
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    read_only: true
    tmpfs: [/tmp]
    user: "${1000 + n}:${1000 + n}"
    deploy:
      resources:
        limits: { cpus: "0.${1 + (n % 9)}", memory: ${128 + n}M, pids: ${50 + n} }
`;

const database: Service = (n) => `  db:
    image: postgres:${13 + (n % 5)}-alpine
    environment:
      - POSTGRES_USER=app
      - POSTGRES_PASSWORD=\${DB_PASSWORD}
      - POSTGRES_DB=app${n}
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U app"]
      interval: 10s
      retries: ${3 + (n % 4)}
    volumes: ["db:/var/lib/postgresql/data"]
    mem_limit: ${256 + n}m
`;

const cache: Service = (n) => `  cache:
    image: redis:7@sha256:${n.toString(16).padStart(64, 'a')}
    command: redis-server --maxmemory ${64 + n}mb
    ulimits: { nofile: { soft: 10000, hard: 20000 } }
    pids_limit: ${100 + n}
    networks: [back]
`;

const proxy: Service = (n) => `  proxy:
    image: traefik:v3.${n % 6}
    command:
      - --providers.docker=true
      - --entrypoints.web.address=:80
    ports: ["80:80", "443:443"]
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
      - type: bind
        source: ./letsencrypt
        target: /letsencrypt
    labels:
      traefik.enable: "true"
      traefik.http.routers.api.rule: Host(\`traefik${n}.example.com\`)
`;

const monitor: Service = (n) => `  monitor:
    image: prom/node-exporter:v1.${n % 9}.0
    pid: host
    network_mode: host
    cap_add: [SYS_TIME]
    volumes: ["/:/host:ro,rslave"]
    profiles: [monitoring]
`;

const HEAD = `x-defaults: &defaults
  restart: on-failure:5
  logging: { driver: json-file, options: { max-size: 10m } }

services:
`;

const TAIL = `
volumes:
  uploads:
  db:

networks:
  back: { internal: true }
`;

/** Writes one compose file into each of `count` folders. Which services a file has follows from its number. */
export function writeComposeFiles(folder: string, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const services = [web, worker, database, cache, proxy, monitor].filter(
      // The first three hang together; of the others every combination occurs.
      (_service, position) => position < 3 || (index >> (position - 3)) % 2 === 0,
    );
    const project = join(folder, `project-${String(index).padStart(4, '0')}`);
    mkdirSync(project);
    const text = HEAD + services.map((service) => service(index)).join('\n') + TAIL;
    writeFileSync(join(project, 'compose.yaml'), text);
  }
}
