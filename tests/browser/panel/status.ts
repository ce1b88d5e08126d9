import type { PanelStatus } from '../../../src/elements/panel/panel-status.ts';
import type { ProgrammeOption } from '../../../src/elements/setup/programme-option.ts';

export const programmes: readonly ProgrammeOption[] = [
  {
    url: 'https://screen.example/bank-lobby.json',
    title: { 'zh-CN': '银行大堂', en: 'Bank lobby' },
    summary: { 'zh-CN': '反诈影片不少于 15 %。', en: 'At least 15 % anti-fraud films.' },
  },
  { url: 'https://screen.example/community.json', title: { 'zh-CN': '社区屏', en: 'Community screen' } },
];

/** The checkpoint of the well screen: live code FFZL-WBCN-S3PS. */
export const checkpoint = {
  origin: 'changming/abcdefghijklmnop/1',
  size: 20_311,
  root: Uint8Array.from({ length: 32 }, (_, index) => (index * 73 + 41) & 255),
};

const atWallMs = Date.UTC(2026, 10, 22, 2, 10, 0);

/** A lobby screen at 10:10 in Shanghai on which all is well. */
export const allWell: PanelStatus = {
  screenName: '大堂屏 1',
  programme: {
    title: { 'zh-CN': '银行大堂', en: 'Bank lobby' },
    revision: 3,
    url: 'https://screen.example/bank-lobby.json',
  },
  timeZone: 'Asia/Shanghai',
  at: { wallMs: atWallMs, onAirMs: 3_600_000 },
  playing: {
    title: { 'zh-CN': '高薪兼职先垫付？停手', en: 'A job that wants money first? Stop' },
    category: 'anti-fraud',
    topic: 'fake-rebate',
    kind: 'video',
    reason: { code: 'due', category: 'anti-fraud', atLeast: 0.15, without: 0.147, atOnAirMs: 3_860_000 },
    remainingMs: 9000,
  },
  next: {
    title: { 'zh-CN': '业务办理指引' },
    category: 'host',
    kind: 'image',
    reason: { code: 'rotation', category: 'host' },
  },
  today: { category: 'anti-fraud', share: 0.1624, promise: 0.15 },
  shares: [
    {
      rule: {
        category: 'anti-fraud',
        atLeast: 0.15,
        windowMinutes: 60,
        of: 'on-air',
        kinds: ['video', 'hls'],
      },
      windowMs: 3_600_000,
      airtimeMs: 560_000,
      onAirMs: 3_600_000,
      share: 0.1556,
      shortfallMs: 0,
      gapMs: 60_000,
    },
  ],
  faults: [],
  storage: { usedBytes: 23_400_000, quotaBytes: 12_400_000_000, persisted: true },
  network: { online: true, lastCheckAtMs: atWallMs - 120_000 },
  sound: { volume: 0, refused: false },
  asRun: {
    playsToday: 412,
    size: 20_311,
    lastWrittenAtMs: atWallMs - 9000,
    standing: checkpoint,
    held: 0,
    secondCopy: { state: 'in-step' },
  },
  app: { version: '0.1.0', updateReady: false },
  notices: [],
};

/** The same screen on a bad day: short, offline in the middle of a download, silent, on an old browser. */
export const badDay: PanelStatus = {
  ...allWell,
  today: { category: 'anti-fraud', share: 0.14999, promise: 0.15 },
  shares: [
    {
      rule: { category: 'anti-fraud', atLeast: 0.15, windowMinutes: 60, of: 'on-air', maxGapMinutes: 10 },
      windowMs: 3_600_000,
      airtimeMs: 436_000,
      onAirMs: 3_600_000,
      share: 0.121,
      shortfallMs: 104_000,
      gapMs: 260_000,
    },
  ],
  faults: [
    { atMs: atWallMs - 720_000, what: 'frozen', spot: 'anti-fraud-starter/fake-loan-film', recovery: 'seek' },
    { atMs: atWallMs - 900_000, what: 'cosmic-ray', recovery: 'prayed' },
    {
      atMs: atWallMs - 960_000,
      what: 'programme: /shares/0 is 2',
      recovery: 'the present programme goes on',
    },
  ],
  storage: { persisted: false },
  network: {
    online: false,
    download: {
      fetchedBytes: 12_400_000,
      totalBytes: 19_000_000,
      filesDone: 12,
      filesTotal: 31,
      timeLeftMs: 75_000,
    },
  },
  sound: { volume: 0.4, refused: true },
  asRun: { ...allWell.asRun, held: 12, secondCopy: { state: 'failed', detail: 'the disk is full' } },
  app: { version: '0.1.0', updateReady: true },
  notices: [
    {
      name: 'Service Worker',
      consequence: { 'zh-CN': '断网后不能播放新内容。', en: 'Nothing new plays offline.' },
    },
  ],
};
