const id=5115,ids=[5115],modules={5115:((function(module){module.exports=eval("require")("../machine/beside.ts")}))};export{id,ids,modules};
