// The syntax tree of one YAML document, before any value has a type, alias or merge a meaning.

export type YamlSyntax = YamlText | YamlMap | YamlList | YamlAlias;

interface Placed {
  /** Offsets into the text; a mapping or list of lines ends with its last value. */
  readonly start: number;
  readonly end: number;
  readonly anchor?: string | undefined;
  readonly tag?: string | undefined;
}

export interface YamlText extends Placed {
  readonly kind: 'text';
  readonly text: string;
  /** Written without quotes and not as a block, so that it may mean a number, a boolean or null. */
  readonly plain: boolean;
}

export interface YamlMap extends Placed {
  readonly kind: 'map';
  readonly pairs: readonly YamlPair[];
}

export interface YamlPair {
  readonly key: YamlSyntax;
  /** Absent in `{key}` and `? key`. */
  readonly value?: YamlSyntax | undefined;
}

export interface YamlList extends Placed {
  readonly kind: 'list';
  readonly items: readonly YamlSyntax[];
}

export interface YamlAlias extends Placed {
  readonly kind: 'alias';
  readonly name: string;
}

/** Thrown by a reader of a part of YAML at the first thing it does not read: valid or not, a complete reader has to look. */
export class BeyondPlainYaml extends Error {
  override readonly name = 'BeyondPlainYaml';
}
