import { grounds, guide } from '../kit/host.ts';
import {
  apple,
  battery,
  bicycle,
  bin,
  bottle,
  charging,
  hazard,
  leafSign,
  otherSign,
  recycle,
  stairs,
  tissue,
} from '../kit/host-figures.ts';

/** Colours and names of the bins as in the national standard GB/T 19095. */
export const communityWaste = guide({
  id: 'waste-sorting',
  ground: grounds.community,
  title: '垃圾分四类',
  english: 'Sort your waste',
  seconds: 18,
  steps: [
    { words: '可回收物', english: 'Recyclable', figure: bin('#6fa8ff', recycle(), bottle()) },
    { words: '有害垃圾', english: 'Hazardous', figure: bin('#ff9a8d', hazard(), battery()) },
    { words: '厨余垃圾', english: 'Food waste', figure: bin('#8fd6a0', leafSign(), apple()) },
    { words: '其他垃圾', english: 'Residual', figure: bin('#b9c0cb', otherSign(), tissue()) },
  ],
});

export const communityBikes = guide({
  id: 'e-bike-safety',
  ground: grounds.community,
  title: '电动车不上楼',
  english: 'Keep e-bikes downstairs',
  seconds: 14,
  steps: [
    { words: '停在车棚', english: 'Park in the shed', figure: bicycle },
    { words: '不进楼道', english: 'Not in the stairwell', figure: stairs },
    { words: '集中充电', english: 'Charge at the station', figure: charging },
  ],
});
