// What is stated beside an unresolved variable must hold for every value that the variable could have.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/model/subject.ts';
import { containersOf } from '../../containers.ts';
import { readTree } from './read-services.ts';

/** Lines of a service with one variable each, and values that the engine would take there. */
const templates: readonly (readonly [line: string, values: readonly string[]])[] = [
  ['privileged: "${X}"', ['true', 'false', 'yes']],
  ['cap_add: [CHOWN, "${X}"]', ['ALL', 'SYS_ADMIN', 'cap_kill']],
  ['cap_drop: ["${X}"]', ['ALL', 'MKNOD']],
  ['user: "${X}"', ['0', '1000:1000', 'app', 'root']],
  ['user: "1000:${X}"', ['0', '5', 'staff']],
  ['user: "${X}:0"', ['0', '1000', 'app']],
  ['security_opt: ["${X}"]', ['no-new-privileges', 'seccomp=unconfined', 'label:disable', 'systempaths=unconfined']],
  ['security_opt: ["no-new-privileges:${X}", "apparmor=a"]', ['true', 'false']],
  ['security_opt: ["seccomp=${X}"]', ['unconfined', 'builtin', './p.json']],
  ['network_mode: "${X}"', ['host', 'none', 'bridge', 'service:db', 'container:x']],
  ['pid: "${X}"', ['host', 'service:db']],
  ['ipc: "${X}"', ['host', 'shareable', 'private']],
  ['ports: ["${X}"]', ['80', '127.0.0.1:1:2', '8000-8001:80-81', '53:53/udp']],
  ['ports: ["${X}:80"]', ['1', '127.0.0.1:1', '8000-8002', '127.0.0.1:']],
  ['ports: ["${X}:1:80"]', ['127.0.0.1', '0.0.0.0', '[::1]']],
  ['ports: ["1:80/${X}"]', ['tcp', 'udp']],
  ['volumes: ["${X}"]', ['/a', '/etc:/etc', 'data:/d:ro', './x:/x']],
  ['volumes: ["${X}:/d"]', ['/etc', 'data', './x', 'bound', '~/x', '..']],
  ['volumes: ["${X}/y:/d"]', ['/etc', '.', '..', '~']],
  ['volumes: ["/srv/${X}:/d"]', ['a', '../etc', '']],
  ['volumes: ["./${X}:/d"]', ['a', '../../etc']],
  ['volumes: ["/a:/b:${X}"]', ['ro', 'rw', 'rshared,z']],
  ['volumes: [{type: bind, source: /a, target: /b, read_only: "${X}"}]', ['true', 'false']],
  ['tmpfs: ["/run:${X}"]', ['size=64m', 'exec', 'ro']],
  ['devices: ["${X}"]', ['/dev/sda', '/dev/sda:/dev/x:r', 'vendor.com/gpu=all']],
  ['devices: ["/dev/${X}:/dev/x"]', ['sda', 'fuse']],
  ['device_cgroup_rules: ["c ${X} rwm"]', ['13:*', '*:*']],
  ['environment: {A: "${X}", B: b}', ['1', '']],
  ['environment: ["${X}", "B=b"]', ['A=1', 'A']],
  ['mem_limit: "${X}"', ['0', '64m']],
  ['cpus: "${X}"', ['0', '0.5']],
  ['cpu_quota: "${X}"', ['-1', '50000']],
  ['pids_limit: "${X}"', ['-1', '0', '100']],
  ['restart: "${X}"', ['no', 'always', 'on-failure:3']],
  ['deploy: {restart_policy: {condition: "${X}", max_attempts: 2}}', ['any', 'none', 'on-failure']],
  ['healthcheck: {test: "${X}"}', ['NONE', 'curl x']],
  ['healthcheck: {test: [CMD, x], disable: "${X}"}', ['true', 'false']],
  ['command: ["a", "${X}"]', ['b', '']],
  ['entrypoint: "${X}"', ['', 'sh -c x']],
  ['read_only: "${X}"', ['true', 'false']],
  ['ulimits: {nofile: "${X}"}', ['1', '-1']],
  ['post_start: [{command: x, user: "${X}"}]', ['root', '5', '']],
  ['labels: {a: "${X}", b: c}', ['d']],
  ['cgroup_parent: "${X}"', ['', 'm']],
  ['build: {context: ., privileged: "${X}", args: {A: "${X}"}}', ['true', 'false']],
];

