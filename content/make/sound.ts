import { writeFile } from 'node:fs/promises';
import { run } from './tools.ts';

export const sampleRate = 48_000;

/** What is heard under a film: a quiet bed of held chords and soft plucks, and the alarm bell. */
export interface Score {
  readonly seconds: number;
  /** When the bell strikes, in seconds. */
  readonly bells: readonly number[];
}

/** Partials of a church bell: ratio to the strike note, loudness, seconds to fade to a third. */
const bellPartials = [
  [0.5, 0.5, 2.2],
  [1, 1, 1.6],
  [1.19, 0.45, 1.2],
  [1.5, 0.3, 0.9],
  [2, 0.5, 0.7],
  [2.74, 0.18, 0.4],
  [4.1, 0.08, 0.2],
] as const;

/** D minor 9, B flat major 7, F major 9: held for a third of the film each. Frequencies in Hz. */
const chords = [
  [146.83, 220, 261.63, 329.63],
  [116.54, 174.61, 220, 293.66],
  [174.61, 261.63, 329.63, 392],
] as const;

const plucks = [587.33, 440, 523.25, 659.25, 440, 523.25] as const;

/** Writes the score as 48 kHz mono samples, −1 to 1, not yet levelled. Pure: the same score is the same sound. */
export function compose({ seconds, bells }: Score): Float32Array {
  const samples = new Float32Array(Math.floor(seconds * sampleRate));
  const third = seconds / chords.length;
  chords.forEach((chord, i) => {
    for (const hertz of chord) hold(samples, i * third, third + 0.8, hertz, 0.05);
  });
  for (let i = 0; i * 0.75 < seconds - 1.2; i++) {
    strike(samples, 0.3 + i * 0.75, plucks[i % plucks.length] ?? 440, [
      [1, 0.06, 0.35],
      [3, 0.01, 0.1],
    ]);
  }
  for (const at of bells)
    strike(
      samples,
      at,
      523.25,
      bellPartials.map(([r, loud, s]) => [r, loud * 0.16, s]),
    );
  fade(samples);
  return samples;
}

/** Strokes of a chime: when, and which note. Two for a warning, the quarter of a tower clock for a lesson. */
const chimes = {
  bell: [
    [0, 659.25],
    [0.62, 523.25],
  ],
  lesson: [
    [0, 659.25],
    [0.7, 523.25],
    [1.4, 587.33],
    [2.1, 392],
    [3.4, 392],
    [4.1, 587.33],
    [4.8, 659.25],
    [5.5, 523.25],
  ],
} as const;
const chimeFadesSeconds = 2.6;

/** A chime as samples, −1 to 1, not yet levelled; it begins within 6 ms, so that it is heard when it starts. */
export function chime(kind: keyof typeof chimes): Float32Array {
  const strokes = chimes[kind];
  const [lastAt] = strokes[strokes.length - 1] ?? [0];
  const samples = new Float32Array(Math.floor((lastAt + chimeFadesSeconds) * sampleRate));
  for (const [at, hertz] of strokes)
    strike(
      samples,
      at,
      hertz,
      bellPartials.map(([ratio, loud, seconds]) => [ratio, loud * 0.16, seconds * 0.6]),
    );
  const fall = 0.8 * sampleRate;
  for (let i = 0; i < samples.length; i++)
    samples[i] = (samples[i] ?? 0) * Math.min(1, (samples.length - i) / fall);
  return samples;
}

function hold(samples: Float32Array, from: number, seconds: number, hertz: number, loud: number): void {
  const start = Math.floor(from * sampleRate);
  const length = Math.floor(seconds * sampleRate);
  for (let i = 0; i < length && start + i < samples.length; i++) {
    const t = i / sampleRate;
    const shape = Math.min(1, t / 0.8, (seconds - t) / 0.8);
    const tone = Math.sin(2 * Math.PI * hertz * t) + 0.25 * Math.sin(2 * Math.PI * hertz * 2.003 * t);
    samples[start + i] = (samples[start + i] ?? 0) + tone * loud * shape;
  }
}

type Partial = readonly [ratio: number, loud: number, fadeSeconds: number];

function strike(samples: Float32Array, from: number, hertz: number, partials: readonly Partial[]): void {
  const start = Math.floor(from * sampleRate);
  for (const [ratio, loud, fadeSeconds] of partials) {
    const end = Math.min(samples.length, start + Math.floor(fadeSeconds * 6 * sampleRate));
    for (let i = start; i < end; i++) {
      const t = (i - start) / sampleRate;
      const shape = Math.min(1, t / 0.006) * Math.exp(-t / fadeSeconds);
      samples[i] = (samples[i] ?? 0) + Math.sin(2 * Math.PI * hertz * ratio * t) * loud * shape;
    }
  }
}

/** A film begins and ends in silence, so that spots follow each other without a click. */
function fade(samples: Float32Array): void {
  const [rise, fall] = [0.25 * sampleRate, 1.1 * sampleRate];
  for (let i = 0; i < samples.length; i++) {
    const gain = Math.min(1, i / rise, (samples.length - i) / fall);
    samples[i] = (samples[i] ?? 0) * gain;
  }
}

/** Writes a 16-bit WAV file at half of full scale, so that levelling never starts from a clipped file. */
export async function writeWav(file: string, samples: Float32Array): Promise<void> {
  const data = Buffer.alloc(44 + samples.length * 2);
  data.write('RIFF', 0);
  data.writeUInt32LE(36 + samples.length * 2, 4);
  data.write('WAVEfmt ', 8);
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(1, 22);
  data.writeUInt32LE(sampleRate, 24);
  data.writeUInt32LE(sampleRate * 2, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36);
  data.writeUInt32LE(samples.length * 2, 40);
  const peak = samples.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-9);
  samples.forEach((x, i) => {
    data.writeInt16LE(Math.round((x / peak) * 16_000), 44 + i * 2);
  });
  await writeFile(file, data);
}

export interface Loudness {
  readonly lufs: number;
  readonly truePeakDb: number;
}

/** Integrated loudness (EBU R 128) and true peak of a file with sound. */
export async function measureLoudness(ffmpeg: string, file: string): Promise<Loudness> {
  const report = await run(ffmpeg, [
    '-hide_banner',
    '-nostats',
    '-i',
    file,
    '-vn',
    '-af',
    'ebur128=peak=true',
    '-f',
    'null',
    '-',
  ]);
  const summary = report.slice(report.lastIndexOf('Summary:'));
  const [lufs, truePeakDb] = [/I:\s+(-?[\d.]+) LUFS/, /Peak:\s+(-?[\d.]+) dBFS/].map((what) =>
    Number(what.exec(summary)?.[1]),
  );
  if (lufs === undefined || truePeakDb === undefined || Number.isNaN(lufs + truePeakDb)) {
    throw new Error(`Cannot measure the loudness of ${file}`);
  }
  return { lufs, truePeakDb };
}
