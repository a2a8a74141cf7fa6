import { describe, expect, it } from 'vitest';
import { readWeb } from './read-services.ts';

describe('hooks', () => {
  it('are read by phase and position, with the user of the container where they have none', async () => {
    const { facts } = await readWeb(
      [
        'user: "1000"',
        'post_start: [{command: chown -R app /d, user: root, privileged: true}, {command: [a]}]',
        'pre_stop: [{command: b, user: app}]',
      ].join('\n'),
    );
    expect(facts.hooks).toEqual([
      { phase: 'post_start', index: 0, user: 'root', uid: 0, privileged: true, command: ['chown', '-R', 'app', '/d'] },
      { phase: 'post_start', index: 1, user: '', uid: 1000, privileged: false, command: ['a'] },
      { phase: 'pre_stop', index: 0, user: 'app', privileged: false, command: ['b'] },
    ]);
  });

  it('have no known user where the image decides', async () => {
    const web = await readWeb('post_start: [{command: a}]');
    expect(web.facts.hooks?.[0]).not.toHaveProperty('uid');
    expect(web.absences['hooks[0].uid']?.reason).toContain('image');
    expect((await readWeb('')).facts.hooks).toEqual([]);
  });

  it('keep the words that are known', async () => {
    const web = await readWeb('post_start: [{command: [a, "${B}"]}]');
    expect(web.facts.hooks?.[0]?.command).toEqual(['a', undefined]);
    expect(web.absences['hooks[0].command[1]']?.reason).toContain('${B}');
  });

  it('that run another image have no known user', async () => {
    const web = await readWeb('user: "1000"\npre_start: [{command: a, image: other}, {command: b}]');
    expect(web.facts.hooks?.[0]).not.toHaveProperty('uid');
    expect(web.facts.hooks?.[1]?.uid).toBe(1000);
  });
});
