// The images among the targets of a scan, as what is to be run.
import type { Run, TargetResult } from '../model/run.ts';
import type { Examined, Placed } from './examined.ts';
import type { Candidate } from './run-image.ts';
import { supplyImage } from './supply-image.ts';
import type { PullChoice } from './target.ts';
import { archiveSupply, type Supply, supplyOf, type WantedOptions } from './wanted.ts';

export type ImageOptions = WantedOptions & {
  /** Of images that are named in a registry; those that are missing when left out. */
  readonly pull?: PullChoice;
};

/** Every image of a target of its own; of several platforms the one of the engine. Images of a registry are fetched when they are not there. */
export function findImages({ targets }: Run, examined: Examined, options: ImageOptions): Candidate[] {
  return targets.flatMap((target) => {
    const images = examined.images().filter((image) => image.target === target.id);
    const own = images.filter((image) => isOfHost(image, options));
    return (own.length > 0 ? own : images).flatMap((image): Candidate[] => {
      const supply = supplierOf(target, image, options);
      if (supply === undefined) return [];
      const { reference, id, digest } = image.subject.facts;
      const known = { ...(id === undefined ? {} : { id }), ...(digest === undefined ? {} : { digest }) };
      return [{ name: reference ?? target.name, image, dependsOn: [], supply: (use) => supply(known, use) }];
    });
  });
}

function isOfHost({ subject: { facts } }: Placed<'image'>, { deps: { host } }: WantedOptions): boolean {
  return facts.os === host.os && facts.architecture === host.architecture;
}

function supplierOf(
  { kind, name }: TargetResult,
  { subject: { facts } }: Placed<'image'>,
  options: ImageOptions,
): Supply | undefined {
  switch (kind) {
    case 'docker':
    case 'registry': {
      // `docker:all` is one target with many images; of several platforms each bears its own in brackets.
      const reference = (facts.reference ?? name).replace(/ \(\S+\)$/, '');
      const pull = kind === 'registry' ? (options.pull ?? 'missing') : 'never';
      const { engine, log } = options.deps;
      return async (known, use) => {
        const { platform } = facts;
        const supplied = await supplyImage(reference, {
          engine,
          pull,
          log,
          ...(platform === undefined ? {} : { platform }),
        });
        return await supplyOf(supplied, reference)(known, use);
      };
    }
    case 'archive':
    case 'oci':
      return archiveSupply(`${kind}:${name}`, facts.platform === undefined ? [] : [facts.platform], options);
    default:
      return undefined;
  }
}
