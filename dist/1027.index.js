const id=1027,ids=[1027],modules={1027:((function(module){module.exports=eval("require")("./parse-policies.ts")}))};export{id,ids,modules};
