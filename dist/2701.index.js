const id=2701,ids=[2701],modules={2701:((function(module){module.exports=eval("require")("../settings-file.ts")}))};export{id,ids,modules};
