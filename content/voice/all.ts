/** An announcement, or a chime alone. */
export interface Recording {
  readonly playlist: string;
  readonly id: string;
  readonly chime: 'bell' | 'lesson';
  /**
   * What is spoken, in pinyin with tones as numbers: a synthesiser that reads characters guesses wrong where one has
   * two readings (长, 行, 还). The characters stand in the playlist.
   */
  readonly pinyin?: string;
}

const hotline = 'jiu3 liu4 yao1 yao1 ling2';

/** Every recording and the playlist folder it belongs to. */
export const recordings: readonly Recording[] = [
  {
    playlist: 'voice',
    id: 'say-general',
    chime: 'bell',
    pinyin: `qing3 zhu4yi4, jin3fang2 dian4xin4 wang3luo4 zha4pian4. mo4sheng1 lai2dian4 bu4 qing1xin4, mo4sheng1 lian4jie1 bu4 dian3ji1, mo4sheng1 zhang4hu4 bu4 zhuan3zhang4. you3 yi2wen4, qing3 bo1da3 fan3zha4 zhuan1xian4, ${hotline}.`,
  },
  {
    playlist: 'voice',
    id: 'say-fake-rebate',
    chime: 'bell',
    pinyin: `qing3 zhu4yi4. wang3shang4 shua1dan1 dian3zan4, xian1 gei3 xiao3qian2, zai4 yao4 ni3 dian4fu4 da4qian2, jiu4shi4 zha4pian4. bu4 dian4fu4, bu4 zhuan3zhang4. you3 yi2wen4, qing3 bo1da3 fan3zha4 zhuan1xian4, ${hotline}.`,
  },
  {
    playlist: 'voice',
    id: 'say-fake-investment',
    chime: 'bell',
    pinyin: `qing3 zhu4yi4. mo4sheng1 ren2 la1 ni3 jin4 qun2 tou2zi1, shuo1 wen3zhuan4 bu4 pei2, dou1 shi4 zha4pian4. ping2tai2 shang4 de5 shu4zi4 shi4 jia3 de5, qian2 jin4qu4 jiu4 chu1 bu4 lai2. you3 yi2wen4, qing3 bo1da3 fan3zha4 zhuan1xian4, ${hotline}.`,
  },
  {
    playlist: 'voice',
    id: 'say-fake-loan',
    chime: 'bell',
    pinyin: `qing3 zhu4yi4. wang3shang4 dai4kuan3, fang4kuan3 zhi1qian2 yao4 ni3 jiao1 bao3zheng4jin1, jie3dong4fei4, jiu4shi4 zha4pian4. dai4kuan3 qing3 dao4 zheng4gui1 ji1gou4 ban4li3. you3 yi2wen4, qing3 bo1da3 fan3zha4 zhuan1xian4, ${hotline}.`,
  },
  {
    playlist: 'voice',
    id: 'say-fake-shopping',
    chime: 'bell',
    pinyin: `qing3 zhu4yi4. wang3shang4 gou4wu4, dui4fang1 rang4 ni3 li2kai1 ping2tai2, si1xia4 fu4kuan3, qing3 ting2 xia4lai2. huo4 wei4 jian4dao4, qian2 yi3 nan2 zhui1. you3 yi2wen4, qing3 bo1da3 fan3zha4 zhuan1xian4, ${hotline}.`,
  },
  {
    playlist: 'voice',
    id: 'say-fake-service-agent',
    chime: 'bell',
    pinyin: `qing3 zhu4yi4. zi4cheng1 ke4fu2 lai2dian4 tui4kuan3, rang4 ni3 gong4xiang3 ping2mu4, yao4 yan4zheng4ma3, dou1 shi4 zha4pian4. qing3 gua4duan4 dian4hua4, zi4ji3 dao4 guan1fang1 ying4yong4 li3 he2shi2. you3 yi2wen4, qing3 bo1da3 ${hotline}.`,
  },
  {
    playlist: 'voice',
    id: 'say-impersonation',
    chime: 'bell',
    pinyin: `qing3 zhu4yi4. ling3dao3 huo4 qin1you3 zai4 wang3shang4 rang4 ni3 zhuan3zhang4, xian1 bo1 yuan2lai2 de5 hao4ma3 wen4 qing1chu3. tou2xiang4 he2 sheng1yin1, dou1 neng2 zuo4 jia3. you3 yi2wen4, qing3 bo1da3 fan3zha4 zhuan1xian4, ${hotline}.`,
  },
  { playlist: 'voice', id: 'lesson-bell', chime: 'lesson' },
];
