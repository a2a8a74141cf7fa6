// Hides the credentials in a text that is to be shown.
import { findSecrets } from './find-secrets.ts';

/** Puts `***` in the place of every credential in a text. */
export function hideSecrets(text: string): string {
  let hidden = '';
  let from = 0;
  for (const { start, end } of findSecrets(text)) {
    hidden += `${text.slice(from, start)}***`;
    from = end;
  }
  return hidden + text.slice(from);
}
