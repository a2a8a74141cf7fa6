// A rule about the elements of a list: one verdict each, with its own line, and what unknown elements do.
import { describe, expect, it } from 'vitest';
import { container, judgeOne, line, rule } from './support.ts';

const socket = rule({
  id: 'socket',
  list: 'mounts',
  deny: 'it.source == "/sock"',
  at: 'it.source',
  message: '{container.name} mounts {it.text}.',
});
const capability = rule({
  id: 'capability',
  list: 'capAdd',
  deny: 'it == "ALL"',
  message: '{container.name} adds {it}.',
});

describe('a rule about the elements of a list', () => {
  it('gives each element a verdict with its own line', () => {
    const mounts = [
      { source: '/sock', text: '/sock:/s' },
      { source: '/data', text: '/data:/d' },
    ];
    const origins = { 'mounts[0].source': { at: line(15) }, 'mounts[1]': { at: line(16) } };
    const verdicts = judgeOne(socket, [container('web', { name: 'web', mounts }, { origins })]);
    expect(verdicts).toMatchObject([
      { outcome: 'fail', element: 'mounts[0]', location: line(15), message: 'web mounts /sock:/s.' },
      { outcome: 'pass', element: 'mounts[1]', location: line(16) },
    ]);
  });

  it('falls back from the field to the element, the list and the declaration', () => {
    const mounts = [{ source: '/sock' }];
    const place = (origins: Record<string, { at: ReturnType<typeof line> }>) =>
      judgeOne(socket, [container('web', { mounts }, { origins })])[0]?.location.startLine;
    const all = { 'mounts[0].source': { at: line(15) }, 'mounts[0]': { at: line(14) }, mounts: { at: line(13) } };
    expect(place(all)).toBe(15);
    expect(place({ 'mounts[0]': all['mounts[0]'], mounts: all.mounts })).toBe(14);
    expect(place({ mounts: all.mounts })).toBe(13);
    expect(place({})).toBe(10);
  });

  it('passes a subject without elements', () => {
    expect(judgeOne(socket, [container('web', { mounts: [] })])).toMatchObject([{ outcome: 'pass' }]);
    expect(judgeOne(socket, [container('web', { mounts: [] })])[0]?.element).toBeUndefined();
  });

  it('is unknown once for an absent list, at the place of the list', () => {
    const open = container('web', {}, { absences: { mounts: { reason: '`${M}` has no value', at: line(13) } } });
    expect(judgeOne(socket, [open])).toMatchObject([
      {
        outcome: 'unknown',
        location: line(13),
        missing: [{ fact: 'container.mounts', reason: '`${M}` has no value' }],
      },
    ]);
  });

  it('is unknown for an absent list even if any element would be denied', () => {
    const any = rule({ list: 'mounts', deny: 'it.readOnly || container.privileged' });
    expect(judgeOne(any, [container('web', { privileged: true })])).toMatchObject([
      { outcome: 'unknown', missing: [{ fact: 'container.mounts' }] },
    ]);
  });

  it('is unknown for an unknown element, by its own path', () => {
    const mounts = container('web', { mounts: [{}] }, { absences: { 'mounts[0]': { reason: 'open', at: line(14) } } });
    expect(judgeOne(socket, [mounts])).toMatchObject([
      {
        outcome: 'unknown',
        element: 'mounts[0]',
        location: line(14),
        missing: [{ fact: 'container.mounts[0].source', reason: 'open' }],
      },
    ]);
    const caps = container('web', { capAdd: ['ALL', undefined] }, { absences: { 'capAdd[1]': { reason: 'open' } } });
    expect(judgeOne(capability, [caps])).toMatchObject([
      { outcome: 'fail', element: 'capAdd[0]' },
      { outcome: 'unknown', element: 'capAdd[1]', missing: [{ fact: 'container.capAdd[1]', reason: 'open' }] },
    ]);
  });

  const binds = rule({
    list: 'mounts',
    where: 'container.os == "linux" && it.type == "bind"',
    deny: 'it.source == "/sock"',
  });

  it('leaves out elements to which it does not apply, and passes when none is left', () => {
    const mounts = [
      { type: 'volume', source: '/sock' },
      { type: 'bind', source: '/a' },
    ];
    expect(judgeOne(binds, [container('web', { os: 'linux', mounts })])).toMatchObject([
      { outcome: 'pass', element: 'mounts[1]' },
    ]);
    expect(judgeOne(binds, [container('web', { os: 'linux', mounts: [{ type: 'volume' }] })])).toMatchObject([
      { outcome: 'pass' },
    ]);
  });

  it('says nothing about a subject to which it does not apply at all', () => {
    expect(judgeOne(binds, [container('web', { os: 'windows', mounts: [] })])).toEqual([]);
    expect(judgeOne(binds, [container('web', { os: 'windows', mounts: [{ type: 'bind', source: '/sock' }] })])).toEqual(
      [],
    );
    expect(judgeOne(binds, [container('web', { os: 'windows' })])).toEqual([]);
  });
});
