import { expect, it } from 'vitest';
import { mandarinVoice, SpeechVoice } from '../../../src/browser/voice/speech-voice.ts';
import { voiceContract } from '../../contracts/voice.ts';
import { announcement, recorded, wordsOnly } from './announcements.ts';
import { type EngineScript, ScriptedEngine } from './scripted-engine.ts';

const patience = { voicesMs: 1_000, startMs: 300, endMs: 300, lookEveryMs: 20 };

// A real voice cannot be given to an utterance of a scripted engine: Chromium takes only its own.
Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { set() {}, get: () => null });

function speech(script: EngineScript = {}) {
  const engine = new ScriptedEngine(script);
  return { engine, voice: new SpeechVoice(engine, patience) };
}

voiceContract('Speech synthesis', () => {
  const { engine, voice } = speech();
  const isBroken = announcement('broken', { text: { 'zh-CN': '引擎坏了。' } });
  const broken = new SpeechVoice(new ScriptedEngine({ error: 'synthesis-failed' }), patience);
  return {
    voice: {
      prepare: (spot) => (spot === isBroken ? broken : voice).prepare(spot),
    },
    sayable: wordsOnly,
    unsayable: recorded,
    broken: isBroken,
    isHeard: () => engine.speaking,
  };
});

it('waits for voices that come late', async () => {
  const { voice } = speech({ voicesAfterMs: 100 });
  await expect(voice.prepare(wordsOnly)).resolves.toBeDefined();
});

it('a system without a Chinese voice of its own is left alone: one over the network is none', async () => {
  for (const script of [{ languages: ['en-US', 'ja-JP'] }, { local: false }, { languages: [] }]) {
    const { voice } = speech(script);
    await expect(voice.prepare(wordsOnly)).rejects.toMatchObject({ code: 'unsupported' });
  }
});

it.each(['zh-CN', 'zh_CN', 'cmn', 'zh', 'zh-Hans-CN', 'cmn-Hans-CN'])('takes a voice of %s', async (lang) => {
  const engine = new ScriptedEngine({ languages: ['en-US', 'zh-HK', lang] });
  expect((await mandarinVoice(engine, 0))?.lang).toBe(lang);
});

it('says long words breath by breath, since engines cut off what is longer than 15 s', async () => {
  const { voice, engine } = speech();
  const long =
    '请注意，谨防电信网络诈骗。陌生来电不轻信，陌生链接不点击，陌生账户不转账。有疑问，请拨打反诈专线。';
  const spot = announcement('long', { text: { 'zh-CN': long } });
  const utterance = await (await voice.prepare(spot)).start(1);
  expect(await utterance.over).toBe('end');
  expect(engine.said.length).toBeGreaterThan(1);
  expect(engine.said.join('')).toBe(long);
  for (const breath of engine.said) expect(breath.length).toBeLessThanOrEqual(40);
});

it('an end that never comes is found by the silence', async () => {
  const { voice } = speech({ withoutEnd: true });
  const utterance = await (await voice.prepare(wordsOnly)).start(1);
  expect(await utterance.over).toBe('end');
});

it('an engine that hangs is given up, said as a failure, and told to be silent', async () => {
  const { voice, engine } = speech({ hangs: true });
  const utterance = await (await voice.prepare(wordsOnly)).start(1);
  expect(await utterance.over).toMatchObject({ failed: { code: 'frozen' } });
  expect(engine.speaking).toBe(false);
});

it('one that never makes a sound rejects in time', async () => {
  const { voice } = speech({ neverStarts: true });
  const start = voice.prepare(wordsOnly).then((prepared) => prepared.start(1));
  await expect(start).rejects.toMatchObject({ code: 'timeout' });
});

it('sound that the browser refuses is refused', async () => {
  const { voice } = speech({ error: 'not-allowed' });
  const start = voice.prepare(wordsOnly).then((prepared) => prepared.start(1));
  await expect(start).rejects.toMatchObject({ code: 'refused' });
});
