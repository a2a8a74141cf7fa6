import { describe, expect, test } from 'vitest';
import { readComposerInstalled } from '../../../src/parse/packages/composer.ts';
import { readGoBuild } from '../../../src/parse/packages/go-build.ts';
import { readJarName, readPomProperties } from '../../../src/parse/packages/java.ts';
import { readPackageJson } from '../../../src/parse/packages/node.ts';
import { readPythonMetadata, readVendoredPython } from '../../../src/parse/packages/python.ts';
import { readGemspec } from '../../../src/parse/packages/ruby.ts';
import { goProgram } from '../../go-program.ts';

const bytes = (text: string) => Buffer.from(text);
const json = (value: unknown) => bytes(JSON.stringify(value));

describe('package.json', () => {
  test.each([
    [{ name: '@scope/x', version: '1.0.0', license: 'MIT' }, ['@scope', 'x', '1.0.0', 'MIT']],
    [{ name: 'x', version: '1.0.0', license: { type: 'ISC' } }, ['', 'x', '1.0.0', 'ISC']],
    [{ name: 'x', version: '1', licenses: [{ type: 'MIT' }, 'ISC', 7] }, ['', 'x', '1', '(MIT OR ISC)']],
  ])('%j', (document, [namespace, name, version, license]) => {
    expect(readPackageJson(json(document))).toEqual({ type: 'npm', namespace, name, version, license });
  });

  test.each([[{ name: 'fixture' }], [{ version: '1' }], [{ name: 7, version: '1' }], [[]], [null]])(
    'says nothing: %j',
    (document) => {
      expect(readPackageJson(json(document))).toBeUndefined();
    },
  );

  test('says nothing where it is cut off', () => {
    expect(readPackageJson(bytes('{"name": "x", "version": "1.0'))).toBeUndefined();
  });
});

describe('the metadata of Python', () => {
  test.each([
    ['Name: Zope.Interface\nVersion: 5.4\nLicense: ZPL 2.1\n\nVersion: 9\n', ['zope-interface', '5.4', 'ZPL 2.1']],
    ['Version: 1\r\nName: a__b\r\nLicense-Expression: MIT\r\nLicense: old\r\n', ['a-b', '1', 'MIT']],
    ['Name: c\nVersion: 1\nLicense: UNKNOWN\n', ['c', '1', '']],
    ['Name: d\nVersion: 1\nClassifier: License :: OSI Approved :: BSD License\n', ['d', '1', 'BSD License']],
  ])('%j', (text, [name, version, license]) => {
    expect(readPythonMetadata(bytes(text))).toMatchObject({ type: 'pypi', name, version, license });
  });

  test('without a version in its head is none', () => {
    expect(readPythonMetadata(bytes('Name: a\n\nVersion: 1\n'))).toBeUndefined();
  });

  test('has copies that pip brings along', () => {
    const text = 'CacheControl==0.14.0  # why\nrequests==2.32.3\n    certifi==2024.8.30\n# no==1\nmsgpack\n';
    expect(readVendoredPython(bytes(text)).map(({ name, version }) => `${name} ${version}`)).toEqual([
      'cachecontrol 0.14.0',
      'requests 2.32.3',
      'certifi 2024.8.30',
    ]);
  });
});

describe('a gemspec', () => {
  test.each([
    [
      '# -*- encoding: utf-8 -*-\n# stub: rails 7.1.0 ruby lib\n\n  s.name = "other".freeze\n  s.licenses = ["MIT".freeze, "Ruby"]\n',
      { name: 'rails', version: '7.1.0', license: '(MIT OR Ruby)' },
    ],
    ['# stub: jruby-openssl 0.14 java lib\n', { name: 'jruby-openssl', version: '0.14', platform: 'java' }],
    [
      `  s.name = 'plain'\n  s.version = "1.2"\n  s.license = 'ISC'\n`,
      { name: 'plain', version: '1.2', license: 'ISC' },
    ],
  ])('%j', (text, record) => {
    expect(readGemspec(bytes(text))).toMatchObject({ type: 'gem', ...record });
  });

  test('whose version is computed says nothing', () => {
    expect(readGemspec(bytes('  s.name = "x"\n  s.version = X::VERSION\n'))).toBeUndefined();
  });
});

