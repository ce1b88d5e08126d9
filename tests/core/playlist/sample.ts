import fc from 'fast-check';

/** Plain JSON, as a publisher would write it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export const hash = 'ab'.repeat(32);

/** A playlist with one spot of every kind and every key. */
export function samplePlaylist(): { [key: string]: Json } & { spots: { [key: string]: Json }[] } {
  const everyKey = {
    category: 'anti-fraud',
    topic: 'fake-loan',
    weight: 2.5,
    title: { 'zh-CN': '片名', en: 'Title' },
    audiences: ['students', 'elderly'],
    venues: ['bank'],
    flight: { from: '2026-11-01', to: '2026-12-31' },
    dayparts: [{ days: ['fri', 'sat'], from: '22:00', to: '02:00' }],
    review: { by: '平安办', on: '2026-10-30', reference: '2026-17' },
  };
  return {
    $schema: '/schemas/playlist.schema.json',
    id: 'sample',
    revision: 3,
    publisher: '反诈中心',
    title: { 'zh-CN': '样例' },
    spots: [
      { id: 'film', kind: 'video', ...everyKey, src: 'media/film.mp4', sha256: hash, durationMs: 12_000 },
      {
        id: 'stream',
        kind: 'hls',
        category: 'host',
        src: 'media/stream/index.m3u8',
        sha256: hash,
        durationMs: 16_000,
        files: [{ src: 'media/stream/0.ts', sha256: hash }],
      },
      { id: 'live', kind: 'hls', category: 'host', src: 'https://cdn.example/live.m3u8' },
      { id: 'poster', kind: 'image', category: 'host', src: 'poster.webp', durationMs: 8000 },
      {
        id: 'slogan',
        kind: 'slogan',
        category: 'anti-fraud',
        durationMs: 8000,
        text: { 'zh-CN': '不轻信' },
        detail: { 'zh-CN': '一行说明' },
        action: { 'zh-CN': '拨打 96110' },
        theme: 'caution',
      },
      { id: 'page', kind: 'web', category: 'host', src: 'page/index.html', durationMs: 20_000 },
      {
        id: 'voice',
        kind: 'announcement',
        category: 'anti-fraud',
        src: 'voice.mp3',
        sha256: 'cd'.repeat(32),
        text: { 'zh-CN': '请勿转账' },
        durationMs: 9000,
      },
    ],
  };
}

export function sampleProgramme(): { [key: string]: Json } {
  return {
    $schema: '/schemas/programme.schema.json',
    id: 'bank-lobby',
    revision: 1,
    title: { 'zh-CN': '银行大厅' },
    timeZone: 'Asia/Shanghai',
    venue: 'bank',
    audiences: ['elderly'],
    playlists: ['../anti-fraud/playlist.json', '../bank-sample/playlist.json'],
    shares: [
      {
        category: 'anti-fraud',
        atLeast: 0.15,
        windowMinutes: 60,
        of: 'on-air',
        kinds: ['video', 'hls'],
        maxGapMinutes: 10,
      },
    ],
    hours: [{ days: ['mon', 'sun'], from: '08:30', to: '18:00' }],
    canvas: { width: 1080, height: 1920 },
    volume: 0.5,
    liveCode: 'code-and-qr',
  };
}

export function bytesOf(value: Json | string): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
}

const word = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/);
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 3 });
const localized = fc.record(
  // Braces are for variables.
  {
    'zh-CN': fc.stringMatching(/^[^\s{}｛｝][^{}｛｝]{0,20}$/u),
    en: fc.stringMatching(/^[a-z][a-z ]{0,20}$/),
  },
  { requiredKeys: ['zh-CN'] },
);
const dayName = fc.constantFrom('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun');
export const date = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((found) => found.toISOString().slice(0, 10));
const flight = fc.tuple(date, date).map((dates) => {
  const [from = '', to = ''] = dates.sort();
  return { from, to };
});
const time = fc
  .integer({ min: 0, max: 1439 })
  .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
export const daypart = fc
  .record({
    days: fc.uniqueArray(dayName, { minLength: 1 }),
    from: time,
    to: fc.oneof(time, fc.constant('24:00')),
  })
  .filter(({ from, to }) => from !== to);
const optionalKeys = {
  topic: word,
  weight: fc.double({ min: 0.001, max: 1000, noNaN: true }),
  title: localized,
  audiences: words,
  venues: words,
  flight,
  dayparts: fc.array(daypart, { minLength: 1, maxLength: 3 }),
};
const durationMs = fc.integer({ min: 1, max: 86_400_000 });
const anySpot = fc.oneof(
  fc.record(
    { ...optionalKeys, kind: fc.constant('video'), category: word, src: word, durationMs },
    { requiredKeys: ['kind', 'category', 'src', 'durationMs'] },
  ),
  fc.record(
    { ...optionalKeys, kind: fc.constant('hls'), category: word, src: word, durationMs },
    { requiredKeys: ['kind', 'category', 'src'] },
  ),
  fc.record(
    {
      ...optionalKeys,
      kind: fc.constant('slogan'),
      category: word,
      text: localized,
      detail: localized,
      durationMs,
    },
    { requiredKeys: ['kind', 'category', 'text', 'durationMs'] },
  ),
);

/** Valid playlists of up to a dozen spots. */
export const anyPlaylist = fc.record({
  id: word.filter((id) => id !== 'built-in'),
  revision: fc.integer({ min: 1 }),
  publisher: fc.stringMatching(/^\S.{0,20}$/u),
  title: localized,
  spots: fc.uniqueArray(fc.tuple(word, anySpot), { selector: ([id]) => id, maxLength: 12 }).map((spots) =>
    // Written and read once: fast-check's records have no prototype, JSON's do.
    (JSON.parse(JSON.stringify(spots)) as [string, { [key: string]: Json }][]).map(([id, spot]) => ({
      id,
      ...spot,
    })),
  ),
});