function project(image: string, line: string): string {
  const rest = [
    '  db: {image: i}',
    'volumes:',
    '  data: {}',
    '  bound: {driver_opts: {type: none, o: bind, device: /etc}}',
  ];
  return ['services:', '  web:', `    image: "${image}"`, `    ${line}`, ...rest].join('\n');
}

async function readWebWith(text: string, environment: Readonly<Record<string, string>>): Promise<Subject<'container'>> {
  const target = await readTree(
    { 'compose.yaml': text, 'p.json': '{"defaultAction":"SCMP_ACT_ALLOW"}' },
    'compose.yaml',
    { environment },
  );
  const web = containersOf(target).find(({ id }) => id === 'web');
  if (web === undefined) throw new Error('no service web');
  return web;
}

/** Lists where a known value of `open` differs from `full`. Texts for people show the variable and may differ. */
function contradictions(open: unknown, full: unknown, path: string, absent: (path: string) => boolean): string[] {
  if (open === undefined || path.endsWith('.text')) return [];
  if (Array.isArray(open) && Array.isArray(full)) {
    const isOpen = open.some((item, index) => item === undefined || absent(`${path}[${index}]`));
    if (open.length !== full.length && !isOpen) return [`${path} has ${open.length} elements, not ${full.length}`];
    return open.flatMap((item, index) =>
      absent(`${path}[${index}]`) ? [] : contradictions(item, full[index], `${path}[${index}]`, absent),
    );
  }
  if (typeof open === 'object' && open !== null && typeof full === 'object' && full !== null) {
    const other = new Map(Object.entries(full));
    return Object.entries(open).flatMap(([key, value]) =>
      contradictions(value, other.get(key), `${path}.${key}`, absent),
    );
  }
  return Object.is(open, full) ? [] : [`${path} is ${JSON.stringify(open)}, not ${JSON.stringify(full)}`];
}

/** Facts that a value of the variable itself brings to light, such as a mount that turns out to be external, may be absent there. */
function knownIn(full: Subject<'container'>, found: readonly string[]): string[] {
  return found.filter(
    (line) => !line.endsWith('not undefined') || !Object.hasOwn(full.absences, line.split(' is ')[0] ?? ''),
  );
}

describe('what is stated beside a variable', () => {
  it.each(templates)('holds for every value in %s', async (line, values) => {
    const open = await readWebWith(project('nginx:1', line), {});
    for (const value of values) {
      const full = await readWebWith(project('nginx:1', line), { X: value });
      const absent = (path: string) => Object.hasOwn(open.absences, path);
      const found = Object.entries(open.facts).flatMap(([field, fact]) =>
        contradictions(fact, full.facts[field as keyof typeof full.facts], field, absent),
      );
      expect([value, knownIn(full, found)]).toEqual([value, []]);
    }
  });

  it('leaves something open in every one of these lines', async () => {
    const closed = await readWebWith(project('nginx:1', ''), {});
    for (const [line] of templates) {
      const open = await readWebWith(project('nginx:1', line), {});
      const more = Object.keys(open.absences).filter(
        (path) => !Object.hasOwn(closed.absences, path) || path === 'user' || path === 'uid' || path === 'gid',
      );
      expect([line, more.length > 0]).toEqual([line, true]);
    }
  });

  it('never comes with a hole in it, whatever lines are combined', async () => {
    const line = fc.constantFrom(...templates.map(([text]) => text));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(line, { maxLength: 6, selector: (text) => text.split(':', 1)[0] }),
        async (lines) => {
          const isClash =
            lines.some((text) => text.startsWith('network_mode')) && lines.some((text) => text.startsWith('networks'));
          if (isClash) return;
          const web = await readWebWith(project('a/b:${TAG}', lines.join('\n    ')), {});
          expect(JSON.stringify(web)).not.toContain('\u{F5EA0}');
        },
      ),
      { numRuns: 60 },
    );
  });
});
