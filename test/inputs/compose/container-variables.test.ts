import { describe, expect, it } from 'vitest';
import { firstFacts } from '../../containers.ts';
import { readTree, readWeb } from './read-services.ts';

describe('environment', () => {
  it('keeps what is written, in order, with its place', async () => {
    const web = await readWeb('environment:\n  - B=2\n  - A=${X:-one}');
    expect(web.facts.environment).toEqual([
      { name: 'B', value: '2', literal: true, fromFile: false },
      { name: 'A', value: 'one', literal: true, fromFile: false },
    ]);
    expect(web.origins['environment[1]']?.at.startLine).toBe(6);
  });

  it.each(['SECRET: "${SECRET}"', 'SECRET:'])(
    'does not take what comes from outside for written (%s)',
    async (entry) => {
      const web = await readWeb(`environment: {${entry}}`);
      expect(web.facts.environment).toEqual([{ name: 'SECRET', literal: false, fromFile: false }]);
      expect(web.absences['environment[0].value']?.reason).toBeDefined();
    },
  );

  it.each(['SECRET: "${SECRET}"', 'SECRET:', 'SECRET: "x${SECRET:-y}"'])(
    'knows a value that is lent to the scan, and that the repository does not hold it (%s)',
    async (entry) => {
      const tree = { 'compose.yaml': `services: {web: {image: i, environment: {${entry}, OTHER: s3cret}}}` };
      const target = await readTree(tree, 'compose.yaml', { environment: { SECRET: 's3cret' } });
      expect(firstFacts(target).environment).toMatchObject([
        { name: 'SECRET', value: expect.stringMatching(/^x?s3cret$/), literal: false },
        { name: 'OTHER', value: 's3cret', literal: true },
      ]);
    },
  );

  it('takes a value from `.env` for written', async () => {
    const web = await readWeb('environment: {A: "${A}", B: }', '', { '.env': 'A=1\nB=2\n' });
    expect(web.facts.environment).toMatchObject([
      { name: 'A', value: '1', literal: true },
      { name: 'B', value: '2', literal: true },
    ]);
  });

  it('takes values from env files and says so', async () => {
    const web = await readWeb('env_file: [app.env]\nenvironment: {B: mine}', '', { 'app.env': 'A=1\nB=2\n' });
    const variables = new Map(web.facts.environment?.map((variable) => [variable.name, variable]));
    expect(variables.get('A')).toEqual({ name: 'A', value: '1', literal: true, fromFile: true });
    expect(variables.get('B')).toEqual({ name: 'B', value: 'mine', literal: true, fromFile: false });
    const index = web.facts.environment?.findIndex(({ name }) => name === 'A');
    expect(web.origins[`environment[${index}]`]?.at).toMatchObject({ file: 'app.env', startLine: 1 });
  });

  it('stays open where an env file is not in the repository', async () => {
    const web = await readWeb('env_file: [gone.env]\nenvironment: {A: "1"}');
    expect(web.facts.environment?.[0]).toMatchObject({ name: 'A', value: '1' });
    expect(web.facts.environment?.[1]).toEqual({});
    expect(web.absences['environment[1]']?.reason).toContain('gone.env');
    expect(web.absences['environment[1].value']?.reason).toContain('gone.env');
  });

  it('stays open as well where that env file is optional, since a deployment may have it', async () => {
    const web = await readWeb('env_file: [{path: gone.env, required: false}]');
    expect(web.facts.environment).toEqual([{}]);
  });

  it('is empty when nothing is given', async () => {
    expect((await readWeb('')).facts.environment).toEqual([]);
  });
});
