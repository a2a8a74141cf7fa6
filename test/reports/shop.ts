// A run over a small shop: every kind of thing a report has to show, once.
import type { Framework } from '../../src/model/control.ts';
import type { Run } from '../../src/model/run.ts';
import { placeOf, ruleOf, runOf, verdictOf } from './sample-run.ts';

const file = 'examples/shop/compose.yaml';
const override = 'examples/shop/compose.override.yaml';
const broken = 'examples/broken/compose.yaml';

const compose = `name: shop
x-hardened: &hardened
  cap_drop: [ALL]
services:
  proxy:
    image: traefik:v3.1
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
      - /etc:/host/etc
    ports:
      - "80:80"
      - "8080-8090:8080"
  web:
    <<: *hardened
    image: shop/web:1.4
    user: "\${WEB_USER}"
  db:
    image: postgres:16
`;
const overrides = `services:
  web:
    privileged: true # for the profiler
`;
const brokenText = `services:
  api:
\tprivileged: true
`;

const socket = ruleOf('docker-socket-mount', 'critical', 'The Docker socket is mounted', {
  why: 'Whoever can talk to the Docker socket can start a privileged container. A read-only mount does not help: the API is reached through it.',
  fix: 'Put a filtering socket proxy between, or remove the mount.',
  examples: [
    {
      compose: 'services:\n  web:\n    image: nginx\n    volumes: [/var/run/docker.sock:/var/run/docker.sock]\n',
      denies: ['web'],
    },
  ],
});
const privileged = ruleOf('privileged-container', 'critical', 'Container runs privileged', {
  why: 'A privileged container holds every capability and every host device.',
  fix: 'Remove `privileged: true`; add the one capability or device it needs:\n  cap_add: [SYS_PTRACE]',
  examples: [{ run: 'docker run --privileged nginx', denies: ['nginx'] }],
});
const sensitive = ruleOf('sensitive-host-mount', 'high', 'A sensitive host directory is mounted', {
  fix: 'Mount only the file that is needed, read-only.',
});
const port = ruleOf('privileged-port', 'medium', 'A privileged port is published', {
  fix: 'Publish a port above 1023 and let the load balancer listen on the privileged one.',
});
const interfaces = ruleOf('all-interfaces-port', 'medium', 'A port listens on every interface', {
  fix: 'Write the address: `127.0.0.1:8080:8080`.',
});
const memory = ruleOf('no-memory-limit', 'medium', 'Memory has no limit', {
  fix: 'Set `mem_limit` or `deploy.resources.limits.memory`.',
});
const readOnly = ruleOf('writable-root', 'low', 'The root file system is writable', {
  fix: 'Set `read_only: true` and a `tmpfs` for what must be written.',
});
const user = ruleOf('root-user', 'high', 'Runs as root', { fix: 'Set `user:` to a number other than 0.' });
const health = ruleOf('no-health-check', 'low', 'No health check', { fix: 'Add `healthcheck:`.' });

const cis: Framework = {
  id: 'cis-docker-1.6.0',
  title: 'CIS Docker Benchmark',
  version: '1.6.0',
  short: 'CIS',
  file: 'policies/frameworks/cis-docker-1.6.0.yaml',
  controls: [
    { id: '4.1', title: 'Ensure that a user for the container has been created', rules: ['root-user'] },
    {
      id: '4.6',
      title: 'Ensure that HEALTHCHECK instructions have been added to container images',
      rules: ['no-health-check'],
    },
    { id: '5.5', title: 'Ensure that privileged containers are not used', rules: ['privileged-container'] },
    {
      id: '5.6',
      title: 'Ensure sensitive host system directories are not mounted on containers',
      rules: ['sensitive-host-mount'],
    },
    { id: '5.8', title: 'Ensure privileged ports are not mapped within containers', rules: ['privileged-port'] },
    { id: '5.11', title: 'Ensure that the memory usage for containers is limited', rules: ['no-memory-limit'] },
    {
      id: '5.13',
      title: "Ensure that the container's root filesystem is mounted as read only",
      rules: ['writable-root'],
    },
    {
      id: '5.14',
      title: 'Ensure that incoming container traffic is bound to a specific host interface',
      rules: ['all-interfaces-port'],
    },
    { id: '5.27', title: 'Ensure that container health is checked at runtime', rules: ['no-health-check'] },
    {
      id: '5.32',
      title: 'Ensure that the Docker socket is not mounted inside any containers',
      rules: ['docker-socket-mount'],
    },
    {
      id: '5.28',
      title: 'Ensure that Docker commands always make use of the latest version of their image',
      rules: [],
      manual: 'whether a newer image exists is not in the files',
    },
  ],
};

const at = (text: string, line?: number) => placeOf(file, compose, text, line);
const declared = { proxy: at('proxy:'), web: at('web:', 13), db: at('db:') };
const target = `compose:${file}`;
const hint = 'build or pull the image and scan it too, or write `user:`';

