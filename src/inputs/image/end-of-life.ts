// When the security support of a distribution release ends, from the dated table in policies/end-of-life.yaml.

import { isObject } from '../../parse/json-object.ts';
import { readDataFile } from './data-file.ts';

/** What is known of the end of a release. */
export interface EndOfLife {
  /** Last day of the free security support, YYYY-MM-DD; empty for a rolling distribution, which never ends by itself. */
  readonly day: string;
  /** That day is over. */
  readonly past: boolean;
  /** Last day of a further phase of support; empty where there is none, `undefined` where it is not published. */
  readonly extended: string | undefined;
}

/** What os-release says, as far as it is looked up. */
export interface Distribution {
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly prettyName: string;
}

export interface EndOfLifeTable {
  /** The end of a release as seen on a day, or why it is not known. */
  find(distribution: Distribution, today: string): EndOfLife | { readonly reason: string };
}

interface Release {
  readonly release: string;
  readonly eol: string;
  readonly extended: string;
}

interface Product {
  readonly id: string;
  readonly take: string;
  readonly whenName: string;
  readonly unlessName: string;
  readonly releases: readonly Release[];
}

/** An entry without a published end is believed for this long after the table was made. */
const OPEN_DAYS = 365;

const DISTROLESS = 'Distroless';

const ROLLING: EndOfLife = { day: '', past: false, extended: '' };

/** Reads the table below the folder that holds policies/. */
export async function readEndOfLife(root: string): Promise<EndOfLifeTable> {
  const document = await readDataFile(root, 'end-of-life.yaml');
  const { as_of: asOf, distributions } = isObject(document) ? document : {};
  const products = Object.values(isObject(distributions) ? distributions : {}).flatMap(readProduct);
  return { find: (distribution, today) => find(products, distribution, { today, asOf: textOf(asOf) }) };
}

function find(
  products: readonly Product[],
  distribution: Distribution,
  { today, asOf }: { readonly today: string; readonly asOf: string },
): ReturnType<EndOfLifeTable['find']> {
  const { id, version, name } = distribution;
  if (id === '') return { reason: 'the image has no os-release, so its distribution is not known' };
  const product = products.find(
    (known) =>
      known.id === id &&
      known.releases.length > 0 &&
      (known.whenName === '' || name.includes(known.whenName)) &&
      (known.unlessName === '' || !name.includes(known.unlessName)),
  );
  if (product === undefined)
    return { reason: `the table of end-of-life dates does not know the distribution \`${id}\`` };
  if (product.take === 'none') return endOf(product.releases[0], { today, asOf, what: id });
  // A development release has a number that is yet to come, or none.
  if (/alpha|\b(?:edge|sid|rawhide)\b/.test(`${version} ${distribution.prettyName.toLowerCase()}`)) return ROLLING;
  if (version === '') return { reason: `the os-release of the image does not say which release of ${id} it is` };
  const key = takeVersion(version, product.take);
  const end = endOf(
    product.releases.find(({ release }) => release === key),
    { today, asOf, what: `${id} ${key}` },
  );
  // Distroless images are built from what Debian itself supports, not from what volunteers keep alive after it.
  return 'day' in end && distribution.prettyName === DISTROLESS ? { ...end, extended: '' } : end;
}

function endOf(
  release: Release | undefined,
  { today, asOf, what }: { readonly today: string; readonly asOf: string; readonly what: string },
): ReturnType<EndOfLifeTable['find']> {
  if (release === undefined) return { reason: `the table of end-of-life dates of ${asOf} does not know ${what}` };
  const { eol } = release;
  const extended = release.extended === 'open' ? undefined : release.extended;
  if (eol === 'rolling') return ROLLING;
  if (eol === 'ended') return { day: asOf, past: true, extended };
  if (eol !== 'open') return { day: eol, past: today > eol, extended };
  return daysBetween(asOf, today) > OPEN_DAYS
    ? { reason: `the end of ${what} was not published on ${asOf}, which is more than a year ago` }
    : { day: '', past: false, extended };
}

function takeVersion(version: string, take: string): string {
  const [major = '', minor] = version.split('.');
  if (take === 'major') return major;
  return take === 'major.minor' && minor !== undefined ? `${major}.${minor}` : version;
}

/** Whole days from one day to another, both YYYY-MM-DD. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function readProduct(value: unknown): Product[] {
  if (!isObject(value) || !isObject(value.match)) return [];
  const { match, releases } = value;
  return [
    {
      id: textOf(match.id),
      take: textOf(match.take),
      whenName: textOf(match.when_name),
      unlessName: textOf(match.unless_name),
      releases: Array.isArray(releases) ? releases.flatMap(readRelease) : [],
    },
  ];
}

function readRelease(value: unknown): Release[] {
  if (!isObject(value)) return [];
  return [{ release: textOf(value.release), eol: textOf(value.eol), extended: textOf(value.extended) }];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
