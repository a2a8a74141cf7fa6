const id=7019,ids=[7019],modules={7019:((function(module){module.exports=eval("require")("./cel.ts")}))};export{id,ids,modules};
