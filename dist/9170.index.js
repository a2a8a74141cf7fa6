const id=9170,ids=[9170],modules={9170:((function(module){module.exports=eval("require")("../inputs/image/layers/layer-cache-format.ts")}))};export{id,ids,modules};
