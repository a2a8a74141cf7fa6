// States when an image was made, as far as that is true.
import type { SubjectBuilder } from '../../subject-builder.ts';
import type { HistoryStep, ImageConfig } from '../config.ts';
import { daysBetween } from '../end-of-life.ts';

/** Days that reproducible builds write in place of the day on which they ran. */
const MADE_UP = /^(?:0001-01-01|1970-01-01|1980-01-01)/;

/** States the day and the age; the age is that of the newest step where the day itself is made up. */
export function stateAge(builder: SubjectBuilder<'image'>, { created, history }: ImageConfig, today: string): void {
  const day = created.slice(0, 10);
  if (isRealDay(day)) {
    builder.set('created', created);
    builder.set('ageDays', daysBetween(day, today));
    return;
  }
  const last = newest(history);
  const reason =
    created === ''
      ? 'the image does not say when it was made'
      : `the image says it was made on ${day}, which is no real day`;
  builder.unknown('created', { reason });
  if (last === undefined) builder.unknown('ageDays', { reason });
  else builder.set('ageDays', daysBetween(last, today));
}

/** The last step of the history with a real day: an image is no newer than what it was made of. */
function newest(history: readonly HistoryStep[]): string | undefined {
  const days = history.map(({ created }) => created.slice(0, 10));
  return days.filter(isRealDay).sort().at(-1);
}

function isRealDay(day: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(day) && !MADE_UP.test(day) && !Number.isNaN(Date.parse(day));
}
