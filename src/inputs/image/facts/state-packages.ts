// States the packages of an image: those of the distribution, then those of languages.
import type { ImageTree } from '../../../model/layer.ts';
import type { Location } from '../../../model/location.ts';
import type { Subject } from '../../../model/subject.ts';
import { writePurl } from '../../../parse/purl.ts';
import { subjectBuilder } from '../../subject-builder.ts';
import type { Distribution } from '../end-of-life.ts';
import { readDistribution } from './distribution.ts';
import type { InstalledPackage, Inventory } from './inventory.ts';
import { type LanguagePackage, readLanguagePackages } from './language-packages.ts';

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
  const { format, packages } = inventory;
  const distribution = readDistribution(tree);
  const type = TYPES[format] ?? format;
  const subjects = [
    ...packages.map((record) => describeDistributed(record, { type, distribution, tree, ...context })),
    ...readLanguagePackages(tree).map((record) => describeLanguage(record, context)),
  ];
  return subjects.slice(0, MOST_PACKAGES);
}

interface Around extends PackageContext {
  readonly type: string;
  readonly distribution: Distribution;
  readonly tree: ImageTree;
}

function describeDistributed(
  record: InstalledPackage,
  { type, distribution, tree, declared, image, idPrefix }: Around,
): Subject<'package'> {
  const { name, version, architecture, source, sourceVersion, license, path } = record;
  const builder = subjectBuilder(
    'package',
    `${idPrefix}${type}/${name}${architecture === '' ? '' : `:${architecture}`}`,
    name,
    declared,
  );
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
function distributedPurl(
  { name, version, architecture, source, sourceVersion }: InstalledPackage,
  type: string,
  { id, version: release }: Distribution,
): string {
  const epoch = type === 'rpm' ? (/^(\d+):/.exec(version)?.[1] ?? '') : '';
  const upstream =
    source === name && sourceVersion === version
      ? ''
      : sourceVersion === version
        ? source
        : `${source}@${sourceVersion}`;
  return writePurl({
    type,
    namespace: NAMESPACES[id] ?? id,
    name,
    version: epoch === '' ? version : version.slice(epoch.length + 1),
    qualifiers: { arch: architecture, distro: release === '' ? id : `${id}-${release}`, epoch, upstream },
  });
}

const NAMESPACES: Readonly<Record<string, string>> = {
  rhel: 'redhat',
  amzn: 'amazon',
  sles: 'suse',
  'opensuse-leap': 'opensuse',
  'opensuse-tumbleweed': 'opensuse',
};

function describeLanguage(
  { type, name, version, license, path, layer, namespace }: LanguagePackage,
  { declared, image, idPrefix }: PackageContext,
): Subject<'package'> {
  const whole = namespace === '' ? name : type === 'maven' ? `${namespace}:${name}` : `${namespace}/${name}`;
  const builder = subjectBuilder('package', `${idPrefix}${type}/${whole} ${path}`, whole, declared);
  builder.set('name', whole);
  builder.set('version', version);
  builder.set('type', type);
  builder.set('architecture', '');
  builder.set('source', whole);
  builder.set('sourceVersion', version);
  builder.set('license', license);
  builder.set('purl', writePurl({ type, namespace, name, version, qualifiers: {} }));
  builder.set('path', `/${path}`);
  builder.set('ofDistribution', false);
  builder.set('layer', layer);
  return { ...builder.build(), owner: { kind: 'image', id: image.id } };
}