describe('installed.json of Composer', () => {
  const entry = { name: 'Symfony/Console', version: 'v6.4.1', license: ['MIT'] };
  const expected = { type: 'composer', namespace: 'symfony', name: 'console', version: '6.4.1', license: 'MIT' };

  test('is a list, or holds one', () => {
    expect(readComposerInstalled(json({ packages: [entry], dev: true }))).toEqual([expected]);
    expect(readComposerInstalled(json([entry, { name: 7 }, 'x']))).toEqual([expected]);
  });

  test('that is none of these says nothing', () => {
    for (const odd of ['', '{', '{"packages": {}}', '7', '[], "packages": [{"name": "a/b", "version": "1"}]'])
      expect(readComposerInstalled(bytes(odd))).toEqual([]);
  });
});

describe('a program made by Go', () => {
  const info = [
    'path\texample.com/ship',
    'mod\texample.com/ship\t(devel)\t',
    'dep\tgithub.com/a/b\tv1.2.3\th1:x=',
    'dep\tgolang.org/x/net\tv0.1.0',
    '=>\texample.com/fork\tv0.2.0\th1:y=',
    'build\tCGO_ENABLED=0',
  ].join('\n');

  test('names its Go and its modules, those in the place of others', () => {
    const read = readGoBuild(goProgram('go1.22.1', info));
    expect(read.map(({ namespace, name, version }) => [namespace, name, version])).toEqual([
      ['', 'stdlib', '1.22.1'],
      ['github.com/a', 'b', 'v1.2.3'],
      ['example.com', 'fork', 'v0.2.0'],
    ]);
  });

  test('by a distribution names no modules', () => {
    expect(readGoBuild(goProgram('go1.24 X:nocoverageredesign', '')).map(({ version }) => version)).toEqual(['1.24']);
  });

  test.each([
    ['off the grid', goProgram('go1.22.1', info).subarray(1)],
    ['cut off', goProgram('go1.22.1', info).subarray(0, 1060)],
    ['before Go 1.18', goProgram('go1.22.1', info, 0)],
    ['of another language', Buffer.alloc(4096, 0xff)],
  ])('is not taken for one: %s', (_, program) => {
    expect(readGoBuild(program)).toEqual([]);
  });
});

describe('a Java archive', () => {
  test('is named by the properties of Maven', () => {
    const text = '#Generated\r\ngroupId=org.example\r\nartifactId = shop \r\nversion:1.0\r\n';
    expect(readPomProperties(text)).toMatchObject({ namespace: 'org.example', name: 'shop', version: '1.0' });
    expect(readPomProperties('artifactId=shop\n')).toBeUndefined();
  });

  test.each([
    ['commons-io-2.11.0', '', 'commons-io 2.11.0'],
    ['app', 'Implementation-Title: shop\r\nImplementation-Version: 3\r\n', 'shop 3'],
    [
      'guice',
      'Implementation-Title: Guice Core\nBundle-SymbolicName: com.google.inj\n ect;singleton\nBundle-Version: 4\n',
      'com.google.inject 4',
    ],
    ['tool', 'Specification-Version: 1.1\n\nName: x\nImplementation-Version: 9\n', 'tool 1.1'],
  ])('else by its name and its manifest: %s', (stem, manifest, expected) => {
    const { name, version } = readJarName(stem, manifest) ?? { name: '', version: '' };
    expect(`${name} ${version}`).toBe(expected);
  });

  test('that states no version is none', () => {
    expect(readJarName('app', 'Manifest-Version: 1.0\n')).toBeUndefined();
  });
});
