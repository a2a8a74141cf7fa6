import { describe, expect, it } from 'vitest';
import { readWeb } from './read-services.ts';

const tcp = { hostIp: '', protocol: 'tcp' };

describe('ports', () => {
  it.each([
    ['"8080:80"', [{ ...tcp, target: 80, hostPort: 8080, hostPortEnd: 8080, text: '8080:80' }]],
    ['"80"', [{ ...tcp, target: 80, hostPort: 0, hostPortEnd: 0, text: '80' }]],
    ['5432', [{ ...tcp, target: 5432, hostPort: 0, hostPortEnd: 0, text: '5432' }]],
    ['22:22', [{ ...tcp, target: 22, hostPort: 22, hostPortEnd: 22, text: '22:22' }]],
    ['"53:53/udp"', [{ hostIp: '', protocol: 'udp', target: 53, hostPort: 53, hostPortEnd: 53, text: '53:53/udp' }]],
    ['"8000-8002:80"', [{ ...tcp, target: 80, hostPort: 8000, hostPortEnd: 8002, text: '8000-8002:80' }]],
    [
      '"127.0.0.1:1:2"',
      [{ hostIp: '127.0.0.1', protocol: 'tcp', target: 2, hostPort: 1, hostPortEnd: 1, text: '127.0.0.1:1:2' }],
    ],
    [
      '"127.0.0.1::2"',
      [{ hostIp: '127.0.0.1', protocol: 'tcp', target: 2, hostPort: 0, hostPortEnd: 0, text: '127.0.0.1::2' }],
    ],
    ['"[::1]:1:2"', [{ hostIp: '::1', protocol: 'tcp', target: 2, hostPort: 1, hostPortEnd: 1, text: '[::1]:1:2' }]],
    ['"0.0.0.0:1:2"', [{ ...tcp, target: 2, hostPort: 1, hostPortEnd: 1, text: '0.0.0.0:1:2' }]],
    ['"[::]:1:2"', [{ ...tcp, target: 2, hostPort: 1, hostPortEnd: 1, text: '[::]:1:2' }]],
    ['"${PORT:-80}:80"', [{ ...tcp, target: 80, hostPort: 80, hostPortEnd: 80, text: '80:80' }]],
    ['{target: 80, published: "80"}', [{ ...tcp, target: 80, hostPort: 80, hostPortEnd: 80, text: '80:80' }]],
    [
      '{target: 80, published: 80, host_ip: 127.0.0.1, mode: host}',
      [{ hostIp: '127.0.0.1', protocol: 'tcp', target: 80, hostPort: 80, hostPortEnd: 80, text: '127.0.0.1:80:80' }],
    ],
    ['{target: 80}', [{ ...tcp, target: 80, hostPort: 0, hostPortEnd: 0, text: '80' }]],
  ])('reads %s', async (port, expected) => {
    expect((await readWeb(`ports: [${port}]`)).facts.ports).toEqual(expected);
  });

  it('expands a range into one port each', async () => {
    const { facts } = await readWeb('ports: ["79-81:79-81"]');
    expect(facts.ports?.map((port) => port.hostPort)).toEqual([79, 80, 81]);
  });

  it('keeps a host port open that a variable decides, and knows the rest', async () => {
    const web = await readWeb('ports: ["127.0.0.1:${PORT}:80"]');
    expect(web.facts.ports).toEqual([
      { target: 80, hostIp: '127.0.0.1', protocol: 'tcp', text: '127.0.0.1:${...}:80' },
    ]);
    expect(web.absences['ports[0].hostPort']?.reason).toContain('${PORT}');
    expect(web.origins['ports[0]']?.at.startLine).toBe(4);
  });

  it('knows nothing of a port that is one variable', async () => {
    const web = await readWeb('ports: ["${PORTS}"]');
    expect(web.facts.ports?.[0]).not.toHaveProperty('target');
    expect(web.facts.ports?.[0]).not.toHaveProperty('hostPort');
    expect(web.absences['ports[0]']?.reason).toContain('${PORTS}');
  });

  it('knows neither address nor port where an address stands in the place of the port, which the engine refuses', async () => {
    const web = await readWeb('ports: [{target: 8000, published: "127.0.0.1:8080"}]');
    expect(web.facts.ports?.[0]).not.toHaveProperty('hostIp');
    expect(web.facts.ports?.[0]).not.toHaveProperty('hostPort');
    expect(web.absences['ports[0].hostIp']?.reason).toContain('is no port');
  });

  it('stay listed beside the network of the host', async () => {
    expect((await readWeb('network_mode: host\nports: ["80:80"]')).facts.ports).toHaveLength(1);
  });

  it('are not what is only exposed', async () => {
    expect((await readWeb('expose: ["80", 81]')).facts).toMatchObject({
      ports: [],
      expose: ['80', '81'],
      publishAll: false,
    });
  });
});

describe('names', () => {
  it('are read in the form of the engine', async () => {
    const { facts } = await readWeb(
      'extra_hosts: {a: 1.1.1.1, b: "::1"}\ndns: 1.1.1.1\nhostname: h\nexternal_links: [x:y]',
    );
    expect(facts).toMatchObject({
      extraHosts: ['a:1.1.1.1', 'b:::1'],
      dns: ['1.1.1.1'],
      hostname: 'h',
      links: ['x:y'],
    });
  });
});
