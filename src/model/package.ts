// The facts of one package installed in an image, of the distribution or of a language.
import { bool, type ElementType, type FactsOf, type Fields, int, string } from './fields.ts';

/** Types of the elements found inside a package: none. */
export const packageElements = {} as const satisfies Readonly<Record<string, ElementType>>;

/** Facts of a package. */
export const packageFields = {
  name: string('Name as its manager knows it.'),
  version: string('Version as its manager knows it, with the epoch.'),
  type: string('`deb`, `apk`, `rpm`, `npm`, `pypi`, `maven`, `golang`, ...: the type of its purl.'),
  architecture: string('Architecture; empty where the package has none.'),
  source: string('Source package it was built from; its own name when not stated.'),
  sourceVersion: string('Version of the source package; empty when not stated.'),
  license: string('Licence as stated; empty when not.'),
  purl: string('Package URL.'),
  path: string('Absolute path of the file that says so.'),
  ofDistribution: bool('A package manager of the distribution installed it.'),
  layer: int('Index of the layer that gave the file its present state, from 0.'),
} as const satisfies Fields;

export type Package = FactsOf<typeof packageFields, typeof packageElements>;
