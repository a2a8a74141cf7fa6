const id=6803,ids=[6803],modules={6803:((function(module){module.exports=eval("require")("./service-commands.ts")}))};export{id,ids,modules};
