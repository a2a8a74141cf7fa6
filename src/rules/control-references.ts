// Controls that rest on other controls: the mapping of those is said once, and every framework that builds on it follows.
import type { Control, DeclaredFramework, Framework } from '../model/control.ts';
import { didYouMean } from './did-you-mean.ts';

/** Largest number of controls that one control may rest on, through others included. */
const MAX_REACHED = 1000;

interface Place {
  readonly framework: DeclaredFramework;
  readonly control: Control;
}

/** A control that a control names, and what is wrong with that. */
export interface BadReference {
  readonly control: number;
  /** Key of the framework that is named, and the position in its list. */
  readonly path: readonly [framework: string, position?: number];
  readonly message: string;
}

/** Checks that every control named by a framework exists and that none rests on itself. */
export function checkReferences(framework: DeclaredFramework, all: readonly DeclaredFramework[]): BadReference[] {
  const places = indexControls(all);
  return framework.controls.flatMap((control, index) =>
    Object.entries(control.controls ?? {}).flatMap(([id, named]): BadReference[] => {
      const other = all.find((known) => known.id === id);
      if (other === undefined) {
        const near = didYouMean(
          id,
          all.map((known) => known.id),
        );
        return [{ control: index, path: [id], message: `control ${control.id}: unknown framework \`${id}\`${near}` }];
      }
      return named.flatMap((word, position): BadReference[] => {
        const message = describeReference({ framework, control }, places.get(keyOf(id, word)), places);
        if (message === undefined) return [];
        const said =
          message === 'unknown'
            ? `${id} has no control \`${word}\`${didYouMean(
                word,
                other.controls.map((known) => known.id),
              )}`
            : message;
        return [{ control: index, path: [id, position], message: `control ${control.id}: ${said}` }];
      });
    }),
  );
}

function describeReference(from: Place, to: Place | undefined, places: ReadonlyMap<string, Place>): string | undefined {
  if (to === undefined) return 'unknown';
  const reached = reach(to, places);
  if (reached.has(keyOf(from.framework.id, from.control.id))) return 'rests on itself';
  return reached.size > MAX_REACHED ? `rests on more than the limit of ${MAX_REACHED} controls` : undefined;
}

/** A control and every one that it rests on, by key. */
function reach(start: Place, places: ReadonlyMap<string, Place>): ReadonlyMap<string, Place> {
  const reached = new Map([[keyOf(start.framework.id, start.control.id), start]]);
  // A Map may grow while it is walked, so what is found is followed in turn.
  for (const { control } of reached.values()) {
    for (const key of referencesOf(control)) {
      const place = places.get(key);
      if (place !== undefined) reached.set(key, place);
    }
    if (reached.size > MAX_REACHED) break;
  }
  return reached;
}

/**
 * Gives every control the rules of those it rests on. It is never surer than they are: where one of them is manual, it is too. A framework
 * is worked out when its controls are first asked for, so that a start pays for those alone on which it reports.
 */
export function followReferences(frameworks: readonly DeclaredFramework[]): Framework[] {
  let index: ReadonlyMap<string, Place> | undefined;
  return frameworks.map((framework) => {
    if (framework.controls.every(({ controls }) => controls === undefined)) return framework;
    let followed: readonly Control[] | undefined;
    return {
      ...framework,
      get controls() {
        index ??= indexControls(frameworks);
        const places = index;
        followed ??= framework.controls.map((control) =>
          control.controls === undefined ? control : follow({ framework, control }, places),
        );
        return followed;
      },
    };
  });
}

function follow(start: Place, places: ReadonlyMap<string, Place>): Control {
  const rules = new Set<string>();
  let { manual } = start.control;
  for (const { framework, control } of reach(start, places).values()) {
    for (const rule of control.rules) rules.add(rule);
    if (manual === undefined && control.manual !== undefined)
      manual = `${framework.short} ${control.id}: ${control.manual}`;
  }
  return {
    ...start.control,
    rules: [...rules],
    ownRules: start.control.rules,
    ...(manual === undefined ? {} : { manual }),
  };
}

function indexControls(frameworks: readonly DeclaredFramework[]): ReadonlyMap<string, Place> {
  return new Map(
    frameworks.flatMap((framework) =>
      framework.controls.map((control) => [keyOf(framework.id, control.id), { framework, control }]),
    ),
  );
}

function referencesOf({ controls = {} }: Control): string[] {
  return Object.entries(controls).flatMap(([id, named]) => named.map((word) => keyOf(id, word)));
}

/** The id of a framework holds no slash, so the key is unambiguous. */
function keyOf(framework: string, control: string): string {
  return `${framework}/${control}`;
}
