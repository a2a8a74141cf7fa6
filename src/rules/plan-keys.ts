// Which values of one field an expression can be true for, so that it need not be asked about subjects that have another.
import type { Values } from './context.ts';
import type { Plan } from './plan.ts';

/**
 * The values of `field` of the subject for which a plan may be true, or nothing where its value alone does not decide: `command.program == "rm"`,
 * `command.program in lists.shells`, and what `&&` and `||` make of these.
 */
export function keysOf(
  plan: Plan,
  { subject, field, lists }: { readonly subject: string; readonly field: string; readonly lists: Values },
): ReadonlySet<string> | undefined {
  return visit(plan);

  function visit(part: Plan): ReadonlySet<string> | undefined {
    if (part.op === 'call') return ofCall(part.name, part.args);
    if (part.op !== 'and' && part.op !== 'or') return undefined;
    const [left, right] = [visit(part.left), visit(part.right)];
    if (part.op === 'or') return left === undefined || right === undefined ? undefined : new Set([...left, ...right]);
    if (left === undefined || right === undefined) return left ?? right;
    return new Set([...left].filter((key) => right.has(key)));
  }

  function ofCall(name: string, [first, second]: readonly Plan[]): ReadonlySet<string> | undefined {
    if (first === undefined || second === undefined) return undefined;
    if (name === '==(C, C)') {
      const other = isField(first) ? second : isField(second) ? first : undefined;
      return other === undefined ? undefined : textsOf(other);
    }
    return name === 'in(C, list<C>)' && isField(first) ? textsOf(second) : undefined;
  }

  function isField(part: Plan): boolean {
    return part.op === 'read' && part.of === subject && part.steps.length === 1 && part.steps[0] === field;
  }

  function textsOf(part: Plan): ReadonlySet<string> | undefined {
    if (part.op === 'read' && part.of === 'lists' && part.steps.length === 1) {
      return setOf(lists[part.steps[0] ?? '']);
    }
    if (part.op !== 'constant') return undefined;
    return setOf(Array.isArray(part.value) ? part.value : [part.value]);
  }
}

function setOf(values: unknown): ReadonlySet<string> | undefined {
  if (!Array.isArray(values)) return undefined;
  const texts = values.filter((value: unknown) => typeof value === 'string');
  return texts.length === values.length ? new Set(texts) : undefined;
}
