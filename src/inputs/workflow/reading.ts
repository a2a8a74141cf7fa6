// What one workflow is read with: its text, what was found so far, and the limits on both.
import { LimitError } from '../../model/errors.ts';
import type { Location } from '../../model/location.ts';
import type { TargetError } from '../../model/run.ts';
import type { Subject } from '../../model/subject.ts';
import { scalarText } from '../../parse/compose-scalar.ts';
import { embeddedPlace, type PlaceInside } from '../../parse/embedded-text.ts';
import type { Node } from '../compose/node.ts';
import type { InputContext } from '../input.ts';

/** Most characters read out of one workflow; aliases may name a text many times. */
const MAX_CHARACTERS = 16 << 20;
/** Most containers and commands of one workflow. */
const MAX_SUBJECTS = 20_000;

/** A text of a workflow with the places inside it. */
export interface PlacedText {
  readonly text: string;
  readonly at: Location;
  readonly place: PlaceInside;
}

export interface WorkflowReading {
  readonly text: string;
  readonly context: InputContext;
  readonly subjects: Subject[];
  readonly errors: TargetError[];
  readonly notices: TargetError[];
  /** Source texts of the expressions that are not known; holes point into it. */
  readonly expansions: string[];
  /** The text of a scalar; nothing where there is none. A list or mapping is an error that says what belongs there. */
  readonly read: (node: Node | undefined, what: string) => PlacedText | undefined;
  /** Notes a script that nothing here reads. */
  readonly skip: (shell: string, at: Location) => void;
  /** What is to be said, the scripts that were not read included. */
  readonly allNotices: () => readonly TargetError[];
  /** An id that no other subject of the workflow has. */
  readonly freeId: (id: string) => string;
}

export interface StepsPlace {
  /** Begins the ids of what the steps start. */
  readonly id: string;
  readonly steps: Node | undefined;
  /** What may hold `defaults:` and the matrix: the job and the workflow around it. */
  readonly scopes: readonly Node[];
  /** The steps run in a container of the job. */
  readonly hasContainer: boolean;
  /** The runner makes a network for the job, because it has a container or services. */
  readonly hasNetwork: boolean;
  /** Id of that container, where it was stated. */
  readonly owner?: string;
}

/** Starts reading a workflow. */
export function startReading(text: string, context: InputContext): WorkflowReading {
  const subjects: Subject[] = [];
  const errors: TargetError[] = [];
  const notices: TargetError[] = [];
  const used = new Map<string, number>();
  const skipped = new Map<string, { readonly at: Location; readonly count: number }>();
  let characters = 0;
  let subjectCount = 0;
  return {
    text,
    context,
    subjects,
    errors,
    notices,
    expansions: [],
    read(node, what) {
      if (node === undefined) return undefined;
      const { at } = node.origin;
      if (node.kind !== 'scalar') {
        errors.push({ message: `${what} is a text, not a ${node.kind === 'map' ? 'mapping' : 'list'}`, location: at });
        return undefined;
      }
      if (node.value === null) return undefined;
      const value = scalarText(node.value);
      characters += value.length;
      if (characters > MAX_CHARACTERS)
        throw new LimitError(`the workflow holds more than the limit of ${MAX_CHARACTERS} characters`, at);
      return { text: value, at, place: typeof node.value === 'string' ? placesIn(text, node, value) : () => at };
    },
    skip(shell, at) {
      const before = skipped.get(shell);
      skipped.set(shell, before === undefined ? { at, count: 1 } : { at: before.at, count: before.count + 1 });
    },
    allNotices() {
      const scripts = [...skipped].map(([shell, { at, count }]) => ({
        message:
          count === 1 ? `a script for \`${shell}\` is not read` : `${count} scripts for \`${shell}\` are not read`,
        location: at,
      }));
      return [...scripts, ...notices];
    },
    freeId(id) {
      const count = (used.get(id) ?? 0) + 1;
      used.set(id, count);
      subjectCount += 1;
      if (subjectCount > MAX_SUBJECTS)
        throw new LimitError(`the workflow holds more than the limit of ${MAX_SUBJECTS} containers and commands`);
      return count === 1 ? id : `${id} ${count}`;
    },
  };
}

/** Places inside a scalar; those inside the text of an alias are where its anchor stands. */
function placesIn(text: string, { origin }: Node, value: string): PlaceInside {
  const place = embeddedPlace(text, origin.at, value);
  const anchor = origin.related?.[0];
  return anchor !== undefined && place(0, value.length) === origin.at ? embeddedPlace(text, anchor, value) : place;
}