const verdicts = [
  verdictOf(socket, 'fail', at('/var/run/docker.sock'), {
    container: 'proxy',
    element: 'mounts[0]',
    message: 'The Docker socket is mounted: whoever controls proxy controls the host.',
  }),
  verdictOf(sensitive, 'fail', at('/etc', 9), {
    container: 'proxy',
    element: 'mounts[1]',
    message: 'proxy can write to /etc of the host.',
  }),
  verdictOf(port, 'fail', at('80:80'), {
    container: 'proxy',
    element: 'ports[0]',
    message: 'Port 80 of the host is privileged.',
  }),
  verdictOf(interfaces, 'fail', at('80:80'), {
    container: 'proxy',
    element: 'ports[0]',
    message: 'Port 80 listens on every interface of the host.',
  }),
  ...[8080, 8081, 8082].map((number, index) =>
    verdictOf(interfaces, 'fail', at('8080-8090:8080'), {
      container: 'proxy',
      element: `ports[${index + 1}]`,
      message: `Port ${number} listens on every interface of the host.`,
    }),
  ),
  verdictOf(privileged, 'fail', placeOf(override, overrides, 'true'), {
    container: 'web',
    target,
    message: 'web runs privileged and holds every capability and host device.',
    related: [at('*hardened'), at('&hardened')],
    baseline: 'new',
  }),
  verdictOf(privileged, 'pass', declared.db, { container: 'db', message: 'db does not run privileged.' }),
  ...(['proxy', 'web', 'db'] as const).map((container) =>
    verdictOf(memory, 'fail', declared[container], { container, message: `${container} has no memory limit.` }),
  ),
  ...(['proxy', 'web'] as const).map((container) =>
    verdictOf(readOnly, 'fail', declared[container], {
      container,
      message: `${container} can write to its root file system.`,
    }),
  ),
  verdictOf(readOnly, 'fail', declared.db, {
    container: 'db',
    message: 'db can write to its root file system.',
    waiver: { reason: 'postgres writes its socket there', owner: 'data-team', until: '2027-03-31' },
  }),
  ...(['proxy', 'db'] as const).map((container) =>
    verdictOf(user, 'unknown', declared[container], {
      container,
      message: `Cannot tell which user ${container} runs as.`,
      missing: [{ fact: 'container.uid', reason: 'the image decides and was not scanned', hint }],
    }),
  ),
  verdictOf(user, 'unknown', at('"${WEB_USER}"'), {
    container: 'web',
    message: 'Cannot tell which user web runs as.',
    missing: [
      {
        fact: 'container.uid',
        reason: '${WEB_USER} has no value or default in the repository',
        hint: 'write a default, or give it with --env-file',
      },
    ],
  }),
  ...(['proxy', 'web', 'db'] as const).map((container) =>
    verdictOf(health, 'unknown', declared[container], {
      container,
      message: `Cannot tell whether ${container} has a health check.`,
      missing: [{ fact: 'container.healthcheck', reason: 'the image decides and was not scanned', hint }],
    }),
  ),
];

/** The run over the shop. */
export function shopRun(): Run {
  const configPlace = { file: '.seaworthy.yaml', startLine: 4, startColumn: 5, endLine: 4, endColumn: 20 };
  return runOf({
    rules: [interfaces, socket, health, memory, port, privileged, user, sensitive, readOnly],
    frameworks: [cis],
    targets: [
      {
        id: target,
        kind: 'compose',
        name: 'shop',
        file,
        subjects: [
          { kind: 'container', id: 'proxy', name: 'proxy', image: 'traefik:v3.1', declared: declared.proxy },
          { kind: 'container', id: 'web', name: 'web', image: 'shop/web:1.4', declared: declared.web },
          { kind: 'container', id: 'db', name: 'db', image: 'postgres:16', declared: declared.db },
        ],
        errors: [],
        notices: [{ message: 'the port range 8080-8090 lets the engine choose', location: at('8080-8090:8080') }],
      },
      {
        id: `compose:${broken}`,
        kind: 'compose',
        name: 'broken',
        file: broken,
        subjects: [],
        errors: [
          {
            message: 'a tab is no indentation in YAML; write blanks',
            location: { file: broken, startLine: 3, startColumn: 1, endLine: 3, endColumn: 2 },
          },
        ],
        notices: [],
      },
      {
        id: 'compose:examples/calm/compose.yaml',
        kind: 'compose',
        name: 'calm',
        file: 'examples/calm/compose.yaml',
        subjects: [{ kind: 'container', id: 'job', name: 'job' }],
        errors: [],
        notices: [],
      },
    ],
    verdicts,
    waivers: [
      {
        rule: 'writable-root',
        subject: 'db',
        reason: 'postgres writes its socket there',
        owner: 'data-team',
        until: '2027-03-31',
        kind: 'config',
        at: configPlace,
        status: 'active',
        broad: false,
        verdicts: 1,
      },
      {
        rule: 'privileged-port',
        subject: 'proxy',
        reason: 'until the load balancer is in place',
        until: '2026-06-30',
        kind: 'config',
        at: { ...configPlace, startLine: 9, endLine: 9 },
        status: 'expired',
        broad: false,
        verdicts: 0,
      },
      {
        rule: 'root-user',
        reason: 'needs to chown',
        kind: 'inline',
        at: at('image: postgres:16'),
        status: 'unused',
        broad: false,
        verdicts: 0,
      },
    ],
    disabledRules: ['untrusted-registry'],
    sources: { [file]: compose, [override]: overrides, [broken]: brokenText },
  });
}
