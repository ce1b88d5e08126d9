import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recording } from '../voice/all.ts';
import { chime, measureLoudness, sampleRate, writeWav } from './sound.ts';
import { run, type Tools, words } from './tools.ts';

const targetLufs = -18;
const mostTruePeakDb = -1.5;
/** Words over loudspeakers: slower than in a room, in the lower half of the voice. */
const speech = '-v cmn-latn-pinyin -s 160 -p 38 -a 160 -g 2';
/** The last stroke of the bell still rings when the words begin. */
const wordsAfterSeconds = 1.9;
const tailSeconds = 0.4;
/** The bell is as loud as it needs to be heard, not as the words. */
const chimeGain = 0.35;

/** Makes one announcement: the chime, then the words, levelled, as AAC in MP4. */
export async function makeRecording(
  { id, chime: kind, pinyin }: Recording,
  file: string,
  tools: Tools,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'voice-'));
  try {
    const spoken = pinyin === undefined ? undefined : await speak(pinyin, folder, tools);
    const wav = join(folder, 'whole.wav');
    await writeWav(wav, spoken ? mix(chime(kind), spoken) : chime(kind));
    const draft = join(folder, 'level.m4a');
    const { lufs } = await measureLoudness(tools.ffmpeg, wav);
    await encode(wav, targetLufs - lufs, draft, tools);
    const reached = await measureLoudness(tools.ffmpeg, draft);
    if (Math.abs(reached.lufs - targetLufs) > 1) {
      throw new Error(`Cannot make ${id}: ${reached.lufs} LUFS instead of ${targetLufs}`);
    }
    await copyFile(draft, file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The words as samples at {@link sampleRate}, without the silence around them. */
async function speak(pinyin: string, folder: string, { espeak, ffmpeg }: Tools): Promise<Float32Array> {
  if (espeak === undefined) {
    throw new Error(
      'Cannot make announcements: no espeak-ng found. Install it (Debian: apt install espeak-ng) or set ESPEAK_PATH.',
    );
  }
  const [raw, clean] = [join(folder, 'raw.wav'), join(folder, 'clean.raw')];
  await run(espeak, [...words(speech), '-w', raw, pinyin]);
  // What a formant synthesiser has too much of is its buzz above 6 kHz and the boom below the voice.
  const tone =
    'silenceremove=start_periods=1:start_threshold=-50dB,areverse,silenceremove=start_periods=1:start_threshold=-50dB,areverse,' +
    'highpass=f=110,lowpass=f=6500,equalizer=f=300:t=q:w=1:g=-2,equalizer=f=2600:t=q:w=1.2:g=2,' +
    'acompressor=threshold=-22dB:ratio=3:attack=8:release=160,aecho=0.9:0.5:23|41:0.14|0.08';
  await run(ffmpeg, [
    ...words('-hide_banner -y -i'),
    raw,
    '-af',
    tone,
    ...words(`-ac 1 -ar ${sampleRate} -f f32le`),
    clean,
  ]);
  const bytes = await readFile(clean);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

function mix(bell: Float32Array, spoken: Float32Array): Float32Array {
  const start = Math.floor(wordsAfterSeconds * sampleRate);
  const samples = new Float32Array(start + spoken.length + Math.floor(tailSeconds * sampleRate));
  const peakOf = (of: Float32Array) => of.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-9);
  const [bellPeak, wordsPeak] = [peakOf(bell), peakOf(spoken)];
  for (let i = 0; i < samples.length; i++) {
    const ring = ((bell[i] ?? 0) / bellPeak) * chimeGain;
    const word = i < start ? 0 : (spoken[i - start] ?? 0) / wordsPeak;
    samples[i] = ring + word;
  }
  return samples;
}

async function encode(wav: string, gainDb: number, file: string, { ffmpeg }: Tools): Promise<void> {
  const level = `volume=${gainDb.toFixed(2)}dB,alimiter=limit=${(10 ** (mostTruePeakDb / 20)).toFixed(3)}:level=false`;
  await run(ffmpeg, [
    ...words('-hide_banner -y -i'),
    wav,
    '-af',
    level,
    ...words('-c:a aac -b:a 64k -ac 1 -ar 48000 -map_metadata -1 -fflags +bitexact -movflags +faststart'),
    file,
  ]);
}
