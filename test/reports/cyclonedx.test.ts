import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { cyclonedx } from '../../src/reports/cyclonedx.ts';
import { digestOf } from '../image-files.ts';
import { imageOf, readTarImage } from '../read-tar-image.ts';
import { rpmFixture } from '../rpm-fixtures.ts';

function schema(name: string): object {
  return JSON.parse(
    readFileSync(new URL(`../fixtures/cyclonedx/${name}.SNAPSHOT.schema.json`, import.meta.url), 'utf8'),
  );
}

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
// The schema names the others by the names of their files.
for (const name of ['spdx', 'jsf-0.82'])
  ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
const validate = ajv.compile(schema('bom-1.6'));

function errorsOf(bill: unknown): unknown[] {
  validate(bill);
  return [...(validate.errors ?? [])];
}

const TOOL = { name: 'seaworthy', version: '1.0.0', homepage: 'https://example.org/seaworthy' };
const NOW = new Date('2026-09-01T00:00:00Z');

/** The bill of images with these files. */
async function billOf(...images: readonly Readonly<Record<string, string | Uint8Array>>[]) {
  const readings = await Promise.all(
    images.map((files) => readTarImage([files], { id: digestOf(Buffer.from(JSON.stringify(files))) })),
  );
  const text = cyclonedx({
    images: readings.map((reading, index) => ({ ...imageOf(reading), id: `image ${index}` })),
    packages: readings.flatMap(({ subjects }, index) =>
      subjects.flatMap((subject) =>
        subject.kind === 'package' ? [{ ...subject, owner: { kind: 'image' as const, id: `image ${index}` } }] : [],
      ),
    ),
    tool: TOOL,
    now: NOW,
  });
  return { text, bill: JSON.parse(text) };
}

const DEBIAN = {
  'etc/os-release': 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian 12"\n',
  'var/lib/dpkg/status':
    'Package: curl\nStatus: install ok installed\nArchitecture: amd64\nVersion: 7.88.1-10+deb12u5\n',
  'app/node_modules/x/package.json': '{"name": "x", "version": "1.0.0", "license": "MIT"}',
  'app/sub/node_modules/x/package.json': '{"name": "x", "version": "1.0.0", "license": "see <file>"}',
};

describe('the bill of materials', () => {
  test('of one image is what its schema says, the image being its subject', async () => {
    const { bill } = await billOf(DEBIAN);
    expect(errorsOf(bill)).toEqual([]);
    expect(bill.metadata.component).toMatchObject({ type: 'container' });
    const shown = bill.components.map(({ type, name }: { type: string; name: string }) => `${type} ${name}`);
    expect(shown.sort()).toEqual(['library curl', 'library x', 'library x', 'operating-system debian']);
    const [own] = bill.dependencies;
    expect(own.dependsOn).toHaveLength(4);
    expect(own.ref).toBe(bill.metadata.component['bom-ref']);
  });

  test('of several images lists them beside their packages', async () => {
    const { bill } = await billOf(DEBIAN, { 'var/lib/rpm/rpmdb.sqlite': rpmFixture('rpmdb.sqlite') });
    expect(errorsOf(bill)).toEqual([]);
    expect(bill.metadata).not.toHaveProperty('component');
    const refs = bill.components.map((component: { 'bom-ref': string }) => component['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    expect(bill.dependencies).toHaveLength(2);
    for (const { ref, dependsOn } of bill.dependencies)
      for (const one of [ref, ...dependsOn]) expect(refs).toContain(one);
  });

  test('of an image that was found twice has it once', async () => {
    const twice = await billOf(DEBIAN, DEBIAN);
    expect(errorsOf(twice.bill)).toEqual([]);
    expect(twice.bill.dependencies).toEqual((await billOf(DEBIAN)).bill.dependencies);
  });

  test('of images without packages is one too', async () => {
    expect(errorsOf((await billOf({ app: 'x' })).bill)).toEqual([]);
    expect(errorsOf((await billOf()).bill)).toEqual([]);
  });

  test('is the same for the same images, and has another number for others', async () => {
    const [first, again, other] = [await billOf(DEBIAN), await billOf(DEBIAN), await billOf({ app: 'x' })];
    expect(again.text).toBe(first.text);
    expect(other.bill.serialNumber).not.toBe(first.bill.serialNumber);
    expect(first.bill.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  test('survives texts that are not what they should be', async () => {
    const odd = '\u0000\u202e<script>"\\\u{1f600}';
    const { bill } = await billOf({
      'etc/os-release': `ID="${odd}"\nVERSION_ID=${odd}\n`,
      'var/lib/dpkg/status': `Package: ${odd}\nStatus: install ok installed\nArchitecture: ${odd}\nVersion: ${odd}\n`,
      'node_modules/y/package.json': JSON.stringify({ name: odd, version: odd, license: odd }),
    });
    expect(errorsOf(bill)).toEqual([]);
    expect(bill.components.length).toBeGreaterThan(2);
  });

  test('is checked by a schema that refuses what is wrong', async () => {
    const { bill } = await billOf(DEBIAN);
    expect(errorsOf({ ...bill, bomFormat: 'other' })).not.toEqual([]);
    expect(errorsOf({ ...bill, components: [{ type: 'library' }] })).not.toEqual([]);
    expect(errorsOf({ ...bill, extra: 1 })).not.toEqual([]);
  });
});
