const A=282,B=[282],I={9282:((y,l,i)=>{i.d(l,{runExplain:()=>h});var E=i(6351),m=i(2154),M=i(1002),D=i(5484),O=i(9470),_=i(7788),P=i(1099),R=i(4403),j=i(2223),K=i(29);async function h(n,s,a,e){const c=await(0,R.G)(s,a,e),f=await(0,D.hd)(c,{cwd:e.cwd,root:m.Z}),o=p(n,f.rules,f.frameworks);if(e.out(w(o)),s.length===0)return 0;const r=(0,j.R)(e),t=await(0,P.S)(c,(0,K.c)(e,r));r.clear();const u=new Set(o.rules.map(d=>d.id)),$=t.verdicts.filter(d=>u.has(d.rule));e.out($.length===0?`
no verdict: nothing in these targets is of the kind it judges
`:`
${$.map(d=>C(d,t)).join("")}`);for(const d of t.targets.flatMap(L=>L.errors))e.err(`seaworthy: ${d.message}
`);return t.summary.errors>0?2:0}function p(n,s,a){const e=s.find(o=>o.id===n);if(e!==void 0)return{rules:[e]};const c=n.replace(/^[a-z]+[ :]/i,"");for(const o of a){const r=o.controls.find(t=>t.id===c);if(r!==void 0)return{rules:s.filter(t=>r.rules.includes(t.id)),control:{framework:o,control:r}}}const f=(0,M.p)(n,[...s.map(o=>o.id),...a.flatMap(o=>o.controls.map(r=>r.id))]);throw new E.eb(`"${n}" is neither a rule nor a control${f===void 0?"; see seaworthy rules and seaworthy frameworks":`. Did you mean ${f}?`}`)}function w({rules:n,control:s}){return(s===void 0?"":`${s.framework.short} ${s.control.id}  ${s.control.title}
${s.control.manual===void 0?"":`  manual: ${s.control.manual}
`}
`)+n.map(g).join(`
`)}function g(n){const s=n.list===void 0?n.subject:`${n.subject}.${n.list}`;return`${[`${n.id}  (${n.severity}, each ${s})`,`  ${n.title}`,`  why:  ${n.why.trim()}`,`  fix:  ${n.fix.trim()}`,...n.where===void 0?[]:[`  where: ${n.where}`],`  deny: ${n.deny}`,`  from: ${n.file}`].join(`
`)}
`}function C(n,s){const{file:a,startLine:e,startColumn:c}=n.location,o=(0,O._)(s.verdicts,new Map(s.rules.map(t=>[t.id,t])))(a,e)?void 0:s.sources.get(a)?.split(`
`)[e-1]?.trim();return`${[`${n.outcome.padEnd(7)} ${(0,_.RK)(n.subject.name)}${n.element===void 0?"":` ${n.element}`}  ${n.rule}`,`  ${(0,_.RK)(n.message)}`,`  at ${(0,_.RK)(a)}:${e}:${c}${o===void 0?"":`  ${(0,_.RK)(o.slice(0,160))}`}`,...n.related.map(t=>`  also ${(0,_.RK)(t.file)}:${t.startLine}:${t.startColumn}`),...(n.missing??[]).map(({fact:t,reason:u,hint:$})=>`  missing ${t}: ${(0,_.RK)(u)}${$===void 0?"":` (${(0,_.RK)($)})`}`),...n.waiver===void 0?[]:[`  waived: ${(0,_.RK)(n.waiver.reason)}`]].join(`
`)}
`}})};export{A as id,B as ids,I as modules};
