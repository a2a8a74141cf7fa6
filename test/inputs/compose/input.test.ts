import { describe, expect, it } from 'vitest';
import { composeEntry } from '../../../src/inputs/compose/entry.ts';
import { composeInput } from '../../../src/inputs/compose/input.ts';
import { InputError } from '../../../src/model/errors.ts';
import { containersOf, firstFacts } from '../../containers.ts';
import { contextIn, readTree, withTree } from './read-services.ts';

const base = 'services: {web: {image: nginx, privileged: true}}';

describe('reading a target', () => {
  it('takes its identity from the first file', async () => {
    const facts = await readTree(
      { 'a/compose.yaml': base, 'a/more.yaml': 'services: {db: {image: i}}' },
      'a/compose.yaml,a/more.yaml',
    );
    expect(facts).toMatchObject({ id: 'compose:a/compose.yaml', kind: 'compose', file: 'a/compose.yaml', errors: [] });
    expect(facts.subjects.map(({ id }) => id).sort()).toEqual(['db', 'web']);
  });

  it('reads a directory as Compose would, override included', async () => {
    const facts = await readTree(
      { 'a/compose.yaml': base, 'a/compose.override.yaml': 'services: {web: {privileged: false}}' },
      'a',
    );
    expect(facts.id).toBe('compose:a/compose.yaml');
    expect(firstFacts(facts).privileged).toBe(false);
    expect(facts.subjects[0]?.origins.privileged?.at.file).toBe('a/compose.override.yaml');
  });

  it('adds no override to a file that is named', async () => {
    const facts = await readTree(
      { 'compose.yaml': base, 'compose.override.yaml': 'services: {web: {privileged: false}}' },
      'compose.yaml',
    );
    expect(firstFacts(facts).privileged).toBe(true);
  });

  it('reads `.env` beside the file and the variables that are lent', async () => {
    const tree = {
      'a/.env': 'PRIV=true\n',
      'a/compose.yaml': 'services: {web: {image: i, privileged: "${PRIV}", user: "${U}"}}',
    };
    const facts = await readTree(tree, 'a/compose.yaml', { environment: { U: '5' } });
    expect(facts.subjects[0]?.facts).toMatchObject({ privileged: true, uid: 5 });
  });

  it('reads files in any YAML, also those that only an include or an override brings', async () => {
    const tree = {
      'compose.yaml': 'include: [more.yaml]\nservices: {web: {image: nginx, privileged: true}}',
      'compose.override.yaml': 'services: {web: {privileged: !reset null}}',
      'more.yaml': 'services:\n\tdb: {image: i}',
      'sub/compose.yaml': 'include: [more.yaml]',
      'sub/more.yaml': 'services: {db: {image: "two\n  words"}}\n---\nservices: {db: {image: i}}',
    };
    expect(firstFacts(await readTree(tree, 'sub')).image).toBe('i');
    await expect(readTree(tree, '.')).rejects.toThrow('Tabs are not allowed');
    const facts = await readTree({ ...tree, 'more.yaml': 'services: {db: {image: i}}' }, '.');
    expect(containersOf(facts).map(({ id, facts: { privileged } }) => [id, privileged])).toEqual([
      ['db', false],
      ['web', false],
    ]);
  });

  it.each(['gone.yaml', 'empty', 'broken.yaml', 'compose.yaml,gone.yaml'])(
    'refuses %s with an InputError',
    async (text) => {
      const tree = { 'empty/readme': '', 'broken.yaml': 'services: [', 'compose.yaml': base };
      await expect(readTree(tree, text)).rejects.toThrow(InputError);
    },
  );
});

describe('a variant', () => {
  it('that is complete is judged by itself', async () => {
    const facts = await readTree(
      { 'compose.yaml': base, 'compose.dev.yaml': 'services: {web: {image: nginx}}' },
      'compose.dev.yaml',
    );
    expect(facts.id).toBe('compose:compose.dev.yaml');
    expect(firstFacts(facts).privileged).toBe(false);
    expect(facts.notices).toEqual([]);
  });

  it('that is a fragment is laid over the default file beside it, and that is said', async () => {
    const facts = await readTree(
      { 'a/compose.yaml': base, 'a/compose.prod.yaml': 'services: {web: {read_only: true}}' },
      'a/compose.prod.yaml',
    );
    expect(facts.id).toBe('compose:a/compose.prod.yaml');
    expect(facts.subjects[0]?.facts).toMatchObject({ privileged: true, readOnly: true });
    expect(facts.notices[0]?.message).toContain('on top of a/compose.yaml');
  });

  it('that fits nothing is refused for its own reason', async () => {
    const tree = { 'compose.yaml': base, 'compose.prod.yaml': 'services: {db: {read_only: true}}' };
    await expect(readTree(tree, 'compose.prod.yaml')).rejects.toThrow(/db/);
  });

  it('that another target of the scan already took in is covered there', async () => {
    const tree = {
      'compose.yaml': 'services: {web: {extends: {file: common.compose.yml, service: base}, image: i}}',
      'common.compose.yml': 'services: {base: {privileged: true}}',
    };
    await withTree(tree, async (cwd) => {
      const context = contextIn(cwd);
      const texts = composeEntry.group(['common.compose.yml', 'compose.yaml'], context.files);
      expect(texts).toEqual(['compose.yaml', 'common.compose.yml']);
      const [project, fragment] = [
        await composeInput.read('compose.yaml', context),
        await composeInput.read('common.compose.yml', context),
      ];
      expect(firstFacts(project).privileged).toBe(true);
      expect(fragment).toMatchObject({ id: 'compose:common.compose.yml', subjects: [], errors: [] });
      expect(fragment.notices[0]?.message).toContain('as a part of another target');
    });
  });
});

describe('the entry', () => {
  it('names a target as its reader does', async () => {
    await withTree({ 'a/compose.yaml': base }, async (cwd) => {
      const context = contextIn(cwd);
      for (const text of ['a', 'a/compose.yaml', './a/compose.yaml']) {
        const input = await composeEntry.load();
        expect((await input.read(text, context)).id).toBe(`compose:${composeEntry.idOf(text, context.files)}`);
      }
    });
  });
});
