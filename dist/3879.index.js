const id=3879,ids=[3879],modules={3879:((function(module){module.exports=eval("require")("../registry/open.ts")}))};export{id,ids,modules};
