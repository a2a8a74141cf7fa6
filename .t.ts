import { loadPolicies } from './src/rules/load.ts';
import { judge } from './src/rules/judge.ts';
import { composeEntry } from './src/inputs/compose/entry.ts';
try { const p = await loadPolicies({root: '/work/main', cwd: '/work/main', examples: true}); console.log(p.rules.length);
const { replay } = await import('./src/replay.ts');
const f = await replay(p.rules, p); for (const x of f) console.log(`${x.rule} #${x.example}\n   expected ${x.expected}\n   got      ${x.got}`); console.log(f.length); } catch (e) { console.log(e); }
