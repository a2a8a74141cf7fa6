// The health check of a create request.
import type { Answers } from './docker-answers.ts';
import { Refusal } from './docker-refusal.ts';
import type { Healthcheck } from './docker-request.ts';
import { parseGoDuration, parseGoInt } from './go-values.ts';
import { hasHole } from './hole.ts';

const DURATIONS = [
  ['health-interval', 'Interval'],
  ['health-timeout', 'Timeout'],
  ['health-start-period', 'StartPeriod'],
  ['health-start-interval', 'StartInterval'],
] as const;

/** Reads the health flags; `undefined` where the image decides alone. */
export function readHealthcheck(answers: Answers, program: 'docker' | 'podman'): Healthcheck | undefined {
  const path = ['Config', 'Healthcheck'];
  const health: Healthcheck = {};
  const command = answers.last('health-cmd');
  if (command !== undefined && command.text !== '') {
    health.Test = testOf(command.text, program);
    answers.note([...path, 'Test'], command);
  }
  for (const [flag, field] of DURATIONS) {
    const read = (text: string) => (program === 'podman' && text === 'disable' ? 0 : parseGoDuration(text));
    const time = nonNegative(answers, flag, answers.value(flag, [...path, field], 0, read));
    if (time !== 0) health[field] = time;
  }
  const retries = nonNegative(
    answers,
    'health-retries',
    answers.value('health-retries', [...path, 'Retries'], 0, (text) => parseGoInt(text, 64)),
  );
  if (retries !== 0) health.Retries = retries;
  const none = answers.last('no-healthcheck');
  if (none !== undefined && answers.bool('no-healthcheck', [...path, 'Test'])) {
    if (Object.keys(health).length > 0)
      throw new Refusal('client', '--no-healthcheck excludes every other health flag', { span: none.span });
    return { Test: ['NONE'] };
  }
  if (none !== undefined && hasHole(none.text)) return { ...health, Test: health.Test ?? [] };
  return Object.keys(health).length === 0 ? undefined : health;
}

function testOf(text: string, program: 'docker' | 'podman'): string[] {
  if (program === 'docker') return ['CMD-SHELL', text];
  if (text === 'none') return ['NONE'];
  const words = text.startsWith('[')
    ? [...text.matchAll(/"((?:[^"\\]|\\.){0,10000})"/g)].map(([, word = '']) => word)
    : [];
  return words.length > 0 ? (words[0]?.startsWith('CMD') ? words : ['CMD', ...words]) : ['CMD-SHELL', text];
}

function nonNegative(answers: Answers, flag: string, value: number): number {
  const given = answers.last(flag);
  if (value < 0 && given !== undefined)
    throw new Refusal('client', `--${flag} cannot be negative`, { span: given.span });
  return value;
}
