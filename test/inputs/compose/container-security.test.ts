import { describe, expect, it } from 'vitest';
import { readWeb } from './read-services.ts';

describe('security options', () => {
  it('have the defaults of the engine when left out', async () => {
    expect((await readWeb('')).facts).toMatchObject({
      securityOptions: [],
      noNewPrivileges: false,
      apparmor: '',
      seccomp: '',
      seccompDefaultAction: '',
      selinux: '',
      maskedPaths: true,
      writableCgroups: false,
    });
  });

  it.each(['no-new-privileges', 'no-new-privileges:true', 'no-new-privileges=true', 'no-new-privileges=1'])(
    'take %s as set',
    async (option) => {
      expect((await readWeb(`security_opt: ["${option}"]`)).facts.noNewPrivileges).toBe(true);
    },
  );

  it.each(['no-new-privileges:false', 'no-new-privileges=false', 'apparmor=docker-default'])(
    'do not take %s for no-new-privileges',
    async (option) => {
      expect((await readWeb(`security_opt: ["${option}"]`)).facts.noNewPrivileges).toBe(false);
    },
  );

  it.each(['seccomp=unconfined', 'seccomp:unconfined'])('see %s', async (option) => {
    expect((await readWeb(`security_opt: ["${option}"]`)).facts).toMatchObject({
      seccomp: 'unconfined',
      seccompDefaultAction: '',
    });
  });

  it('see AppArmor and SELinux switched off', async () => {
    const { facts } = await readWeb('security_opt: ["apparmor:unconfined", "label:disable", "systempaths=unconfined"]');
    expect(facts).toMatchObject({ apparmor: 'unconfined', selinux: 'disabled', maskedPaths: false });
  });

  it('keep their order and place', async () => {
    const web = await readWeb('security_opt:\n  - label=type:svirt_t\n  - apparmor=web');
    expect(web.facts.securityOptions).toEqual([
      { name: 'label', value: 'type:svirt_t' },
      { name: 'apparmor', value: 'web' },
    ]);
    expect(web.origins['securityOptions[1]']?.at.startLine).toBe(6);
    expect(web.origins.apparmor?.at.startLine).toBe(6);
  });

  it('are not known where the deciding option is not known', async () => {
    const web = await readWeb('security_opt: ["no-new-privileges:${NNP}", "apparmor=${PROFILE}"]');
    expect(web.facts.noNewPrivileges).toBeUndefined();
    expect(web.facts.apparmor).toBeUndefined();
    expect(web.facts.seccomp).toBe('');
    expect(web.absences.noNewPrivileges?.reason).toContain('${NNP}');
    expect(web.absences['securityOptions[0].value']?.reason).toContain('${NNP}');
  });

  it('leave everything open behind an option of an unknown kind, save what a later one decides', async () => {
    const web = await readWeb('security_opt: ["${OPTION}", "no-new-privileges:true"]');
    expect(web.facts.noNewPrivileges).toBe(true);
    expect(web.facts.seccomp).toBeUndefined();
    expect(web.facts.selinux).toBeUndefined();
  });
});

describe('a seccomp profile', () => {
  it('is read from the project', async () => {
    const { facts } = await readWeb('security_opt: ["seccomp:./deny.json"]', '', {
      'deny.json': '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}',
    });
    expect(facts).toMatchObject({ seccomp: 'custom', seccompDefaultAction: 'SCMP_ACT_ERRNO' });
  });

  it.each([
    ['is not there', './gone.json', 'no such file'],
    ['is no JSON', './compose.yaml', 'defaultAction'],
    ['has no default action', './empty.json', 'defaultAction'],
    ['lies outside the scanned tree', '/etc/hostname', 'outside'],
    ['lies in the home directory', '~/profile.json', 'outside'],
  ])('that %s leaves its default action open', async (_, path, reason) => {
    const web = await readWeb(`security_opt: ["seccomp=${path}"]`, '', { 'empty.json': '{}' });
    expect(web.facts.seccomp).toBe('custom');
    expect(web.facts.seccompDefaultAction).toBeUndefined();
    expect(web.absences.seccompDefaultAction?.reason).toContain(reason);
  });
});
