// Finds where a script assigns variables, so that a loop or a function does not trust what another turn of it changes.
import type { Command, ParsedScript, SyntaxNode } from 'unbash';
import { forEachChild } from 'unbash';

export interface AssignedNames {
  /** Tells whether a name is assigned between two offsets. */
  readonly between: (name: string, start: number, end: number) => boolean;
  /** Tells whether a name is assigned at an offset or behind it. */
  readonly from: (name: string, start: number) => boolean;
  /** Tells whether the body of a function assigns a name. */
  readonly inFunction: (name: string) => boolean;
}

const NAME = /^[A-Za-z_]\w*/;
const IN_DEFAULT = /\$\{([A-Za-z_]\w*):?=/g;
const IN_ARITHMETIC = /(?<!\w)[A-Za-z_]\w*/g;

/** Reads the names once, when the first question comes. */
export function assignedNames(script: ParsedScript, source: string): AssignedNames {
  let found: { readonly places: Map<string, number[]>; readonly inFunctions: Set<string> } | undefined;
  const places = (name: string): readonly number[] => {
    found ??= collect(script, source);
    return found.places.get(name) ?? [];
  };
  const nextFrom = (name: string, start: number): number | undefined => {
    const list = places(name);
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return list[low];
  };
  return {
    between: (name, start, end) => (nextFrom(name, start) ?? end) < end,
    from: (name, start) => nextFrom(name, start) !== undefined,
    inFunction(name) {
      found ??= collect(script, source);
      return found.inFunctions.has(name);
    },
  };
}

/** The names that the words of a builtin assign, its own name first; `undefined` where it is no such builtin. */
export function namesAssignedBy(words: readonly string[]): readonly string[] | undefined {
  const rest = words.slice(1).filter((word) => !word.startsWith('-'));
  const named = rest.flatMap((word) => NAME.exec(word)?.[0] ?? []);
  switch (words[0]) {
    case 'read':
      return named.length === 0 ? ['REPLY'] : named;
    case 'mapfile':
    case 'readarray':
      return named.length === 0 ? ['MAPFILE'] : named;
    case 'unset':
    case 'local':
      return named;
    case 'getopts':
      return [...named.slice(-1), 'OPTARG', 'OPTIND'];
    case 'set':
    case 'shift':
      return ['@'];
    case 'let':
      return words.slice(1).flatMap((word) => word.match(IN_ARITHMETIC) ?? []);
    case 'printf': {
      const at = words.indexOf('-v');
      return at === -1 ? undefined : named.slice(0, 1);
    }
    default:
      return undefined;
  }
}

/** The names that arithmetic may assign. */
export function namesInArithmetic(text: string): readonly string[] {
  return /=|\+\+|--/.test(text) ? (text.match(IN_ARITHMETIC) ?? []) : [];
}

function collect(script: ParsedScript, source: string) {
  const places = new Map<string, number[]>();
  const inFunctions = new Set<string>();
  let functionDepth = 0;
  let functions = 0;
  const note = (name: string, at: number) => {
    if (functionDepth > 0) inFunctions.add(name);
    const list = places.get(name);
    if (list === undefined) places.set(name, [at]);
    else list.push(at);
  };
  const visit = (node: SyntaxNode): void => {
    switch (node.type) {
      case 'Word':
      case 'HereDoc':
      case 'Redirect':
      case 'HereString':
      case 'TestCommand':
        return;
      case 'Assignment':
        note(node.name, node.pos);
        return;
      case 'Command':
        visitCommand(node);
        return;
      case 'For':
      case 'Select':
        note(node.name.text, node.name.pos);
        break;
      case 'Coproc':
        note(node.name?.text ?? 'COPROC', node.pos);
        break;
      case 'Function':
        functions += 1;
        functionDepth += 1;
        visit(node.body);
        functionDepth -= 1;
        return;
      case 'ArithmeticCommand':
        for (const name of namesInArithmetic(node.body)) note(name, node.pos);
        return;
      case 'ArithmeticFor':
        for (const name of namesInArithmetic(source.slice(node.pos, node.body.pos))) note(name, node.pos);
        visit(node.body);
        return;
      default:
    }
    forEachChild(node, visit);
  };
  const visitCommand = (node: Command) => {
    if (node.name === undefined) {
      for (const item of node.prefix) if (item.type === 'Assignment') note(item.name, item.pos);
      return;
    }
    const words = [node.name, ...node.args];
    for (const word of words) if (word.type === 'Assignment') note(word.name, word.pos);
    const names = namesAssignedBy(words.map((word) => word.text));
    for (const name of names ?? []) note(name, node.pos);
  };
  visit(script);
  if (functions > 0) functionDepth = 1;
  for (const match of source.matchAll(IN_DEFAULT)) if (match[1] !== undefined) note(match[1], match.index);
  for (const list of places.values()) list.sort((a, b) => a - b);
  return { places, inFunctions };
}
