// Which controls of the frameworks in force a rule evidences, for showing beside its findings.
import type { Framework } from '../model/control.ts';

export interface ControlLabel {
  readonly framework: string;
  readonly id: string;
  /** For example `CIS 5.32`. */
  readonly label: string;
  readonly title: string;
}

/** Lists the controls of every rule, in the order of the frameworks and their controls. */
export function controlsByRule(frameworks: readonly Framework[]): ReadonlyMap<string, readonly ControlLabel[]> {
  const byRule = new Map<string, ControlLabel[]>();
  for (const framework of frameworks) {
    for (const control of framework.controls) {
      const label = `${framework.short} ${control.id}`;
      for (const rule of control.rules) {
        const labels = byRule.get(rule) ?? [];
        labels.push({ framework: framework.id, id: control.id, label, title: control.title });
        byRule.set(rule, labels);
      }
    }
  }
  return byRule;
}
