import { expect, test } from 'vitest';
import { hasHole } from '../../src/parse/hole.ts';
import { fillHoles, hostPathText } from '../../src/parse/hole-marks.ts';
import { readMakefile } from '../../src/parse/makefile.ts';
import { expansionTable } from '../../src/parse/shell/docker-words.ts';

function read(text: string, variables: Record<string, string> = {}) {
  const expansions = expansionTable();
  const recipes = readMakefile(text, { variables, mark: expansions.mark });
  return recipes.map((recipe) => ({ ...recipe, shown: fillHoles(recipe.text, expansions.sources) }));
}

function shown(text: string, variables: Record<string, string> = {}): string[] {
  return read(text, variables).map((recipe) => recipe.shown);
}

test('each line of a recipe is a script of its own, without its prefixes', () => {
  expect(shown('all: x\n\t@a b\n\t-+@ c\n\n\t# note\nx:\n\td\n')).toEqual(['a b', 'c', 'd']);
});

test('lines outside recipes are no scripts', () => {
  expect(shown('A = docker run x\ninclude y\nall: x\n.PHONY: all\nifeq ($(A),)\n\tb\nendif\n')).toEqual(['b']);
});

test('continued lines are one script', () => {
  expect(shown('a:\n\tb \\\n\t  c\n\td\n')).toEqual(['b \\\n\t  c', 'd']);
  expect(shown('a: ; b\nx: y ; c; d\n')).toEqual(['b', 'c; d']);
});

test('`.ONESHELL` gives a recipe to one shell', () => {
  expect(shown('.ONESHELL:\na:\n\tb\n\tc\nd:\n\te\n')).toEqual(['b\nc\n', 'e\n']);
});

test('a `define` block is a script', () => {
  expect(shown('define run\ndocker run $(1)\nendef\na:\n\tb\n')).toEqual(['docker run $(1)', 'b']);
});

test.each([
  ['I = nginx', 'nginx'],
  ['I := nginx # the image', 'nginx'],
  ['I ?= nginx', 'nginx'],
  ['export I=nginx', 'nginx'],
  ['T = 1\nI = nginx:$(T)', 'nginx:1'],
  ['I = $$X', '$X'],
])('after %j a variable is known', (head, value) => {
  expect(shown(`${head}\na:\n\trun $(I) \${I}\n`)).toEqual([`run ${value} ${value}`]);
});

test.each([
  '',
  'I = a\nI = b',
  'I = a\nI += b',
  'I = $(shell x)',
  'I = $(I)',
  'J = $(I)\nI = $(J)',
  'ifdef X\nI = a\nendif',
  'I != x',
  'a: I = b',
  'I = a\nb: I := c',
])('after %j it is a hole', (head) => {
  const [recipe] = read(`${head}\nr:\n\trun $(I) x\n`);
  expect(recipe?.shown).toBe('run $(I) x');
  expect(hasHole(recipe?.text ?? '')).toBe(true);
});

test('a value that the user lends takes the place of a default', () => {
  expect(shown('I ?= a\nJ = b\nr:\n\t$(I) $(J)\n', { I: 'x', J: 'y' })).toEqual(['x b']);
});

test('dollars of the shell, the target and the working directory are what they are', () => {
  const [recipe] = read('r:\n\trun $$X $@ $(CURDIR)/y $<\n');
  expect(hostPathText(recipe?.text.split(' ')[3] ?? '')).toBe('./y');
  expect(recipe?.shown).toBe('run $X r $(CURDIR)/y $<');
});

test('what is not known inside a value is a hole of its own', () => {
  const head = 'RUN := docker run -v "$(CURDIR):$(DIR)" $(IMAGE)\nIMAGE = $(REGISTRY)/app:1\nDIR = /w\n';
  const [recipe] = read(`${head}r:\n\t@$(RUN) make $@\n`);
  expect(recipe?.shown).toBe('docker run -v "$(CURDIR):/w" $(REGISTRY)/app:1 make r');
  expect(recipe?.text.split('"')[1]?.split(':').map(hostPathText)).toEqual(['.', '/w']);
});

test('offsets lead back to the file', () => {
  const text = 'I = nginx\r\na:\r\n\t@run $(I) $$X \\\r\n\t  end\r\n';
  const [recipe] = read(text);
  const at = (word: string) => text.slice(recipe?.at(recipe.text.indexOf(word))).slice(0, 4);
  expect([at('run'), at('nginx'), at('$X'), at('end')]).toEqual(['run ', '$(I)', '$X \\', 'end\r']);
});

test('hostile text ends in time', () => {
  const chain = Array.from({ length: 3000 }, (_, at) => `A${at} = $(A${at + 1})x$(A${at + 1})`).join('\n');
  expect(shown(`${chain}\nr:\n\t$(A0)\n`)).toEqual(['$(A0)']);
  expect(shown(`r:\n\t${'$('.repeat(MANY)}`)).toHaveLength(1);
  expect(shown(`a${' '.repeat(MANY)}\n${'export '.repeat(MANY)}`)).toEqual([]);
  const wide = Array.from({ length: 9 }, (_, at) => `A${at} = ${`$(A${at + 1})`.repeat(500)}`).join('\n');
  expect(shown(`${wide}\nA9 =\nr:\n\trun $(A0)x\n`)).toEqual(['run x']);
  const [long] = read(`A = ${'a'.repeat(10_000)}\nr:\n\t${'$(A)'.repeat(1000)}`);
  expect(long?.text.length).toBeLessThan(5 << 20);
  expect(long?.shown).toMatch(/^a+(?:\$\(A\))+$/);
  expect(shown('__proto__ = a\nr:\n\t$(__proto__) $(constructor)\n')).toEqual(['a $(constructor)']);
});

const MANY = 100_000;
