import { grounds, guide } from '../kit/host.ts';
import { callTime, contract, dataGauge, facing, idCard, simCard } from '../kit/host-figures.ts';

export const carrierRealName = guide({
  id: 'real-name',
  ground: grounds.carrier,
  title: '办卡请带证',
  english: 'Real-name registration',
  seconds: 13,
  steps: [
    { words: '本人身份证', english: 'Your own ID card', figure: idCard },
    { words: '人证核对', english: 'Face and ID match', figure: facing },
    { words: '实名开卡', english: 'SIM in your name', figure: simCard },
  ],
});

export const carrierPlan = guide({
  id: 'plan-guide',
  ground: grounds.carrier,
  title: '选套餐看三点',
  english: 'How to choose a plan',
  seconds: 16,
  steps: [
    { words: '流量够不够', english: 'How much data', figure: dataGauge },
    { words: '通话多不多', english: 'How many calls', figure: callTime },
    { words: '合约到哪天', english: 'When it ends', figure: contract },
  ],
});
