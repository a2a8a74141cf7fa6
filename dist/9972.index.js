const id=9972,ids=[9972],modules={9972:((function(module){module.exports=eval("require")("../engine/open.ts")}))};export{id,ids,modules};
