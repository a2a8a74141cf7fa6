const id=4443,ids=[4443],modules={4443:((function(module){module.exports=eval("require")("./inputs/image/input.ts")}))};export{id,ids,modules};
