import type { Language } from '../language.ts';

interface Messages {
  readonly title: string;
  readonly nothingKept: string;
  readonly sections: string;
  readonly scams: string;
  readonly check: string;
  readonly hotlines: string;
  readonly larger: string;
  readonly sizes: readonly [string, string, string];
  readonly otherHand: string;
  readonly otherLanguage: string;
  readonly leave: string;
  readonly chooseScam: string;
  readonly theySay: string;
  readonly howItWorks: string;
  readonly whatToDo: string;
  readonly back: string;
  readonly before: string;
  readonly next: string;
  readonly questionOf: (number: number, of: number) => string;
  readonly right: string;
  readonly wrong: string;
  readonly rightAnswer: string;
  readonly nextQuestion: string;
  readonly seeResult: string;
  readonly result: (right: number, of: number) => string;
  readonly allRight: string;
  readonly lookAgain: string;
  readonly again: string;
  readonly advice: string;
  readonly adviceText: string;
  readonly police: string;
  readonly policeText: string;
  readonly app: string;
  readonly appText: string;
  readonly remember: string;
  readonly idle: (seconds: number) => string;
  readonly idleQuestion: string;
  readonly stay: string;
}

export const messages: Record<Language, Messages> = {
  'zh-CN': {
    title: '反诈学一学',
    nothingKept: '不用登录，不留任何信息',
    sections: '功能',
    scams: '六类骗局',
    check: '自测十题',
    hotlines: '求助电话',
    larger: '字号：',
    sizes: ['标准', '大', '特大'],
    otherHand: '换手',
    otherLanguage: 'English',
    leave: '结束',
    chooseScam: '点一张，看骗子怎么骗、您该怎么办',
    theySay: '骗子怎么说',
    howItWorks: '怎么骗',
    whatToDo: '您该怎么做',
    back: '返回',
    before: '上一类',
    next: '下一类',
    questionOf: (number, of) => `第 ${number} 题，共 ${of} 题`,
    right: '答对了',
    wrong: '再想一想',
    rightAnswer: '正确答案',
    nextQuestion: '下一题',
    seeResult: '看结果',
    result: (right, of) => `答对 ${right} 题，共 ${of} 题`,
    allRight: '全部答对。请把这些讲给家人听。',
    lookAgain: '这几类再看一看：',
    again: '再做一次',
    advice: '拿不准，先问',
    adviceText: '全国反诈劝阻咨询专线。接到 96110 来电，请务必接听。',
    police: '被骗了，马上报警',
    policeText: '越早越好。记下对方账号、转账时间和金额。',
    app: '国家反诈中心',
    appText: '公安部推出的官方应用，可预警和举报。请从手机自带的应用商店下载。',
    remember: '不轻信 · 不透露 · 不转账',
    idle: (seconds) => `${seconds} 秒后返回播放`,
    idleQuestion: '还在看吗？',
    stay: '继续看',
  },
  en: {
    title: 'Know the scams',
    nothingKept: 'No login, nothing is kept',
    sections: 'Sections',
    scams: 'Six scams',
    check: 'Self-check',
    hotlines: 'Get help',
    larger: 'Text: ',
    sizes: ['normal', 'large', 'largest'],
    otherHand: 'Other hand',
    otherLanguage: '中文',
    leave: 'Finish',
    chooseScam: 'Touch one: how it works and what to do',
    theySay: 'What they say',
    howItWorks: 'How it works',
    whatToDo: 'What to do',
    back: 'Back',
    before: 'Previous',
    next: 'Next',
    questionOf: (number, of) => `Question ${number} of ${of}`,
    right: 'Right',
    wrong: 'Not quite',
    rightAnswer: 'The right answer',
    nextQuestion: 'Next question',
    seeResult: 'See the result',
    result: (right, of) => `${right} of ${of} right`,
    allRight: 'All right. Please tell your family about them.',
    lookAgain: 'Have another look at these:',
    again: 'Once more',
    advice: 'Not sure? Ask first',
    adviceText: 'The national anti-fraud line, for advice. When 96110 calls you, please answer.',
    police: 'Cheated? Report it at once',
    policeText: 'The sooner the better. Note their account, the time and the sum.',
    app: 'National Anti-Fraud Centre (国家反诈中心)',
    appText:
      'The official app of the Ministry of Public Security, for warnings and reports. Get it from the app store of your phone.',
    remember: 'Believe nobody too quickly · Share nothing · Transfer nothing',
    idle: (seconds) => `Back to the programme in ${seconds} s`,
    idleQuestion: 'Still reading?',
    stay: 'Go on',
  },
};
