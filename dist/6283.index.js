const id=6283,ids=[6283],modules={6283:((function(module){module.exports=eval("require")("../machine/layer-cache.ts")}))};export{id,ids,modules};
