import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';

const from = '<!-- last run -->';
const to = '<!-- end of last run -->';

/** Puts what a run found into a document, between two marks. */
export function writeReport(file: string, ...paragraphs: readonly string[]): void {
  const document = readFileSync(file, 'utf8');
  const [before, rest] = document.split(from);
  const after = rest?.split(to)[1];
  if (before === undefined || after === undefined) throw new Error(`${file} has no place for a run`);
  writeFileSync(file, [before, from, `\n${paragraphs.join('\n\n')}\n`, to, after].join(''));
}

/** What is needed to judge a run of `npm run <name>`: when, how long, on what machine, and what that had to do besides. */
export function circumstances(name: string, minutes: number, load: number): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const machine = `${availableParallelism()} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory} GB, ${platform()} ${release()}`;
  // The path of a program says where somebody works; its options say what was run.
  const command = [`npm run ${name} --`, ...process.argv.slice(2).filter(isOption)].join(' ');
  const date = new Date().toISOString().slice(0, 10);
  return `${date} · \`${command}\` · ${minutes.toFixed(0)} min · ${machine} · headless Chromium, software decoding and drawing · load average ${load.toFixed(1)} before the run`;
}

/** Where things lie on one machine is of no use on another. */
function isOption(word: string, index: number, words: readonly string[]): boolean {
  const places = ['--build', '--logs', '--samples', '--report'];
  return !places.includes(word) && !places.includes(words[index - 1] ?? '');
}

/** How many programs wanted a processor during the last minute: what the machine had to do besides. */
export function loadNow(): number {
  return loadavg()[0] ?? 0;
}
