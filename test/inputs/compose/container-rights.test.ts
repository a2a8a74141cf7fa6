import { describe, expect, it } from 'vitest';
import { DEFAULT_CAPABILITIES } from '../../../src/parse/capabilities.ts';
import { readServices, readWeb } from './read-services.ts';

describe('privileged', () => {
  it.each(['true', '"true"', 'yes', '"on"', '${PRIV:-true}', 'Y'])('is true for %s', async (word) => {
    expect((await readWeb(`privileged: ${word}`)).facts.privileged).toBe(true);
  });

  it.each(['false', '"no"', '${PRIV:-false}'])('is false for %s', async (word) => {
    expect((await readWeb(`privileged: ${word}`)).facts.privileged).toBe(false);
  });

  it('is false when left out, and then has no place', async () => {
    const web = await readWeb('');
    expect(web.facts.privileged).toBe(false);
    expect(web.origins.privileged).toBeUndefined();
  });

  it('is absent behind a variable without a value, with the reason and the place', async () => {
    const web = await readWeb('privileged: "${PRIV}"');
    expect(web.facts.privileged).toBeUndefined();
    expect(web.absences.privileged?.reason).toContain('${PRIV}');
    expect(web.origins.privileged?.at).toMatchObject({ file: 'compose.yaml', startLine: 4, startColumn: 17 });
  });

  it('comes through a merge key, with the place of the anchor', async () => {
    const services = await readServices(
      ['x-base: &base', '  privileged: true', 'services:', '  web:', '    <<: *base', '    image: nginx'].join('\n'),
    );
    const web = services('web');
    expect(web.facts.privileged).toBe(true);
    expect(web.origins.privileged?.at.startLine).toBe(2);
  });
});

describe('capabilities', () => {
  it('are the 14 defaults when nothing is written', async () => {
    expect((await readWeb('')).facts.effectiveCapabilities).toEqual(DEFAULT_CAPABILITIES);
  });

  it('lose their prefix and come in upper case', async () => {
    const { facts } = await readWeb('cap_add: [CAP_SYS_ADMIN, net_admin, " Sys_Time "]\ncap_drop: [cap_net_raw]');
    expect(facts.capAdd).toEqual(['SYS_ADMIN', 'NET_ADMIN', 'SYS_TIME']);
    expect(facts.capDrop).toEqual(['NET_RAW']);
  });

  it('keep thirteen defaults when only MKNOD is dropped', async () => {
    const { facts } = await readWeb('cap_drop: [MKNOD]');
    expect(facts.effectiveCapabilities).toHaveLength(13);
    expect(facts.effectiveCapabilities).not.toContain('MKNOD');
  });

  it('are only what is added when ALL is dropped', async () => {
    const { facts } = await readWeb('cap_drop: [all]\ncap_add: [NET_BIND_SERVICE]');
    expect(facts.effectiveCapabilities).toEqual(['NET_BIND_SERVICE']);
  });

  it('are all of them for a privileged container, whatever is dropped', async () => {
    const { facts } = await readWeb('privileged: true\ncap_drop: [ALL]');
    expect(facts.effectiveCapabilities).toContain('SYS_MODULE');
  });

  it.each([
    ['an entry', 'cap_add: ["${CAP}"]'],
    ['privileged', 'privileged: "${PRIV}"'],
  ])('are not known when %s is not known', async (_, body) => {
    const web = await readWeb(body);
    expect(web.facts.effectiveCapabilities).toBeUndefined();
    expect(web.absences.effectiveCapabilities?.reason).toContain('no value or default');
  });

  it('keep the place of an entry that is not known', async () => {
    const web = await readWeb('cap_add: [NET_ADMIN, "${CAP}"]');
    expect(web.facts.capAdd).toEqual(['NET_ADMIN', undefined]);
    expect(web.absences['capAdd[1]']?.reason).toContain('${CAP}');
    expect(web.origins['capAdd[1]']?.at).toMatchObject({ startLine: 4, startColumn: 26 });
  });
});

describe('user', () => {
  it.each(['', 'user: ""'])('is absent when the image decides (%j)', async (body) => {
    const web = await readWeb(body);
    for (const field of ['user', 'uid', 'gid'] as const) {
      expect(web.facts[field]).toBeUndefined();
      expect(web.absences[field]).toMatchObject({ reason: 'inherits from the image, which was not scanned' });
      expect(web.absences[field]?.hint).toContain('`user:`');
    }
  });

  it.each([
    ['"0"', { user: '0', uid: 0 }],
    ['"0:0"', { user: '0:0', uid: 0, gid: 0 }],
    ['root', { user: 'root', uid: 0 }],
    ['"root:1000"', { uid: 0, gid: 1000 }],
    ['"00"', { uid: 0 }],
    ['"+0"', { uid: 0 }],
    ['"1000:1000"', { user: '1000:1000', uid: 1000, gid: 1000 }],
    ['"1000:root"', { uid: 1000, gid: 0 }],
    ['"${UID:-1000}:${GID:-1000}"', { uid: 1000, gid: 1000 }],
  ])('reads %s', async (text, facts) => {
    expect((await readWeb(`user: ${text}`)).facts).toMatchObject(facts);
  });

  it('leaves a name to the image', async () => {
    const web = await readWeb('user: app');
    expect(web.facts.user).toBe('app');
    expect(web.facts.uid).toBeUndefined();
    expect(web.absences.uid?.reason).toContain('/etc/passwd');
    expect(web.absences.uid?.reason).toContain('app');
  });

  it('knows the user although the group is not known', async () => {
    const web = await readWeb('user: "1000:${GID}"');
    expect(web.facts.uid).toBe(1000);
    expect(web.facts.user).toBeUndefined();
    expect(web.absences.gid?.reason).toContain('${GID}');
  });

  it('does not take a variable for root', async () => {
    const web = await readWeb('user: "${APP_UID}"');
    expect(web.facts.uid).toBeUndefined();
    expect(web.absences.uid?.reason).toContain('${APP_UID}');
  });
});
