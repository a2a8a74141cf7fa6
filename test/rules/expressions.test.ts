// What an expression may say, and what it answers when facts are missing.
import { describe, expect, it } from 'vitest';
import { BrokenExpressionError } from '../../src/rules/language.ts';
import { ask, compiler, container } from './support.ts';

function check(text: string, list?: string): string[] {
  const problems = compiler.check(text, { subject: 'container', ...(list === undefined ? {} : { list }) });
  return problems.map(({ message, start }) => `${start}: ${message}`);
}

describe('an expression refuses to load', () => {
  it.each([
    [
      'a misspelt fact',
      'container.privilegd',
      '10: unknown field `privilegd` of container; did you mean `privileged`?',
    ],
    ['a misspelt variable', 'contaner.privileged', '0: unknown variable `contaner`; did you mean `container`?'],
    [
      'a misspelt policy field',
      'policy.requireNonRot',
      '7: unknown field `requireNonRot` of policy; did you mean `requireNonRoot`?',
    ],
    [
      'a misspelt policy field behind `.?`',
      'policy.?hostLsmm.orValue("") == ""',
      '8: unknown field `hostLsmm` of policy; did you mean `hostLsm`?',
    ],
    ['a misspelt list', '"a" in lists.hostPath', '13: unknown field `hostPath` of lists; did you mean `hostPaths`?'],
    ['a misspelt function', 'globb(container.name, "a")', '0: unknown function `globb`; did you mean `glob`?'],
    [
      'a misspelt method',
      'container.name.lowerAcii() == "a"',
      '0: unknown function `lowerAcii`; did you mean `lowerAscii`?',
    ],
    [
      'a misspelt field of an element',
      'container.mounts.exists(m, m.sorce == "")',
      '29: unknown field `sorce` of container.mounts; did you mean `source`?',
    ],
    [
      'a misspelt field behind a filter',
      'container.mounts.filter(m, m.readOnly).exists(n, n.readOnl)',
      '51: unknown field `readOnl` of container.mounts; did you mean `readOnly`?',
    ],
    [
      'a misspelt field of a bound name',
      'cel.bind(r, container.imageReference, r.tagg == "")',
      '40: unknown field `tagg` of container.imageReference; did you mean `tag`?',
    ],
    ['the element where there is none', 'it.source == ""', '0: unknown variable `it`; known: container, policy, lists'],
    ['an answer that is no bool', 'container.name', '0: must answer bool, not string'],
    ['types that cannot be compared', 'container.memoryBytes == "1g"', '0: no such overload: int == string'],
    ['broken syntax', 'container.privileged &&', '23: Unexpected token: EOF'],
  ])('%s', (_what, text, message) => {
    expect(check(text)).toEqual([message]);
  });

  it.each([
    '"a".matches("b")',
    'matches("a", "b")',
    'container.name.matches("^(a+)+$")',
    'container.capAdd.exists(c, c.matches("x"))',
    '[container.name][?0].orValue("").matches("x")',
  ])('a pattern that may take for ever: %s', (text) => {
    expect(check(text).join()).toContain('`matches` can take for ever');
  });

  it.each([
    ['has(container.user)', '`has` would take an unknown fact'],
    ['container.?user.orValue("") == ""', '`.?` would take an unknown fact'],
    ['container.mounts.exists(m, has(m.source))', '`has` would take an unknown fact'],
    ['container.mounts.exists(m, m.?source.orValue("") == "")', '`.?` would take an unknown fact'],
    ['cel.bind(c, container, has(c.user))', '`has` would take an unknown fact'],
    ['container.mounts[?0].source.orValue("") == ""', 'would take an unknown field for a missing one'],
  ])('a default that would make unknown a pass: %s', (text, message) => {
    expect(check(text).join()).toContain(message);
  });

  it.each([
    ['container.labels["a"] == ""', 'an index can be out of range'],
    ['container.labels.a == ""', 'a key can be missing from the map'],
    ['container.command[0] == ""', 'an index can be out of range'],
    ['container.command[?0].value() == ""', '`value()` fails where there is none'],
    ['dyn(container).privileged', '`dyn` switches type checks off'],
    ['container.capAdd.exists(policy, policy == "")', '`policy` already has a meaning'],
    ['re(container.name, "(")', 'bad pattern'],
    ['re(container.name, container.user)', 'the pattern of `re` must be a text between quotes'],
    [`container.name == "${'a'.repeat(160)}"`, 'longer than 160 characters: a fact is missing'],
    [`${'('.repeat(70)}container.privileged${')'.repeat(70)}`, 'maxDepth'],
  ])('what can fail on a scanned text: %s', (text, message) => {
    expect(check(text).join()).toContain(message);
  });

  it.each([
    '(container.privileged ? container.mounts : container.mounts).exists(m, m.readOnly)',
    'cel.bind(l, container.privileged ? container.mounts : container.mounts, l.exists(m, m.readOnly))',
    '(container.mounts + container.mounts).exists(m, m.readOnly)',
    'container.mounts.map(m, m).exists(m, m.readOnly)',
    '[container.imageReference].exists(r, r.tag == "")',
    '(container.privileged ? container.imageReference : container.imageReference).tag == ""',
  ])('a field whose absence could not be explained: %s', (text) => {
    expect(check(text).join()).toContain('is read from a value that may stand for several facts');
  });

  it.each([
    ['timestamp("2020-01-01T00:00:00Z") == timestamp(0)', 0, '`timestamp` on string'],
    ['container.privileged || b"a" == b"b"', 24, 'a literal of this type'],
    ['{"a": 1} == {"a": 2}', 0, 'a map between braces'],
    ['container.memoryBytes > 9007199254740993', 24, 'a whole number beyond 9007199254740991'],
    ['container.mounts == container.mounts', 0, '`==` on list<Mount> and list<Mount>'],
    ['container.command[?0].hasValue()', 0, 'an optional value without `.orValue(...)`'],
    ['[].exists(x, true)', 0, '`exists` over what is no list with elements'],
  ])('what is not evaluated, with its place and a word on what is: %s', (text, start, what) => {
    const [problem, ...more] = compiler.check(text, { subject: 'container' });
    expect([problem?.message.split(' is not supported; ')[0], more]).toEqual([what, []]);
    expect(problem?.message).toContain('rules compute with bool, int, double, string and lists of these');
    expect(problem?.start).toBe(start);
  });

  it('but not what is fine', () => {
    const fine = [
      'container.privileged && !container.readOnly',
      'policy.?hostLsm.orValue("") in ["apparmor", "none"]',
      'container.labels[?"a"].orValue("") == "b"',
      'container.command[?0].orValue("") == "sh"',
      're(container.name, "^(a+)+$")',
      '["exec", "suid"].exists(option, option in container.capAdd)',
      'container.name.split(":")[?0].orValue("") == "a"',
      'container.mounts.map(m, m.source).exists(s, s.startsWith("/"))',
      'cel.bind(r, container.imageReference, r.tag == "" && r.digest == "")',
      'container.cpus <= 0.0 || container.memoryBytes > 1024',
      'container.ports.exists(p, p.hostPort < 1024)',
      'globAny(container.name, lists.words) && within(container.name, lists.hostPaths)',
    ];
    expect(fine.flatMap((text) => check(text))).toEqual([]);
    expect(check('it.source == "" && !it.readOnly', 'mounts')).toEqual([]);
    expect(check('it == "ALL"', 'capAdd')).toEqual([]);
  });
});

