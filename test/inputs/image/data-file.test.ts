// The tables under policies/ are read without the complete parser of YAML and mean what they mean to it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readDataFile } from '../../../src/inputs/image/data-file.ts';
import { readPlainYaml } from '../../../src/parse/plain-yaml.ts';
import { noImages } from '../../no-images.ts';

test.each(['end-of-life.yaml', 'setuid-baseline.yaml'])(
  '%s is plain, and says the same to both readers',
  async (name) => {
    const text = readFileSync(join(noImages.root, 'policies', name), 'utf8');
    expect(() => readPlainYaml(text)).not.toThrow();
    expect(await readDataFile(noImages.root, name)).toEqual(parse(text));
  },
);
