// How the entry tells a step of a workflow from a command line, and which variables of it are secret.

/** Whether the runner starts this process, not a person: it passes every input that action.yml declares. */
export function isActionRun(words: readonly string[], environment: Readonly<Record<string, string>>): boolean {
  return words.length === 0 && environment.GITHUB_ACTIONS === 'true' && environment.INPUT_TARGETS !== undefined;
}

/** Whether a variable of the runner holds a token, or leads to one. */
export function isSecret(name: string): boolean {
  return name === 'INPUT_TOKEN' || /^ACTIONS_(?:RUNTIME|ID_TOKEN|CACHE|RESULTS)_/.test(name);
}
