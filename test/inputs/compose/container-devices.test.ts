import { describe, expect, it } from 'vitest';
import { readWeb } from './read-services.ts';

describe('devices', () => {
  it.each([
    ['/dev/sda', { kind: 'path', source: '/dev/sda', target: '/dev/sda', permissions: 'rwm', text: '/dev/sda' }],
    [
      '"/dev/sda:/dev/x:r"',
      { kind: 'path', source: '/dev/sda', target: '/dev/x', permissions: 'r', text: '/dev/sda:/dev/x:r' },
    ],
    ['{source: /dev/fuse, target: /dev/fuse}', { kind: 'path', source: '/dev/fuse', target: '/dev/fuse' }],
    [
      'vendor.com/gpu=all',
      { kind: 'cdi', source: 'vendor.com/gpu=all', target: '', permissions: '', text: 'vendor.com/gpu=all' },
    ],
  ])('reads %s', async (device, expected) => {
    expect((await readWeb(`devices: [${device}]`)).facts.devices).toMatchObject([expected]);
  });

  it('include requests for GPUs, reserved devices and cgroup rules', async () => {
    const { facts } = await readWeb(
      [
        'gpus: all',
        'device_cgroup_rules: ["c 13:* rm"]',
        'deploy: {resources: {reservations: {devices: [{driver: nvidia, capabilities: [tpu], count: 2}]}}}',
      ].join('\n'),
    );
    expect(facts.devices).toEqual([
      { kind: 'request', source: '', target: '', permissions: '', text: 'gpu: all' },
      { kind: 'request', source: 'nvidia', target: '', permissions: '', text: 'tpu: 2' },
      { kind: 'cgroup-rule', source: 'c 13:* rm', target: '', permissions: 'rm', text: 'c 13:* rm' },
    ]);
  });

  it('are not known behind a variable', async () => {
    const web = await readWeb('devices: ["${DISK}:/dev/disk"]');
    expect(web.facts.devices?.[0]).not.toHaveProperty('source');
    expect(web.absences['devices[0].source']?.reason).toContain('${DISK}');
    expect((await readWeb('')).facts.devices).toEqual([]);
  });
});
