// The images of a scan: those that targets name and those that containers need, each read once, and joined with the containers that run them.
import { joinBuilt } from './inputs/built-container.ts';
import { isInherited } from './inputs/inherited.ts';
import { InputError } from './model/errors.ts';
import type { Location } from './model/location.ts';
import type { TargetFacts } from './model/run.ts';
import type { Absence, Subject } from './model/subject.ts';
import { type ImageReference, parseImageReference } from './parse/image-reference.ts';

export interface ImageShelf {
  /** Puts the images of a target on the shelf. */
  add(facts: TargetFacts): void;
  /** Joins the containers of a target with their images, and fetches those where the scan is told to. */
  join(facts: TargetFacts): Promise<TargetFacts>;
  /** Targets of the images that were fetched, in the order in which they were needed. */
  fetched(): readonly TargetFacts[];
}

/** Reads an image that a container names; `declared` is the line that names it. */
export type FetchImage = (reference: string, declared: Location) => Promise<TargetFacts>;

/** Opens an empty shelf. Without `fetch` only images that targets name are joined. */
export function openShelf(fetch: FetchImage | undefined): ImageShelf {
  const images: Subject<'image'>[] = [];
  const fetched = new Map<string, TargetFacts>();
  const failed = new Map<string, Absence>();

  const add = ({ subjects }: TargetFacts): void => {
    for (const subject of subjects) if (subject.kind === 'image') images.push(subject);
  };
  const find = ({ facts }: Subject<'container'>): Subject<'image'> | undefined => {
    const wanted = parseImageReference(facts.image ?? '');
    if (wanted === undefined) return undefined;
    const found = images.filter((image) => isImage(image, wanted));
    return found.find((image) => image.facts.platform === facts.platform) ?? found[0];
  };
  const supply = async (container: Subject<'container'>): Promise<void> => {
    const { image = '' } = container.facts;
    if (fetch === undefined || !isWanting(container) || find(container) !== undefined) return;
    if (parseImageReference(image) === undefined || fetched.has(image) || failed.has(image)) return;
    try {
      const facts = await fetch(image, container.origins.image?.at ?? container.declared);
      fetched.set(image, facts);
      add(facts);
      const [error] = facts.errors;
      if (error !== undefined) failed.set(image, { reason: error.message });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      failed.set(image, { reason: error.message });
    }
  };
  const joinOne = (subject: Subject): Subject => {
    if (subject.kind !== 'container' || !isWanting(subject)) return subject;
    const image = find(subject) ?? failed.get(subject.facts.image ?? '');
    return image === undefined ? subject : joinBuilt(subject, image);
  };
  return {
    add,
    async join(facts) {
      for (const subject of facts.subjects) if (subject.kind === 'container') await supply(subject);
      return { ...facts, subjects: facts.subjects.map(joinOne) };
    },
    fetched: () => [...fetched.values()],
  };
}

/** A container that leaves something to its image. */
function isWanting({ facts, absences }: Subject<'container'>): boolean {
  return facts.built !== true && Object.values(absences).some(isInherited);
}

/** A digest decides; without one the name and the tag do, `latest` where none is written. */
function isImage({ facts }: Subject<'image'>, wanted: ImageReference): boolean {
  const own = facts.imageReference;
  if (own === undefined || own.registry !== wanted.registry || own.repository !== wanted.repository) return false;
  if (wanted.digest !== '') return wanted.digest === facts.digest || wanted.digest === own.digest;
  return (own.tag === '' ? 'latest' : own.tag) === (wanted.tag === '' ? 'latest' : wanted.tag);
}
