import { spawn } from 'node:child_process';
import { findChromium } from '../../scripts/find-chromium.mjs';

export interface Tools {
  readonly chromium: string;
  readonly ffmpeg: string;
  /** Undefined where there is none: only announcements need it. */
  readonly espeak?: string;
}

/** Finds what draws and what encodes. @throws Error that says how to get what is missing. */
export async function findTools(): Promise<Tools> {
  const chromium = await findChromium();
  if (!chromium) {
    throw new Error(
      'Cannot draw films: no Chromium found. Install one (Debian: apt install chromium; anywhere: npx playwright install chromium) or set CHROMIUM_PATH.',
    );
  }
  const ffmpeg = process.env.FFMPEG_PATH ?? 'ffmpeg';
  try {
    await run(ffmpeg, ['-hide_banner', '-version']);
  } catch {
    throw new Error(
      'Cannot encode films: no ffmpeg found. Install it (Debian: apt install ffmpeg; macOS: brew install ffmpeg) or set FFMPEG_PATH.',
    );
  }
  const espeak = process.env.ESPEAK_PATH ?? 'espeak-ng';
  const speaks = await run(espeak, ['--version']).then(
    () => true,
    () => false,
  );
  return { chromium, ffmpeg, ...(speaks ? { espeak } : {}) };
}

/** Runs a program to its end and gives what it wrote to standard error, where ffmpeg reports. */
export function run(
  program: string,
  args: readonly string[],
  input?: AsyncIterable<Uint8Array>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: [input ? 'pipe' : 'ignore', 'ignore', 'pipe'] });
    let report = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      report += chunk.toString();
    });
    // A program that ends before it has read everything says so by its exit code.
    child.stdin?.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(report)
        : reject(new Error(`${program} ended with ${code}:\n${report.slice(-2000)}`)),
    );
    if (input && child.stdin) feed(child.stdin, input).catch(reject);
  });
}

async function feed(pipe: NodeJS.WritableStream, input: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const bytes of input) {
    if (!pipe.write(bytes)) await new Promise((drained) => pipe.once('drain', drained));
  }
  pipe.end();
}

/** The switches of a command line, written as one. */
export const words = (line: string): string[] => line.split(' ');
