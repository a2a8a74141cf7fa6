// Hides the credentials in a text that is to be shown.
import { findSecrets } from './find-secrets.ts';

/** Words of which one stands beside every credential that is told by its place or its name. */
const NAMED = /pass|pwd|key|secret|token|cred|auth|:\/\/[^\s/]*@|\bcurl\b|\bmysql|\bmariadb/i;
/** What every token has that is told by its form. */
const OPAQUE = /(?<![\w-])(?=[\w-]*[0-9A-Z])[\w-]{16}|hf_/;

/** Puts `***` in the place of every credential in a text. */
export function hideSecrets(text: string): string {
  // Most texts are short and hold none, and a scan asks of many thousands.
  if (!NAMED.test(text) && !OPAQUE.test(text)) return text;
  let hidden = '';
  let from = 0;
  for (const { start, end } of findSecrets(text)) {
    hidden += `${text.slice(from, start)}***`;
    from = end;
  }
  return hidden + text.slice(from);
}
