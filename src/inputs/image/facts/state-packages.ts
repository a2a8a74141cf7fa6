// States the packages of an image: those of the distribution, then those of languages.
import type { ImageTree } from '../../../model/layer.ts';
import type { Location } from '../../../model/location.ts';
import type { Subject } from '../../../model/subject.ts';
import { writePurl } from '../../../parse/purl.ts';
import { subjectBuilder } from '../../subject-builder.ts';
import type { Distribution } from '../end-of-life.ts';
import { readDistribution } from './distribution.ts';
import type { Inventory } from './inventory.ts';
import { type LanguagePackage, readLanguagePackages } from './language-packages.ts';
import type { InstalledPackage } from './manager-inventory.ts';

/** More than any image that is of use has; beyond it the inventory is cut. */
const MOST_PACKAGES = 100_000;

const TYPES: Readonly<Record<string, string>> = { dpkg: 'deb', apk: 'apk', rpm: 'rpm' };

/** Where packages belong to. */
export interface PackageContext {
  readonly image: { readonly id: string };
  /** Put before the ids of packages, so that those of two images of a target differ. */
  readonly idPrefix: string;
  readonly declared: Location;
}

/** States every package: those of the distribution in the order of its database, then those of languages by path. */
export function statePackages(tree: ImageTree, inventory: Inventory, context: PackageContext): Subject<'package'>[] {
  const distribution = readDistribution(tree);
  const name = idGiver(context.idPrefix);
  const languages = readLanguagePackages(tree, inventory.ownerOf);
  return [
    ...inventory.packages
      .slice(0, MOST_PACKAGES)
      .map((record) => describeDistributed(record, { distribution, tree, name, ...context })),
    ...languages.slice(0, MOST_PACKAGES).map((record) => describeLanguage(record, { name, ...context })),
  ];
}

/** Several versions of one package may be there at once, as kernels of rpm are: the second is told from the first by its number. */
function idGiver(prefix: string): (text: string) => string {
  const given = new Map<string, number>();
  return (text) => {
    const count = (given.get(text) ?? 0) + 1;
    given.set(text, count);
    return count === 1 ? `${prefix}${text}` : `${prefix}${text} (${count})`;
  };
}

interface Named extends PackageContext {
  readonly name: (text: string) => string;
}

interface Around extends Named {
  readonly distribution: Distribution;
  readonly tree: ImageTree;
}

function describeDistributed(
  record: InstalledPackage,
  { distribution, tree, declared, image, name: nameOf }: Around,
): Subject<'package'> {
  const { name, version, architecture, source, sourceVersion, license, path, format } = record;
  const type = TYPES[format] ?? format;
  const id = nameOf(`${type}/${name}${architecture === '' ? '' : `:${architecture}`}`);
  const builder = subjectBuilder('package', id, name, declared);
  builder.set('name', name);
  builder.set('version', version);
  builder.set('type', type);
  builder.set('architecture', architecture);
  builder.set('source', source);
  builder.set('sourceVersion', sourceVersion);
  builder.set('license', license);
  builder.set('purl', distributedPurl(record, type, distribution));
  builder.set('path', `/${path}`);
  builder.set('ofDistribution', true);
  builder.set('layer', tree.resolve(path)?.layer ?? 0);
  return { ...builder.build(), owner: { kind: 'image', id: image.id } };
}

/** The epoch of an rpm version is a qualifier; everywhere else it is part of the version. */
function distributedPurl(record: InstalledPackage, type: string, { id, version: release }: Distribution): string {
  const { name, version, architecture, modularity = '' } = record;
  const epoch = type === 'rpm' ? (/^(\d+):/.exec(version)?.[1] ?? '') : '';
  return writePurl({
    type,
    namespace: NAMESPACES[id] ?? id,
    name,
    version: epoch === '' ? version : version.slice(epoch.length + 1),
    qualifiers: {
      arch: architecture,
      distro: release === '' ? id : `${id}-${release}`,
      epoch,
      rpmmod: modularity,
      upstream: type === 'rpm' ? (record.sourceFile ?? '') : upstreamOf(record),
    },
  });
}

function upstreamOf({ name, version, source, sourceVersion }: InstalledPackage): string {
  if (sourceVersion !== version) return `${source}@${sourceVersion}`;
  return source === name ? '' : source;
}

const NAMESPACES: Readonly<Record<string, string>> = {
  rhel: 'redhat',
  amzn: 'amazon',
  sles: 'suse',
  'opensuse-leap': 'opensuse',
  'opensuse-tumbleweed': 'opensuse',
};

function describeLanguage(
  { type, name, version, license, path, layer, namespace, platform = '', inside = '' }: LanguagePackage,
  { declared, image, name: nameOf }: Named,
): Subject<'package'> {
  const whole = namespace === '' ? name : type === 'maven' ? `${namespace}:${name}` : `${namespace}/${name}`;
  const place = inside === '' ? path : `${path}!/${inside}`;
  const builder = subjectBuilder('package', nameOf(`${type}/${whole} ${place}`), whole, declared);
  builder.set('name', whole);
  builder.set('version', version);
  builder.set('type', type);
  builder.set('architecture', '');
  builder.set('source', whole);
  builder.set('sourceVersion', version);
  builder.set('license', license);
  builder.set('purl', writePurl({ type, namespace, name, version, qualifiers: { platform } }));
  builder.set('path', `/${place}`);
  builder.set('ofDistribution', false);
  builder.set('layer', layer);
  return { ...builder.build(), owner: { kind: 'image', id: image.id } };
}
