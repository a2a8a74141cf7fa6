// What variables of the environment change in `config`, which resolves as Compose does.
import { describe, expect, it } from 'vitest';
import { toPlain } from '../../../src/inputs/compose/render.ts';
import { loadText } from './load-text.ts';

const VOLUME = 'services:\n  web:\n    image: i\n    volumes: ["C:\\\\data\\\\x:/x"]\n';

function sourceOf(environment: Readonly<Record<string, string>>): unknown {
  const plain = toPlain(loadText(VOLUME, { mode: 'config', environment })) as {
    services: { web: { volumes: { source: string }[] } };
  };
  return plain.services.web.volumes[0]?.source;
}

describe('COMPOSE_CONVERT_WINDOWS_PATHS', () => {
  it.each(['1', 'true', 'TRUE'])('%s writes a drive as a directory', (word) => {
    expect(sourceOf({ COMPOSE_CONVERT_WINDOWS_PATHS: word })).toBe('/c/data/x');
  });

  it.each(['0', 'false', ''])('%j leaves the path as it is', (word) => {
    expect(sourceOf({ COMPOSE_CONVERT_WINDOWS_PATHS: word })).toBe('C:\\data\\x');
  });
});

describe('a variable that is not set', () => {
  it('is named by the error about the blank it leaves', () => {
    const load = () => loadText('services:\n  web:\n    image: i\n    privileged: ${PRIV}\n', { mode: 'config' });
    expect(load).toThrow(/invalid boolean: ""; the variable "PRIV" is not set/);
  });
});
