// A container is the same whether a compose file or a run line declares it.
import { describe, expect, it } from 'vitest';
import { composeEntry } from '../../src/inputs/compose/entry.ts';
import { contextWith, readRun } from './run/read-run.ts';

const SERVICE = `
services:
  web:
    image: nginx:1
    expose: ["8080", "9000/udp"]
    ports: ["127.0.0.1:80:80", "9001-9002:1-2/udp", "5", "7000-7005:7"]
    volumes: ["/etc:/e:ro", "data:/d", "./x:/x:z"]
    tmpfs: ["/t:size=1m,ro"]
    devices: ["/dev/fuse", "vendor.com/gpu=0"]
    device_cgroup_rules: ["c 1:3 r"]
    security_opt: ["no-new-privileges", "seccomp:unconfined"]
    cap_add: [sys_admin]
    sysctls: { net.a: 1 }
    ulimits: { nofile: { soft: 1, hard: 2 } }
    extra_hosts: ["a:10.0.0.1"]
    dns: [1.1.1.1]
    restart: on-failure:3
    healthcheck: { test: ["CMD-SHELL", "true"] }
    environment: [A=1, B]
    command: [a, b]
    mem_limit: 64m
    cpus: 0.5
    pids_limit: 5
    logging: { driver: json-file, options: { max-size: 1m } }
    labels: { a: b }
    network_mode: bridge
    user: "10:20"
    pid: host
    ipc: host
    uts: host
    init: true
    stop_signal: SIGINT
    working_dir: /w
    group_add: ["5"]
volumes: { data: {} }
`;

const LINE = `docker run -d --name web --expose 8080 --expose 9000/udp -p 127.0.0.1:80:80 -p 9001-9002:1-2/udp -p 5 -p 7000-7005:7 \\
  -v /etc:/e:ro -v data:/d -v ./x:/x:z --tmpfs /t:size=1m,ro --device /dev/fuse --device vendor.com/gpu=0 \\
  --device-cgroup-rule "c 1:3 r" --security-opt no-new-privileges --security-opt seccomp:unconfined --cap-add sys_admin \\
  --sysctl net.a=1 --ulimit nofile=1:2 --add-host a:10.0.0.1 --dns 1.1.1.1 --restart on-failure:3 --health-cmd true -e A=1 -e B \\
  -m 64m --cpus .5 --pids-limit 5 --log-driver json-file --log-opt max-size=1m -l a=b -u 10:20 --pid host --ipc host --uts host \\
  --init --stop-signal SIGINT -w /w --group-add 5 nginx:1 a b`;

describe('a compose service and an equal run line', () => {
  it('have the same facts', async () => {
    const context = contextWith({ 'compose.yaml': SERVICE });
    const compose = await (await composeEntry.load()).read('compose.yaml', context);
    const run = await readRun(LINE, context);
    expect({ ...run.subjects[0]?.facts, kind: '' }).toEqual({ ...compose.subjects[0]?.facts, kind: '' });
  });
});
