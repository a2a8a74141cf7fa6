// Finds the control that a word of the command line means.
import type { Control, Framework } from '../model/control.ts';

export interface FoundControl {
  readonly framework: Framework;
  readonly control: Control;
}

/** Finds a control by its label, `CIS 5.4`, by framework and id, `cis-docker-1.6.0/5.4`, or by its id alone in the first that has it. */
export function findControl(name: string, frameworks: readonly Framework[]): FoundControl | undefined {
  const wanted = name.toLowerCase();
  const find = (namesOf: (framework: Framework, id: string) => readonly string[]): FoundControl | undefined => {
    for (const framework of frameworks) {
      const control = framework.controls.find(({ id }) =>
        namesOf(framework, id).some((known) => known.toLowerCase() === wanted),
      );
      if (control !== undefined) return { framework, control };
    }
    return undefined;
  };
  return (
    find(({ id: framework, short }, id) => [
      `${short} ${id}`,
      `${short}:${id}`,
      `${framework}/${id}`,
      `${framework} ${id}`,
    ]) ?? find((_framework, id) => [id])
  );
}
