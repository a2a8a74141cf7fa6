import { describe, expect, test } from 'vitest';
import { daysBetween, readEndOfLife } from '../../../src/inputs/image/end-of-life.ts';
import { noImages } from '../../no-images.ts';

const table = readEndOfLife(noImages.root);

interface Told {
  readonly name?: string;
  readonly prettyName?: string;
  readonly today?: string;
}

async function endOf(id: string, version: string, { name = id, prettyName = id, today = '2026-09-01' }: Told = {}) {
  return (await table).find({ id, version, name, prettyName }, today);
}

describe('the end of a release', () => {
  test.each([
    ['debian', '12', '2026-07-11', true],
    ['debian', '12.5', '2026-07-11', true],
    ['debian', '13', '2028-08-09', false],
  ])('%s %s', async (id, version, day, past) => {
    expect(await endOf(id, version)).toMatchObject({ day, past });
  });

  test('is over on the day after it', async () => {
    expect(await endOf('debian', '13', { today: '2028-08-09' })).toMatchObject({ past: false });
    expect(await endOf('debian', '13', { today: '2028-08-10' })).toMatchObject({ past: true });
  });

  test('may be followed by a further phase', async () => {
    expect(await endOf('debian', '12')).toMatchObject({ extended: '2028-06-30' });
    expect(await endOf('debian', '12', { prettyName: 'Distroless' })).toMatchObject({
      day: '2026-07-11',
      extended: '',
    });
    expect(await endOf('ol', '10')).toEqual({ day: '', past: false, extended: undefined });
  });

  test('never comes for what rolls on, and for a release that is yet to come', async () => {
    for (const [id, version, prettyName] of [
      ['wolfi', '20230201', 'Wolfi'],
      ['arch', '', 'Arch Linux'],
      ['debian', '', 'Debian GNU/Linux trixie/sid'],
      ['alpine', '3.22_alpha20250108', 'Alpine Linux edge'],
      ['fedora', '45', 'Fedora Linux 45 (Rawhide)'],
    ] as const)
      expect(await endOf(id, version, { prettyName })).toEqual({ day: '', past: false, extended: '' });
  });

  test('tells two distributions of one id apart by their name', async () => {
    const linux = await endOf('centos', '8', { name: 'CentOS Linux' });
    const stream = await endOf('centos', '8', { name: 'CentOS Stream' });
    expect(linux).toMatchObject({ past: true });
    expect(stream).toMatchObject({ past: true });
    expect(linux).not.toEqual(stream);
  });

  test.each([
    ['', '', 'the image has no os-release, so its distribution is not known'],
    ['odd', '1', 'the table of end-of-life dates does not know the distribution `odd`'],
    ['busybox', '', 'the table of end-of-life dates does not know the distribution `busybox`'],
    ['ubuntu', '99.04', 'the table of end-of-life dates of 2026-08-22 does not know ubuntu 99.04'],
    ['debian', '', 'the os-release of the image does not say which release of debian it is'],
    ['rhel', '', 'the os-release of the image does not say which release of rhel it is'],
  ])('is not known: %s %s', async (id, version, reason) => {
    expect(await endOf(id, version)).toEqual({ reason });
  });

  test('without a published day is believed for a year', async () => {
    expect(await endOf('photon', '5.0', { today: '2027-08-22' })).toEqual({ day: '', past: false, extended: '' });
    expect(await endOf('photon', '5.0', { today: '2027-08-23' })).toEqual({
      reason: 'the end of photon 5.0 was not published on 2026-08-22, which is more than a year ago',
    });
  });
});

test('days are counted from midnight to midnight', () => {
  expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
  expect(daysBetween('2026-03-01', '2026-02-27')).toBe(-2);
});
