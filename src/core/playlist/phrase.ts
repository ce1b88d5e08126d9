/** What was expected, in both languages. The definition names a phrase as the message of every leaf. */
export interface Phrase {
  readonly en: string;
  readonly zh: string;
}

export const maxSpots = 10_000;
export const maxDurationMs = 86_400_000;
export const maxCanvasPixels = 16_384;
/** Traffic rules of several cities: no picture beside a road changes faster than this. */
export const leastStillMs = 15_000;
export const minChangeMs = 1_000;
export const maxChangeMs = 5_000;
export const maxWindowMinutes = 44_640;
export const maxSeconds = 3_600;
export const maxTextLength = 500;
export const leastIdleSeconds = 20;
export const maxIdleSeconds = 600;
export const maxWarningSeconds = 600;
export const maxZones = 8;
export const maxPixelsPerFrame = 32;

export const phrases = {
  object: { en: 'an object', zh: '一个对象 {…}' },
  array: { en: 'a list with at least one entry', zh: '一个列表 […]，至少一项' },
  list: { en: 'a list', zh: '一个列表 […]' },
  spots: { en: `a list of at most ${maxSpots} spots`, zh: `不超过 ${maxSpots} 条的条目列表` },
  word: {
    en: 'a kebab-case word of at most 64 characters, such as "bank-lobby"',
    zh: '小写字母、数字和连字符组成的词，不超过 64 个字符，如 "bank-lobby"',
  },
  text: { en: `text of 1 to ${maxTextLength} characters`, zh: `1 到 ${maxTextLength} 个字符的文字` },
  revision: { en: 'a whole number from 1', zh: '从 1 起的整数' },
  duration: {
    en: `whole milliseconds, 1 to ${maxDurationMs}`,
    zh: `整数毫秒，1 到 ${maxDurationMs}`,
  },
  weight: { en: 'a number from 0.001 to 1000', zh: '0.001 到 1000 的数' },
  sha256: { en: '64 lower-case hexadecimal digits', zh: '64 位小写十六进制数字' },
  date: { en: 'a date of the calendar such as "2026-11-22"', zh: '日历上有的日期，如 "2026-11-22"' },
  time: { en: 'a time of day from "00:00" to "24:00"', zh: '"00:00" 到 "24:00" 的时刻' },
  day: {
    en: 'one of "mon", "tue", "wed", "thu", "fri", "sat", "sun"',
    zh: '"mon"、"tue"、"wed"、"thu"、"fri"、"sat"、"sun" 之一',
  },
  kind: {
    en: 'one of "video", "hls", "image", "slogan", "web", "announcement"',
    zh: '"video"、"hls"、"image"、"slogan"、"web"、"announcement" 之一',
  },
  theme: {
    en: 'one of "advice", "caution", "alert", "two-colour"',
    zh: '"advice"、"caution"、"alert"、"two-colour" 之一',
  },
  shape: { en: 'one of "landscape", "portrait"', zh: '"landscape"（横屏）、"portrait"（竖屏）之一' },
  denominator: { en: 'one of "on-air", "commercial"', zh: '"on-air"、"commercial" 之一' },
  source: {
    en: "a path inside the playlist's folder, or an http(s) address",
    zh: '节目单所在文件夹内的路径，或 http(s) 地址',
  },
  'playlist-address': {
    en: 'a path to a playlist, or an http(s) address',
    zh: '指向节目单的路径，或 http(s) 地址',
  },
  'schema-address': { en: 'the address of a JSON Schema', zh: 'JSON Schema 的地址' },
  share: { en: 'a share above 0 and up to 1, such as 0.15', zh: '大于 0、不超过 1 的占比，如 0.15' },
  minutes: {
    en: `minutes above 0 and up to ${maxWindowMinutes}`,
    zh: `大于 0、不超过 ${maxWindowMinutes} 的分钟数`,
  },
  position: {
    en: `whole device pixels, 0 to ${maxCanvasPixels}`,
    zh: `整数物理像素，0 到 ${maxCanvasPixels}`,
  },
  rotation: { en: '0, 90, 180 or 270', zh: '0、90、180 或 270' },
  lamps: {
    en: '"full-colour", "two-colour", "red", "green", "amber" or "white"',
    zh: '"full-colour"（全彩）、"two-colour"（双基色）、"red"、"green"、"amber" 或 "white"（单色）',
  },
  'still-time': {
    en: `whole milliseconds, ${leastStillMs} or more`,
    zh: `整数毫秒，不少于 ${leastStillMs}`,
  },
  'change-time': {
    en: `whole milliseconds, ${minChangeMs} to ${maxChangeMs}`,
    zh: `整数毫秒，${minChangeMs} 到 ${maxChangeMs}`,
  },
  brightness: { en: 'a share of luminance, 0.01 to 1', zh: '亮度比例，0.01 到 1' },
  pixels: { en: `whole pixels, 1 to ${maxCanvasPixels}`, zh: `整数像素，1 到 ${maxCanvasPixels}` },
  volume: { en: 'a number from 0 (silent) to 1 (full)', zh: '0（静音）到 1（最大）的数' },
  seconds: { en: `seconds, 0 to ${maxSeconds}`, zh: `秒数，0 到 ${maxSeconds}` },
  'yes-or-no': { en: 'true or false', zh: 'true 或 false' },
  'voice-source': {
    en: 'one of "recording", "speech"',
    zh: '"recording"（录音）、"speech"（语音合成）之一',
  },
  key: { en: 'the code of a key, such as "KeyG"', zh: '按键代码，如 "KeyG"' },
  'live-code': { en: 'one of "off", "code", "code-and-qr"', zh: '"off"、"code"、"code-and-qr" 之一' },
  'idle-time': {
    en: `whole seconds, ${leastIdleSeconds} to ${maxIdleSeconds}`,
    zh: `整数秒，${leastIdleSeconds} 到 ${maxIdleSeconds}`,
  },
  'warning-time': {
    en: `whole seconds, 1 to ${maxWarningSeconds}`,
    zh: `整数秒，1 到 ${maxWarningSeconds}`,
  },
  'hand-over': {
    en: '"close", an http(s) address, or a path on the player\'s own server',
    zh: '"close"（关闭）、http(s) 地址，或播放器所在服务器上的路径',
  },
  zones: { en: `a list of 1 to ${maxZones} zones`, zh: `1 到 ${maxZones} 项的分区列表` },
  'zone-kind': {
    en: 'one of "main", "ticker", "panel", "clock"',
    zh: '"main"（主画面）、"ticker"（滚动字幕）、"panel"（侧栏）、"clock"（时钟）之一',
  },
  'zone-length': {
    en: 'whole pixels of the canvas, or a percentage such as "12.5%"',
    zh: '画面的整数像素，或百分比，如 "12.5%"',
  },
  direction: { en: '"left" or "up"', zh: '"left"（向左）或 "up"（向上）' },
  step: {
    en: `whole pixels, 1 to ${maxPixelsPerFrame}`,
    zh: `整数像素，1 到 ${maxPixelsPerFrame}`,
  },
  instant: {
    en: 'a date and time with its UTC offset, such as "2026-11-22T18:00:00+08:00"',
    zh: '带时区偏移的日期时间，如 "2026-11-22T18:00:00+08:00"',
  },
  'takeover-start': { en: 'one of "now", "boundary"', zh: '"now"、"boundary" 之一' },
  'takeover-plays': { en: 'a whole number from 1 to 1000', zh: '1 到 1000 的整数' },
  priority: { en: 'a whole number from 0 to 9', zh: '0 到 9 的整数' },
  takeovers: { en: 'a list of 1 to 50 takeovers', zh: '1 到 50 项的插播列表' },
  'time-zone': { en: 'a time zone such as "Asia/Shanghai"', zh: '时区名称，如 "Asia/Shanghai"' },
} as const satisfies Record<string, Phrase>;

export type PhraseName = keyof typeof phrases;
