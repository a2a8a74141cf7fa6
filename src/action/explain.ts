// How a refusal of GitHub is told.

/** What was refused and what would mend it, in one line. */
export function explain({ reason, hint }: { readonly reason: string; readonly hint: string }): string {
  return hint === '' ? `${reason}.` : `${reason}. To mend it: ${hint}.`;
}
