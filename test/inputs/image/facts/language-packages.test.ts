import { describe, expect, test } from 'vitest';
import { languagePackagesReader } from '../../../../src/inputs/image/readers/language-packages.ts';
import type { LayerEntry } from '../../../../src/model/layer.ts';
import { goProgram } from '../../../go-program.ts';
import { packagesOf, readTarImage, type TestLayer } from '../../../read-tar-image.ts';
import { zipOf } from '../../../zip-bytes.ts';

/** `name version path` of the packages that no package manager of the distribution installed. */
async function languagesOf(...layers: readonly TestLayer[]): Promise<string[]> {
  const packages = packagesOf(await readTarImage(layers));
  return packages.filter(({ ofDistribution }) => ofDistribution === false).map(({ purl, path }) => `${purl} ${path}`);
}

const POM = 'META-INF/maven/org.example/shop/pom.properties';
const pom = (name: string, version: string) => `groupId=org.example\nartifactId=${name}\nversion=${version}\n`;
const metadata = (name: string, version: string) =>
  `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n\nText\n`;

describe('packages of languages', () => {
  test('are found by what their installers leave', async () => {
    const found = await languagesOf({
      'app/node_modules/@scope/x/package.json': '{"name": "@scope/x", "version": "1.0.0"}',
      'app/node_modules/x/test/fixture/package.json': '{"name": "fixture", "version": "1"}',
      'app/package.json': '{"name": "app", "version": "1"}',
      'usr/local/lib/node_modules/npm/node_modules/ini/package.json': '{"name": "ini", "version": "4.1.3"}',
      'usr/lib/python3/site-packages/A_b-1.dist-info/METADATA': metadata('A_b', '1'),
      'usr/lib/python3/site-packages/c.egg-info': metadata('c', '2'),
      'usr/lib/python3/site-packages/d.egg-info/PKG-INFO': metadata('d', '3'),
      'usr/lib/python3/site-packages/pip/_vendor/vendor.txt': 'urllib3==1.26.18\nidna==3.6\n',
      'usr/lib/ruby/gems/3.2.0/specifications/rack-3.0.gemspec': '# stub: rack 3.0 ruby lib\n',
      'usr/lib/ruby/gems/3.2.0/specifications/default/json-2.6.gemspec': '# stub: json 2.6 java lib\n',
      'app/vendor/composer/installed.json': '{"packages": [{"name": "a/b", "version": "v1.0"}]}',
      'opt/x-1.2.jar': 'not whole',
    });
    expect(found).toEqual([
      'pkg:npm/%40scope/x@1.0.0 /app/node_modules/@scope/x/package.json',
      'pkg:composer/a/b@1.0 /app/vendor/composer/installed.json',
      'pkg:maven/x@1.2 /opt/x-1.2.jar',
      'pkg:pypi/a-b@1 /usr/lib/python3/site-packages/A_b-1.dist-info/METADATA',
      'pkg:pypi/c@2 /usr/lib/python3/site-packages/c.egg-info',
      'pkg:pypi/d@3 /usr/lib/python3/site-packages/d.egg-info/PKG-INFO',
      'pkg:pypi/urllib3@1.26.18 /usr/lib/python3/site-packages/pip/_vendor/vendor.txt',
      'pkg:pypi/idna@3.6 /usr/lib/python3/site-packages/pip/_vendor/vendor.txt',
      'pkg:gem/json@2.6?platform=java /usr/lib/ruby/gems/3.2.0/specifications/default/json-2.6.gemspec',
      'pkg:gem/rack@3.0 /usr/lib/ruby/gems/3.2.0/specifications/rack-3.0.gemspec',
      'pkg:npm/ini@4.1.3 /usr/local/lib/node_modules/npm/node_modules/ini/package.json',
    ]);
  });

  test('that a package of the distribution brought are that package', async () => {
    const path = 'usr/lib/python3/dist-packages/six-1.16.egg-info';
    const status = 'Package: python3-six\nStatus: install ok installed\nArchitecture: all\nVersion: 1.16-4\n';
    const packages = packagesOf(
      await readTarImage([
        {
          'var/lib/dpkg/status': status,
          'var/lib/dpkg/info/python3-six.list': `/.\n/${path}\n`,
          [path]: metadata('six', '1.16'),
          'usr/local/lib/python3.11/dist-packages/six-1.17.dist-info/METADATA': metadata('six', '1.17'),
        },
      ]),
    );
    expect(packages.map(({ type, name, version }) => `${type} ${name} ${version}`)).toEqual([
      'deb python3-six 1.16-4',
      'pypi six 1.17',
    ]);
  });

  test('are those that the last layer left', async () => {
    const folder = 'srv/lib/site-packages';
    const found = await languagesOf(
      {
        [`${folder}/a-1.dist-info/METADATA`]: metadata('a', '1'),
        [`${folder}/b-1.dist-info/METADATA`]: metadata('b', '1'),
        [`${folder}/c.egg-info`]: metadata('c', '1'),
      },
      { [`${folder}/.wh.a-1.dist-info`]: '', [`${folder}/a-2.dist-info/METADATA`]: metadata('a', '2') },
      { [`${folder}/c.egg-info`]: metadata('c', '2') },
    );
    expect(found.map((text) => text.split(' ')[0])).toEqual(['pkg:pypi/a@2', 'pkg:pypi/b@1', 'pkg:pypi/c@2']);
  });

  test('of one file have an id each', async () => {
    const { subjects } = await readTarImage([{ 'x/_vendor/vendor.txt': 'a==1\nb==2\na==1\n' }]);
    const ids = subjects.filter(({ kind }) => kind === 'package').map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('a Java archive', () => {
  const inner = zipOf({ [POM]: pom('inner', '2') }, { method: 8 });

  test('is read with those in it, two deep', async () => {
    const third = zipOf({ 'deepest-9.jar': zipOf({ [POM]: pom('deepest', '9') }) });
    const found = await languagesOf({
      'app/shop.jar': zipOf({ [POM]: pom('shop', '1'), 'BOOT-INF/lib/inner.jar': inner, 'lib/third-1.jar': third }),
    });
    expect(found).toEqual([
      'pkg:maven/org.example/shop@1 /app/shop.jar',
      'pkg:maven/org.example/inner@2 /app/shop.jar!/BOOT-INF/lib/inner.jar',
      'pkg:maven/third@1 /app/shop.jar!/lib/third-1.jar',
      'pkg:maven/org.example/deepest@9 /app/shop.jar!/lib/third-1.jar!/deepest-9.jar',
    ]);
    const fourth = zipOf({ 'a.jar': zipOf({ 'b.jar': zipOf({ 'c-1.jar': inner }) }) });
    expect(await languagesOf({ 'x-1.jar': fourth })).toEqual(['pkg:maven/x@1 /x-1.jar']);
  });

  test('that packs others into itself is one beside them', async () => {
    const manifest = 'Bundle-SymbolicName: org.example.all\nBundle-Version: 4.2\n';
    const found = await languagesOf({
      'all.jar': zipOf({ [POM]: pom('copy', '1'), 'META-INF/MANIFEST.MF': manifest }),
    });
    expect(found).toEqual(['pkg:maven/org.example.all@4.2 /all.jar', 'pkg:maven/org.example/copy@1 /all.jar']);
  });

  test('whose members unpack to more than they say is not unpacked', async () => {
    const bomb = zipOf({ [POM]: `${pom('bomb', '1')}${'#'.repeat(1024 * 1024)}` }, { method: 8, fullSize: 100 });
    expect(await languagesOf({ 'bomb-1.0.jar': bomb })).toEqual(['pkg:maven/bomb@1.0 /bomb-1.0.jar']);
  });
});

describe('a program made by Go', () => {
  const program = goProgram('go1.22.1', 'mod\texample.com/ship\tv1.0.0\n');

  test('names its modules, where no package manager put it', async () => {
    const file = (path: string, mode = 0o755) => ({ path, mode, body: program });
    const found = await languagesOf([
      file('ship'),
      file('usr/local/bin/plain', 0o644),
      file('usr/bin/of-distribution'),
      file('usr/local/bin/ship.d'),
    ]);
    expect(found).toEqual(['pkg:golang/stdlib@1.22.1 /ship', 'pkg:golang/example.com/ship@v1.0.0 /ship']);
  });

  test('is not read where it is small, large, or among the programs of the distribution', () => {
    const entry = (path: string, size: number): LayerEntry => ({
      path,
      size,
      mode: 0o755,
      type: 'file',
      uid: 0,
      gid: 0,
      mtime: 0,
      linkName: '',
      capability: '',
      deviceMajor: 0,
      deviceMinor: 0,
    });
    const mib = 1024 * 1024;
    expect(languagePackagesReader.wants(entry('usr/local/bin/app', 2 * mib))).toBe(2 * mib);
    expect(languagePackagesReader.wants(entry('usr/local/bin/app', 100 * mib))).toBe(48 * mib);
    for (const [path, size] of [
      ['usr/local/bin/app', 1000],
      ['usr/local/bin/app', 500 * mib],
      ['usr/lib/git-core/git', 2 * mib],
      ['usr/local/bin/app.py', 2 * mib],
    ] as const)
      expect(languagePackagesReader.wants(entry(path, size))).toBe(0);
    expect(languagePackagesReader.wants(entry('app/large.jar', 100 * mib))).toBe(1);
  });
});
