import { it } from '@jest/globals';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { text } from '#kernel/text.js';
import { logIn } from '#testing/log.js';
import { registersFor } from '#testing/registers.js';
const { caughtUp } = registersFor();
it('perf', async () => {
  const store = new MemoryStore(); const log = logIn(store);
  await log.append('board-board','BoardEstablished');
  for (let p=0;p<40;p++) await log.append(`person-p${p}`, ['PersonIntroduced',{name:text('P'+p)}]);
  const M=20;
  for (let m=0;m<M;m++) {
    const f: any[] = [['MeetingScheduled',{date:`20${10+m}-01-20`}]];
    for (let p=0;p<29;p++) f.push(['AttendanceRecorded',{person:'p'+p}]);
    for (let i=0;i<13;i++) { f.push(['ItemListed',{itemId:`i${m}-${i}`}]);
      for (let a=0;a<5;a++) f.push(['AdviceGiven',{item:`i${m}-${i}`}]);
      for (let a=0;a<3;a++) f.push(['DecisionRecorded',{decisionId:`d${m}-${i}-${a}`,item:`i${m}-${i}`,subjects:[],division:null,kind:'agreed'}]);
      f.push(['ActionRaised',{actionId:`a${m}-${i}`,item:`i${m}-${i}`,label:String(i+1),owners:[{person:'p1',printed:text('P1')}],decision:`d${m}-${i}-0`}]); }
    await log.append(`meeting-m${m}`, ...f);
  }
  const t=performance.now(); const r = await (async()=>{const s=new (await import('node:inspector/promises')).Session(); s.connect(); await s.post('Profiler.enable'); await s.post('Profiler.start'); const r=await caughtUp(store); const {profile}=await s.post('Profiler.stop') as any; (await import('node:fs')).writeFileSync('/tmp/p.cpuprofile',JSON.stringify(profile)); return r;})();
  const t2=performance.now(); console.log(await store.head(), 'events', t2-t,'ms');
  const q=(n:string,f:()=>unknown)=>{const a=performance.now();f();console.log(n,performance.now()-a)};
  const file=(r as any).opened; for (const v of ['person_is','person_named','meeting_known','action_now','action_due','action_tracker','action_owner','owner_who_left','appointment_on','action_finding','finding_now','finding_placed']) q(v,()=>file.rows({at:null,on:'2010-02-01'},`SELECT * FROM ${v}`));
 q('actions',()=>r.actions({person:'P1'})); q('decisions',()=>r.decisions()); q('findings',()=>r.findings()); q('trail',()=>r.auditTrail());q('sheet',()=>r.attendanceSheet(r.boards()[0]!.board)); q('decision',()=>r.decision(r.decisions()[0]!.id)); q('meetings',()=>r.meetings()); q('missing',()=>r.missing(r.boards()[0]!.board));
  const a=performance.now(); const pos=await log.append('meeting-m3',['AdviceGiven',{item:'i3-1'}]); await r.reached(pos); console.log('one live', performance.now()-a);
  console.log(r.health().filter(h=>h.stopped));
}, 600000);
