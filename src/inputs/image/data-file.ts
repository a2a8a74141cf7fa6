// Reads the tables that come with Seaworthy under policies/: plain YAML, for which the complete parser need not be loaded.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePlain } from '../../parse/compose-scalar.ts';
import { readPlainYaml } from '../../parse/plain-yaml.ts';
import { BeyondPlainYaml, type YamlSyntax } from '../../parse/yaml-syntax.ts';

/** The value that a file of the folder policies/ below `root` holds. */
export async function readDataFile(root: string, name: string): Promise<unknown> {
  const text = readFileSync(join(root, 'policies', name), 'utf8');
  try {
    return toValue(readPlainYaml(text));
  } catch (error) {
    if (!(error instanceof BeyondPlainYaml)) throw error;
    const { parse } = await import('yaml');
    return parse(text);
  }
}

function toValue(syntax: YamlSyntax | undefined): unknown {
  switch (syntax?.kind) {
    case undefined:
      return null;
    case 'text':
      return syntax.plain ? resolvePlain(syntax.text) : syntax.text;
    case 'list':
      return syntax.items.map(toValue);
    case 'map':
      return Object.fromEntries(syntax.pairs.map(({ key, value }) => [keyOf(key), toValue(value)]));
    case 'alias':
      throw new BeyondPlainYaml(`an alias, ${syntax.name}`);
  }
}

function keyOf(key: YamlSyntax): string {
  if (key.kind !== 'text') throw new BeyondPlainYaml('a key that is no text');
  return key.text;
}
