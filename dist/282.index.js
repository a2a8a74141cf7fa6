const A=282,B=[282],I={9282:((y,m,i)=>{i.d(m,{runExplain:()=>h});var u=i(6351),E=i(2154),M=i(1002),D=i(5628),O=i(9470),d=i(7788),P=i(7158),R=i(4403),j=i(2223),K=i(29);async function h(n,s,a,t){const c=await(0,R.G)(s,a,t),f=await(0,D.hd)(c,{cwd:t.cwd,root:E.Z}),o=p(n,f.rules,f.frameworks);if(t.out(w(o)),s.length===0)return 0;const r=(0,j.R)(t),e=await(0,P.S)(c,(0,K.c)(t,r));r.clear();const l=new Set(o.rules.map(_=>_.id)),$=e.verdicts.filter(_=>l.has(_.rule));t.out($.length===0?`
no verdict: nothing in these targets is of the kind it judges
`:`
${$.map(_=>C(_,e)).join("")}`);for(const _ of e.targets.flatMap(L=>L.errors))t.err(`seaworthy: ${_.message}
`);return e.summary.errors>0?2:0}function p(n,s,a){const t=s.find(o=>o.id===n);if(t!==void 0)return{rules:[t]};const c=n.replace(/^[a-z]+[ :]/i,"");for(const o of a){const r=o.controls.find(e=>e.id===c);if(r!==void 0)return{rules:s.filter(e=>r.rules.includes(e.id)),control:{framework:o,control:r}}}const f=(0,M.p)(n,[...s.map(o=>o.id),...a.flatMap(o=>o.controls.map(r=>r.id))]);throw new u.eb(`"${n}" is neither a rule nor a control${f===void 0?"; see seaworthy rules and seaworthy frameworks":`. Did you mean ${f}?`}`)}function w({rules:n,control:s}){return(s===void 0?"":`${s.framework.short} ${s.control.id}  ${s.control.title}
${s.control.manual===void 0?"":`  manual: ${s.control.manual}
`}
`)+n.map(g).join(`
`)}function g(n){const s=n.list===void 0?n.subject:`${n.subject}.${n.list}`;return`${[`${n.id}  (${n.severity}, each ${s})`,`  ${n.title}`,`  why:  ${n.why.trim()}`,`  fix:  ${n.fix.trim()}`,...n.where===void 0?[]:[`  where: ${n.where}`],`  deny: ${n.deny}`,...n.milder===void 0?[]:[`  milder: ${n.milder}`],`  from: ${n.file}`].join(`
`)}
`}function C(n,s){const{file:a,startLine:t,startColumn:c}=n.location,o=(0,O._)(s.verdicts,new Map(s.rules.map(e=>[e.id,e])))(a,t)?void 0:s.sources.get(a)?.split(`
`)[t-1]?.trim();return`${[`${n.outcome.padEnd(7)} ${(0,d.RK)(n.subject.name)}${n.element===void 0?"":` ${n.element}`}  ${n.rule}`,`  ${(0,d.RK)(n.message)}`,`  at ${(0,d.RK)(a)}:${t}:${c}${o===void 0?"":`  ${(0,d.RK)(o.slice(0,160))}`}`,...n.related.map(e=>`  also ${(0,d.RK)(e.file)}:${e.startLine}:${e.startColumn}`),...(n.missing??[]).map(({fact:e,reason:l,hint:$})=>`  missing ${e}: ${(0,d.RK)(l)}${$===void 0?"":` (${(0,d.RK)($)})`}`),...n.waiver===void 0?[]:[`  waived: ${(0,d.RK)(n.waiver.reason)}`]].join(`
`)}
`}})};export{A as id,B as ids,I as modules};
