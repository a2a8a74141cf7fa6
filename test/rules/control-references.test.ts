// Controls that rest on other controls: what they take over, and what is refused.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPolicies } from '../../src/rules/load.ts';
import { type PolicyFolder, policyFolder, ruleText } from './policy-folder.ts';

let root: string;
let write: PolicyFolder['write'];
let remove: PolicyFolder['remove'];
beforeEach(() => {
  ({ root, write, remove } = policyFolder());
  write('policies/rules/container/worse-state.yaml', ruleText('worse-state'));
});
afterEach(() => remove());

const load = () => loadPolicies({ root, cwd: root });

function writeFramework(id: string, controls: readonly string[], folder = 'policies/frameworks'): void {
  const rows = controls.map((control) => `  - { ${control} }\n`).join('');
  write(`${folder}/${id}.yaml`, `id: ${id}\ntitle: T\nversion: "1"\nshort: ${id.toUpperCase()}\ncontrols:\n${rows}`);
}

async function controlsOf(id: string) {
  const { frameworks } = await load();
  return frameworks.find((framework) => framework.id === id)?.controls ?? [];
}

describe('a control that rests on others', () => {
  it('has their rules after its own, each once, also those that they take over', async () => {
    writeFramework('g', [
      'id: "1", title: T, rules: [worse-state], controls: { f-1.0: ["1.1"], h: [x] }',
      'id: "2", title: T, controls: { g: ["1"] }',
    ]);
    writeFramework('h', ['id: x, title: T, rules: [bad-state]']);
    const [first, second] = await controlsOf('g');
    expect(first).toMatchObject({ rules: ['worse-state', 'bad-state'], ownRules: ['worse-state'] });
    expect(second).toMatchObject({ rules: ['worse-state', 'bad-state'], ownRules: [] });
    expect(first).not.toHaveProperty('manual');
  });

  it('is never surer than they are: a manual one makes it manual, unless it says why itself', async () => {
    writeFramework('g', [
      'id: "1", title: T, rules: [bad-state], manual: people decide',
      'id: "2", title: T, rules: [worse-state], controls: { g: ["1"] }',
      'id: "3", title: T, controls: { g: ["2"] }',
      'id: "4", title: T, controls: { g: ["2"] }, manual: a log decides',
    ]);
    const manual = (await controlsOf('g')).map((control) => control.manual);
    expect(manual).toEqual(['people decide', 'G 1: people decide', 'G 1: people decide', 'a log decides']);
  });

  it.each([
    ['an unknown framework', 'f-1.1: ["1.1"]', ':6:45: control 1: unknown framework `f-1.1`; did you mean `f-1.0`?'],
    ['an unknown control', 'f-1.0: ["1.2"]', ':6:46: control 1: f-1.0 has no control `1.2`; did you mean `1.1`?'],
    ['itself', 'g: ["1"]', ':6:42: control 1: rests on itself'],
    ['itself through another', 'g: ["2"]', ':6:42: control 1: rests on itself'],
    ['nothing', 'f-1.0: []', 'must not be empty'],
  ])('may not rest on %s', async (_what, controls, message) => {
    writeFramework('g', [`id: "1", title: T, controls: { ${controls} }`, 'id: "2", title: T, controls: { g: ["1"] }']);
    await expect(load()).rejects.toThrow(message);
  });
});

describe('a framework of an organisation', () => {
  const own = () => loadPolicies({ root, cwd: root, frameworkFolders: ['.seaworthy/frameworks'] });

  it('is one file, and may rest on what ships', async () => {
    writeFramework('acme', ['id: A, title: T, controls: { f-1.0: ["1.1"] }'], '.seaworthy/frameworks');
    const acme = (await own()).frameworks.find(({ id }) => id === 'acme');
    expect(acme?.controls[0]?.rules).toEqual(['bad-state']);
  });

  it('may not redefine another, nor be named all', async () => {
    writeFramework('f-1.0', ['id: A, title: T, rules: [bad-state]'], '.seaworthy/frameworks');
    await expect(own()).rejects.toThrow('framework f-1.0 is already defined in policies/frameworks/f-1.0.yaml');
    remove();
    ({ root, write, remove } = policyFolder());
    writeFramework('all', ['id: A, title: T, rules: [bad-state]'], '.seaworthy/frameworks');
    await expect(own()).rejects.toThrow('`all` means every framework');
  });
});
