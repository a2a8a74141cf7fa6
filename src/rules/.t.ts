import { RE2JS } from '@bufbuild/re2';
import { createCompiler } from './compiler.ts';

const c = createCompiler({ sensitiveHostPaths: ['/etc', '/var/run/docker.sock'] }, (p) => new RE2JS(p));
const k = { subject: 'container' } as const,
  m = { subject: 'container', list: 'mounts' } as const,
  ca = { subject: 'container', list: 'capAdd' } as const;
for (const [t, s] of [
  ['container.privileged', k],
  ['container.privilegd', k],
  ['contaner.privileged', k],
  ['container.privileged && x', k],
  ['it.source == ""', k],
  ['it.sorce == ""', m],
  ['it == "A"', ca],
  ['"a".matches("b")', k],
  ['matches("a","b")', k],
  ['container.name', k],
  ['container.mounts.exists(m, m.sourc == "")', k],
  ['container.mounts.exists(it, it.source == "")', m],
  ['has(container.user)', k],
  ['container.?user.orValue("") == ""', k],
  ['policy.?hostLsm.orValue("") == ""', k],
  ['policy.?hostLsmm.orValue("") == ""', k],
  ['container.labels["a"] == ""', k],
  ['container.labels[?"a"].orValue("") == ""', k],
  ['container.labels.a == ""', k],
  ['container.command[0] == ""', k],
  ['container.command[?0].orValue("") == ""', k],
  ['re(container.name, "(")', k],
  ['re(container.name, "a+")', k],
  ['re(container.name, container.user)', k],
  ['globb(container.name, "a")', k],
  ['within(it.hostPath, lists.sensitiveHostPaths)', m],
  ['within(it.hostPath, lists.sensitiveHostPath)', m],
  ['container.memoryBytes > 1.5', k],
  ['container.memoryBytes > 15', k],
  ['container.cpus > 1', k],
  ['container.cpus == 0', k],
  ['container.cpus == 0.0', k],
  ['1 +', k],
  ['container.capAdd.exists(c, c.lowerAcii() == "x")', k],
  ['container.mounts.filter(m, m.readOnl).size() > 0', k],
  ['dyn(container).foo == 1', k],
  ['container.mounts[?0].source.orValue("") == ""', k],
  ['container.pid.startsWith(1)', k],
  ['!container.privileged && container.mounts.all(m, m.hostPath == "" || m.readOnly)', k],
] as const)
  console.log(t, JSON.stringify(c.check(t, s)));
console.log(
  c.checkPath('container.privileged', k),
  c.checkPath('container.privilegd', k),
  c.checkPath('it.source', m),
  c.checkPath('it', m),
  c.checkPath('container.mounts', k),
  c.checkPath('1 + 1', k),
);
const sub = {
  kind: 'container',
  id: 'web',
  name: 'web',
  declared: {} as never,
  origins: {},
  absences: { 'mounts[1].source': { reason: 'R' } },
  facts: {
    privileged: false,
    mounts: [{ type: 'bind', source: 'a', hostPath: '/etc/x' }, { type: 'bind' }],
    capAdd: ['A', undefined],
    memoryBytes: 5,
    cpus: 2,
  },
} as never;
const s = c.open({ maxPids: 3 });
const ev = (t: string, sc: any, i?: any) => console.log(t, JSON.stringify(s.compile(t, sc).evaluate(sub, i)));
ev('container.privileged', k);
ev('container.memoryBytes > 4', k);
ev('container.mounts.exists(m, m.source == "a")', k);
ev('container.mounts.exists(m, m.source == "b")', k);
ev('container.mounts.all(m, m.source == "b")', k);
ev('container.mounts.all(m, m.source == "a")', k);
ev('"A" in container.capAdd', k);
ev('it == "A"', ca, 0);
ev('it == "A"', ca, 1);
ev('it == "A" || container.privileged', ca, 'any');
ev('it == "A" && container.privileged', ca, 'any');
ev('within(it.hostPath, lists.sensitiveHostPaths)', m, 0);
ev('within(it.hostPath, lists.sensitiveHostPaths)', m, 1);
ev('within(it.hostPath, lists.sensitiveHostPaths)', m, 'any');
ev('container.pidsLimit > policy.maxPids || policy.allowNetworking', k);
try {
  ev('1/0 == 1', k);
} catch (e) {
  console.log(String(e));
}
const p = s.compile('within(it.hostPath, lists.sensitiveHostPaths)', m),
  q = s.compile('container.privileged && !container.readOnly', k),
  u = s.compile('container.user == "root"', k);
for (const [n, f] of [
  ['within', () => p.evaluate(sub, 0)],
  ['priv', () => q.evaluate(sub)],
  ['unk', () => u.evaluate(sub)],
] as const) {
  for (let i = 0; i < 5000; i++) f();
  const t0 = performance.now();
  for (let i = 0; i < 20000; i++) f();
  console.log(n, ((performance.now() - t0) / 20).toFixed(2), 'us');
}