describe('an answer with missing facts', () => {
  const known = container('web', { privileged: true, readOnly: false });
  const open = container(
    'web',
    { privileged: false },
    { absences: { user: { reason: '`${U}` has no value', hint: 'set U' } } },
  );

  it('is the missing evidence with its reason and hint', () => {
    expect(ask('container.user == ""', open)).toEqual([
      { fact: 'container.user', reason: '`${U}` has no value', hint: 'set U' },
    ]);
  });

  it('is still sure where the known facts decide', () => {
    expect(ask('container.privileged || container.user == ""', known)).toBe(true);
    expect(ask('container.user == "" || container.privileged', known)).toBe(true);
    expect(ask('container.readOnly && container.user == ""', known)).toBe(false);
    expect(ask('container.user == "" && container.readOnly', known)).toBe(false);
  });

  it('stays open where they do not', () => {
    expect(ask('container.readOnly || container.user == ""', known)).toMatchObject([{ fact: 'container.user' }]);
    expect(ask('!(container.user == "")', open)).toMatchObject([{ fact: 'container.user' }]);
    expect(ask('container.user == "" ? true : true', open)).toMatchObject([{ fact: 'container.user' }]);
  });

  it('names every missing fact once, in the order of reading', () => {
    const answer = ask('container.user == "a" || container.pid == "host" || container.user == "b"', open);
    expect(answer).toMatchObject([
      { fact: 'container.user' },
      { fact: 'container.pid', reason: '`container.pid` cannot be known from this input' },
    ]);
  });

  it('names only what was missing for the answer, not all that is read and absent', () => {
    const facts = (text: string, subject = known) => {
      const answer = ask(text, subject);
      return typeof answer === 'boolean' ? answer : answer.map(({ fact }) => fact);
    };
    expect(facts('container.readOnly || container.pid == "host"')).toEqual(['container.pid']);
    expect(facts('(container.pid == "host" || container.privileged) && container.user == ""')).toEqual([
      'container.user',
    ]);
    expect(facts('container.readOnly ? container.pid == "host" : container.ipc == "host"')).toEqual(['container.ipc']);
    expect(facts('container.user + container.pid == "" && container.privileged')).toEqual([
      'container.user',
      'container.pid',
    ]);
    const mounted = container('web', {
      mounts: [{ readOnly: true }, { readOnly: false, source: 'b' }, { readOnly: false }],
    });
    expect(facts('container.mounts.exists(m, !m.readOnly && m.source == "a")', mounted)).toEqual([
      'container.mounts[2].source',
    ]);
    expect(facts('container.mounts.filter(m, !m.readOnly).exists(n, n.source == "a")', mounted)).toEqual([
      'container.mounts[2].source',
    ]);
    expect(facts('container.mounts.exists(m, m.source == "b") && container.user == ""', mounted)).toEqual([
      'container.user',
    ]);
    expect(facts('!container.mounts.all(m, m.source == "a") && container.user == ""', mounted)).toEqual([
      'container.user',
    ]);
    expect(facts('cel.bind(r, container.imageReference, r.tag == "")')).toEqual(['container.imageReference']);
    expect(
      facts('cel.bind(r, container.imageReference, r.tag == "")', container('web', { imageReference: {} })),
    ).toEqual(['container.imageReference.tag']);
  });

  it('names a policy that says nothing', () => {
    expect(ask('policy.allowNetworking', known)).toEqual([
      {
        fact: 'policy.allowNetworking',
        reason: 'the policy does not say `allowNetworking`',
        hint: 'set policy.allowNetworking in .seaworthy.yaml or in the profile',
      },
    ]);
    expect(ask('policy.?hostLsm.orValue("") == ""', known)).toBe(true);
  });

  const mounts = container(
    'web',
    { mounts: [{ source: 'a', readOnly: true }, { readOnly: true }] },
    { absences: { 'mounts[1]': { reason: 'not resolved' } } },
  );

  it('is sure about `exists` when one element is, and about `all` when one is not', () => {
    expect(ask('container.mounts.exists(m, m.source == "a")', mounts)).toBe(true);
    expect(ask('container.mounts.all(m, m.source == "b")', mounts)).toBe(false);
  });

  it('is open about `exists` and `all` when only the unknown element could decide', () => {
    const missing = [{ fact: 'container.mounts[1].source', reason: 'not resolved' }];
    expect(ask('container.mounts.exists(m, m.source == "b")', mounts)).toEqual(missing);
    expect(ask('container.mounts.all(m, m.source == "a")', mounts)).toEqual(missing);
    expect(ask('container.mounts.filter(m, m.source == "a").size() == 1', mounts)).toEqual(missing);
  });

  it('never says that a value is not in a list with an unknown element', () => {
    const caps = container(
      'web',
      { capAdd: ['NET_ADMIN', undefined] },
      { absences: { 'capAdd[1]': { reason: 'open' } } },
    );
    expect(ask('"SYS_ADMIN" in container.capAdd', caps)).toEqual([{ fact: 'container.capAdd[1]', reason: 'open' }]);
    expect(ask('container.capAdd.all(c, c == "NET_ADMIN")', caps)).toMatchObject([{ fact: 'container.capAdd[1]' }]);
    expect(ask('"NET_ADMIN" in container.capAdd', caps)).toBe(true);
    expect(ask('size(container.capAdd) == 2', caps)).toMatchObject([{ fact: 'container.capAdd[1]' }]);
  });

  it('of an unknown element is sure only where the element does not matter', () => {
    const plain = container('web', { privileged: false, readOnly: true });
    expect(ask('it == "ALL" && container.privileged', plain, {}, 'capAdd', 'any')).toBe(false);
    expect(ask('it.source == "" || container.readOnly', plain, {}, 'mounts', 'any')).toBe(true);
    expect(ask('it.source == ""', plain, {}, 'mounts', 'any')).toMatchObject([{ fact: 'container.mounts' }]);
  });

  it('keeps variables apart that go by one name', () => {
    const nested = container('web', { capAdd: ['a'], capDrop: ['b'], command: ['a', 'c'] });
    expect(ask('container.capAdd.exists(x, container.capDrop.exists(x, x == "b") && x == "a")', nested)).toBe(true);
    const text =
      'container.capAdd.exists(x, container.capDrop.all(x, container.command.exists(y, y == "c" && x == "b")))';
    expect(ask(text, nested)).toBe(true);
  });

  it('is an error when a number leaves the range in which whole numbers are exact', () => {
    const large = container('web', { memoryBytes: 2 ** 53 - 1 });
    expect(ask('container.memoryBytes + 0 == 9007199254740991', large)).toBe(true);
    expect(() => ask('container.memoryBytes + 1 > 0', large)).toThrow(/integer overflow/);
    expect(ask('container.memoryBytes + 1 > 0 || true', large)).toBe(true);
    expect(ask('container.memoryBytes / 2 == 4503599627370495', large)).toBe(true);
  });

  it('prefers the missing fact where an operation has no answer either', () => {
    const zero = container('web', { memoryBytes: 0 });
    expect(ask('container.privileged || 1 / container.memoryBytes == 1', zero)).toMatchObject([
      { fact: 'container.privileged' },
    ]);
  });

  it('is an error when the expression itself is broken', () => {
    const numbers = container('web', { memoryBytes: 0, cpuShares: 4 });
    expect(() => ask('container.cpuShares / container.memoryBytes > 1', numbers)).toThrow(BrokenExpressionError);
    expect(() => ask('int(container.name) > 1', container('web', { name: 'x' }))).toThrow(
      /`int\(container.name\) > 1` fails/,
    );
  });
});
