import { containerFields } from '../model/container.ts';
const facts:any={}; for (const [k,f] of Object.entries(containerFields)) facts[k]= f.type==='bool'?false:f.type==='int'||f.type==='double'?5:f.type==='string'?'linux':f.type.startsWith('list')?[]:{};
facts.mounts=[1,2].map(i=>({type:'bind',source:'/a'+i,hostPath:'/a'+i,target:'/x',readOnly:true,propagation:'',relabel:'',options:[],sizeBytes:0,text:'x'}));
facts.environment=[1,2,3].map(i=>({name:'A'+i,value:'b',literal:true,fromFile:false})); facts.ports=[{target:80,hostPort:80,hostPortEnd:80,hostIp:'',protocol:'tcp',text:'80'}];
facts.imageReference={registry:'docker.io',repository:'library/nginx',tag:'1',digest:''};
const at={file:'a',startLine:1,startColumn:1,endLine:1,endColumn:1};
export const BENCH = {id:'t',kind:'compose',name:'t',errors:[],notices:[],subjects:Array.from({length:1},(_,i)=>({kind:'container' as const,id:'s'+i,name:'s'+i,facts:{...facts},declared:at,origins:{},absences:{}}))};
