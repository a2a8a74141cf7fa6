import { describe, expect, it } from 'vitest';
import { readServices, readWeb } from './read-services.ts';

describe('limits', () => {
  it('are none when left out', async () => {
    expect((await readWeb('')).facts).toMatchObject({
      memoryBytes: 0,
      memoryReservationBytes: 0,
      memorySwapBytes: 0,
      cpus: 0,
      cpuReservation: 0,
      cpuShares: 0,
      cpuset: '',
      pidsLimit: 0,
      shmSizeBytes: 0,
      oomKillDisable: false,
      oomScoreAdj: 0,
      ulimits: [],
      sysctls: [],
    });
  });

  it.each([
    ['mem_limit: 512m', { memoryBytes: 536870912 }],
    ['mem_limit: 0', { memoryBytes: 0 }],
    ['deploy: {resources: {limits: {memory: 1g}}}', { memoryBytes: 1073741824 }],
    ['deploy: {resources: {limits: {}}}', { memoryBytes: 0, cpus: 0, pidsLimit: 0 }],
    ['deploy: {resources: {limits: {pids: 10}}}', { memoryBytes: 0, pidsLimit: 10 }],
    [
      'deploy: {resources: {reservations: {memory: 1g, cpus: "0.5"}}}',
      { memoryBytes: 0, memoryReservationBytes: 1073741824, cpus: 0, cpuReservation: 0.5 },
    ],
    ['cpus: 0.5', { cpus: 0.5 }],
    ['deploy: {resources: {limits: {cpus: "1.5"}}}', { cpus: 1.5 }],
    ['cpu_quota: 50000', { cpus: 0.5 }],
    ['cpu_quota: 50000\ncpu_period: 25000', { cpus: 2 }],
    ['cpu_quota: -1', { cpus: 0 }],
    ['cpu_shares: 512\ncpuset: "0,1"', { cpus: 0, cpuShares: 512, cpuset: '0,1' }],
    ['pids_limit: 0', { pidsLimit: 0 }],
    ['pids_limit: -1', { pidsLimit: 0 }],
    ['pids_limit: 100', { pidsLimit: 100 }],
    ['mem_limit: 64m\nmemswap_limit: -1', { memorySwapBytes: -1 }],
    [
      'oom_kill_disable: true\noom_score_adj: -500\nshm_size: 1k',
      { oomKillDisable: true, oomScoreAdj: -500, shmSizeBytes: 1024 },
    ],
  ])('read from %s', async (body, facts) => {
    expect((await readWeb(body)).facts).toMatchObject(facts);
  });

  it('count without a version and with an old one', async () => {
    const services = await readServices('version: "3.8"\nservices: {web: {image: i, mem_limit: 512m, cpus: 1}}');
    expect(services('web').facts).toMatchObject({ memoryBytes: 536870912, cpus: 1 });
  });

  it.each([
    ['mem_limit: "${MEM}"', 'memoryBytes'],
    ['cpus: "${CPUS}"', 'cpus'],
    ['cpu_quota: "${QUOTA}"', 'cpus'],
    ['deploy: {resources: {limits: {pids: "${PIDS}"}}}', 'pidsLimit'],
  ] as const)('are not known from %s', async (body, field) => {
    const web = await readWeb(body);
    expect(web.facts[field]).toBeUndefined();
    expect(web.absences[field]?.reason).toContain('no value or default');
  });

  it('point at the place that sets them', async () => {
    const web = await readWeb('deploy:\n  resources:\n    limits:\n      memory: 1g');
    expect(web.origins.memoryBytes?.at.startLine).toBe(7);
  });

  it('of processes and settings of the kernel keep their names', async () => {
    const { facts } = await readWeb(
      'ulimits: {nproc: 5, nofile: {soft: 1, hard: -1}}\nsysctls: {net.core.somaxconn: 1024}',
    );
    expect(facts.ulimits).toEqual([
      { name: 'nproc', soft: 5, hard: 5 },
      { name: 'nofile', soft: 1, hard: -1 },
    ]);
    expect(facts.sysctls).toEqual([{ name: 'net.core.somaxconn', value: '1024' }]);
  });
});
