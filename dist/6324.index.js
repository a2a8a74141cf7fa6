const id=6324,ids=[6324],modules={6324:((function(module){module.exports=eval("require")("./built-services.ts")}))};export{id,ids,modules};
