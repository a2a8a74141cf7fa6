const x=282,A=[282],B={9282:((v,E,i)=>{i.d(E,{runExplain:()=>w});var M=i(6351),u=i(2154),D=i(1002),R=i(5484),j=i(9470),r=i(7788),O=i(1099),P=i(4403),p=i(2223);async function w(n,t,a,e){const f=await(0,P.G)(t,a,e),$=await(0,R.hd)(f,{cwd:e.cwd,root:u.Z}),s=K(n,$.rules,$.frameworks);if(e.out(h(s)),t.length===0)return 0;const{cwd:d,environment:o,today:l}=e,_=await(0,O.S)(f,{cwd:d,environment:o,today:l,root:u.Z,tool:(0,u.X)(),log:(0,p.R)(e)}),C=new Set(s.rules.map(c=>c.id)),m=_.verdicts.filter(c=>C.has(c.rule));e.out(m.length===0?`
no verdict: nothing in these targets is of the kind it judges
`:`
${m.map(c=>y(c,_)).join("")}`);for(const c of _.targets.flatMap(L=>L.errors))e.err(`seaworthy: ${c.message}
`);return _.summary.errors>0?2:0}function K(n,t,a){const e=t.find(s=>s.id===n);if(e!==void 0)return{rules:[e]};const f=n.replace(/^[a-z]+[ :]/i,"");for(const s of a){const d=s.controls.find(o=>o.id===f);if(d!==void 0)return{rules:t.filter(o=>d.rules.includes(o.id)),control:{framework:s,control:d}}}const $=(0,D.p)(n,[...t.map(s=>s.id),...a.flatMap(s=>s.controls.map(d=>d.id))]);throw new M.eb(`"${n}" is neither a rule nor a control${$===void 0?"; see seaworthy rules and seaworthy frameworks":`. Did you mean ${$}?`}`)}function h({rules:n,control:t}){return(t===void 0?"":`${t.framework.short} ${t.control.id}  ${t.control.title}
${t.control.manual===void 0?"":`  manual: ${t.control.manual}
`}
`)+n.map(g).join(`
`)}function g(n){const t=n.list===void 0?n.subject:`${n.subject}.${n.list}`;return`${[`${n.id}  (${n.severity}, each ${t})`,`  ${n.title}`,`  why:  ${n.why.trim()}`,`  fix:  ${n.fix.trim()}`,...n.where===void 0?[]:[`  where: ${n.where}`],`  deny: ${n.deny}`,`  from: ${n.file}`].join(`
`)}
`}function y(n,t){const{file:a,startLine:e,startColumn:f}=n.location,s=(0,j._)(t.verdicts,new Map(t.rules.map(o=>[o.id,o])))(a,e)?void 0:t.sources.get(a)?.split(`
`)[e-1]?.trim();return`${[`${n.outcome.padEnd(7)} ${(0,r.RK)(n.subject.name)}${n.element===void 0?"":` ${n.element}`}  ${n.rule}`,`  ${(0,r.RK)(n.message)}`,`  at ${(0,r.RK)(a)}:${e}:${f}${s===void 0?"":`  ${(0,r.RK)(s.slice(0,160))}`}`,...n.related.map(o=>`  also ${(0,r.RK)(o.file)}:${o.startLine}:${o.startColumn}`),...(n.missing??[]).map(({fact:o,reason:l,hint:_})=>`  missing ${o}: ${(0,r.RK)(l)}${_===void 0?"":` (${(0,r.RK)(_)})`}`),...n.waiver===void 0?[]:[`  waived: ${(0,r.RK)(n.waiver.reason)}`]].join(`
`)}
`}})};export{x as id,A as ids,B as modules};
