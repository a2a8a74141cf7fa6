const g=4197,x=[4197],A={4197:((m,_,e)=>{e.d(_,{needsAttention:()=>v,waiverReport:()=>a});var i=e(923),n=e(9491),r=e(7788);function a(t,{width:l,colour:c}){const s=(0,i.we)(t,l,c),d=t.waivers.filter(n.Ge).length,w=`${t.waivers.length} waiver${t.waivers.length===1?"":"s"}, ${d} to renew, narrow or remove`;return[(0,n.vm)(s),(0,n.Q3)(s),[w]].filter(o=>o.length>0).map(o=>o.map(E=>`${(0,r.uA)(E.trimEnd())}
`).join("")).join(`
`)}function v(t){return t.waivers.some(n.Ge)}})};export{g as id,x as ids,A as modules};
