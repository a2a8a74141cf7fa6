const id=6762,ids=[6762],modules={6762:((function(module){module.exports=eval("require")("./complete-yaml.ts")}))};export{id,ids,modules};
