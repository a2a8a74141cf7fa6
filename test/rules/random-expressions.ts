// Random expressions of the rule language, every operator and function in it, well typed.
import fc from 'fast-check';

type Kind = 'bool' | 'int' | 'double' | 'string' | 'strings' | 'ints';

/** How an expression of each kind can be put together: `$int` stands for any expression of that kind. */
const forms: Readonly<Record<Kind, { readonly leaves: readonly string[]; readonly compound: readonly string[] }>> = {
  bool: {
    leaves: [
      'true',
      'false',
      'container.privileged',
      'container.readOnly',
      'policy.allowNetworking',
      'has(policy.maxPids)',
    ],
    compound: [
      ...[
        '!$bool',
        '($bool && $bool)',
        '($bool || $bool)',
        '($bool ? $bool : $bool)',
        '($bool == $bool)',
        '($bool < $bool)',
      ],
      ...[
        '($int == $int)',
        '($int != $int)',
        '($int < $int)',
        '($int >= $int)',
        '($int < $double)',
        '($double >= $int)',
      ],
      ...[
        '($double == $double)',
        '($double > $double)',
        '($double <= $double)',
        '($string == $string)',
        '($string < $string)',
      ],
      ...[
        '($string != $string)',
        '($string in $strings)',
        '($int in $ints)',
        '($strings == $strings)',
        '($ints != $ints)',
      ],
      ...['$string.startsWith($string)', '$string.endsWith($string)', '$string.contains($string)', 'bool($string)'],
      ...[
        'glob($string, "a**")',
        'globAny($string, $strings)',
        'within($string, $strings)',
        'above($string, ["/etc/x"])',
      ],
      ...[
        're($string, "a|l")',
        '($string in [])',
        '($strings == [])',
        '(size([]) < $int)',
        '([[]] == [$ints])',
        '($string in container.labels)',
        '(container.labels[?$string].orValue("no") == $string)',
      ],
      ...['$strings.exists(s, s == $string || $bool)', '$strings.all(s, s != $string && $bool)'],
      ...['$strings.exists_one(s, s == $string)', '$ints.exists(i, i > $int)', '$ints.all(i, i in $ints)'],
      ...[
        'container.mounts.exists(m, m.readOnly && $bool)',
        'container.mounts.all(m, m.source == $string || m.readOnly)',
      ],
      ...[
        'container.mounts.exists_one(m, m.readOnly)',
        'container.mounts.exists(m, container.ports.exists(p, p.text == m.text))',
      ],
      ...['container.mounts.filter(m, m.readOnly).exists(n, n.source == $string)', 'cel.bind(b, $bool, b || $bool)'],
      ...[
        'container.mounts.exists(m, m.options.exists(m, m == $string))',
        'cel.bind(r, container.imageReference, r.tag == $string)',
      ],
    ],
  },
  int: {
    leaves: ['0', '1', '-2', '7', 'container.memoryBytes', 'container.pidsLimit', 'policy.maxPids', 'container.uid'],
    compound: [
      ...['($int + $int)', '($int - $int)', '(container.uid * $int)', '($int / $int)', '($int % $int)', '-$int'],
      ...[
        'size($string)',
        '$string.size()',
        'size($strings)',
        '$ints.size()',
        'size(container.mounts)',
        'size(container.labels)',
      ],
      ...[
        'int($string)',
        'int($double)',
        'int(container.uid)',
        '$string.indexOf($string)',
        '$string.lastIndexOf($string)',
      ],
      ...['$string.indexOf($string, $int)', '$string.lastIndexOf($string, $int)', '($bool ? $int : $int)'],
      ...[
        '$ints[?$int].orValue($int)',
        'policy.?maxPids.orValue($int)',
        'size(container.mounts.filter(m, m.readOnly || $bool))',
      ],
    ],
  },
  double: {
    leaves: ['0.0', '1.5', '-2.5', 'container.cpus', 'policy.maxCpus'],
    compound: [
      ...['($double + $double)', '($double - $double)', '($double * $double)', '($double / $double)', '-$double'],
      ...['double($int)', 'double($string)', 'double(container.cpus)', '($bool ? $double : $double)'],
    ],
  },
  string: {
    leaves: [
      '""',
      '"a"',
      '"linux"',
      '"😀É"',
      'container.name',
      'container.os',
      'container.user',
      'container.imageReference.tag',
    ],
    compound: [
      ...[
        '($string + $string)',
        'string($int)',
        'string($double)',
        'string($bool)',
        'string($string)',
        '$strings.join()',
      ],
      ...[
        '$strings.join($string)',
        '$string.lowerAscii()',
        '$string.upperAscii()',
        '$string.trim()',
        '$string.substring($int)',
      ],
      ...['$string.substring($int, $int)', '($bool ? $string : $string)', 'policy.?hostLsm.orValue($string)'],
      ...['$strings[?$int].orValue($string)', 'cel.bind(s, $string, s + s)'],
    ],
  },
  strings: {
    leaves: ['["a", "ALL"]', 'container.capAdd', 'container.command', 'policy.allowedPorts', 'lists.words'],
    compound: [
      ...[
        '[$string, $string]',
        '($strings + $strings)',
        '($strings + [])',
        '$strings.filter(s, s != $string)',
        '$string.split($string)',
      ],
      ...['$string.split($string, $int)', '$strings.map(s, s + $string)', '$strings.map(s, s != "a", s + s)'],
      ...['container.mounts.map(m, m.source)', '($bool ? $strings : $strings)', '$ints.map(i, string(i))'],
    ],
  },
  ints: {
    leaves: ['[0, 7]'],
    compound: [
      '[$int]',
      '$strings.map(s, size(s))',
      '$ints.filter(i, i > $int)',
      '($ints + $ints)',
      'container.ports.map(p, p.target)',
    ],
  },
};

const leaf = (kind: Kind) => fc.constantFrom(...forms[kind].leaves);

function grow(kind: Kind, depth: number): fc.Arbitrary<string> {
  if (depth === 0) return leaf(kind);
  const compound = fc.constantFrom(...forms[kind].compound).chain((form) => fill(form, depth - 1));
  return fc.oneof({ arbitrary: leaf(kind), weight: 1 }, { arbitrary: compound, weight: depth });
}

/** A form with expressions in its places. */
function fill(form: string, depth: number): fc.Arbitrary<string> {
  const pieces = form.split(/(\$[a-z]+)/).map((piece) => {
    const kind = kinds.find((name) => piece === `$${name}`);
    return kind === undefined ? fc.constant(piece) : grow(kind, depth);
  });
  return fc.tuple(...pieces).map((parts) => parts.join(''));
}

const kinds = Object.keys(forms) as Kind[];

/** Expressions that answer bool. */
export const randomExpression = grow('bool', 4);

/** Every form with small expressions in its places, made into one that answers bool: what each operator and function does by itself. */
export const everyForm: readonly fc.Arbitrary<string>[] = kinds.flatMap((kind) =>
  forms[kind].compound.map((form) => fill(kind === 'bool' ? form : `(${form} == $${kind})`, 1)),
);
