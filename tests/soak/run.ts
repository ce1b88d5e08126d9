import { appendFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { BrowserProcess } from '../e2e/browser-process.ts';
import { startPlaying } from '../e2e/set-up.ts';
import { FaultServer } from '../faults/fault-server.ts';
import { medium, type SpotFile, serveMedium, serveProgramme, sha256 } from '../faults/programme.ts';
import { circumstances, loadNow, writeReport } from '../faults/report.ts';
import { figures, tableOf, trendsOf } from './figures.ts';
import { countInPage } from './page-counts.ts';
import { plotOf } from './plot.ts';
import { QuietPage } from './quiet-page.ts';
import { type Sample, takeSample } from './sample.ts';
import { isLevel } from './trend.ts';

const help = `The soak: a real Chromium plays spots of one to three seconds for hours, and is looked at all the while.

npm run soak -- [--hours 0.5] [--warm-up 6] [--every 10] [--build dist] [--samples file] [--compile] [--report docs/soak.md]

--warm-up minutes that are not judged; default the first fifth
--every   seconds between two looks
--build   a built program, instead of building it now
--compile lets the engine compile, as on a screen. By default it interprets: for hours it compiles ever more of what runs
          often, half a megabyte in ten minutes, and whatever the program itself may leak is lost in that
--samples keeps every look as a line of JSON in that file
--report  puts the table into a document, between its two marks, and the plot beside it

Exit 0: after the warm-up nothing but the log grows. Exit 1: something does; the table says what.
`;

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '0.5' },
    'warm-up': { type: 'string' },
    every: { type: 'string', default: '10' },
    build: { type: 'string' },
    report: { type: 'string' },
    samples: { type: 'string' },
    compile: { type: 'boolean', default: false },
    help: { type: 'boolean' },
  },
});

if (values.help) process.stdout.write(help);
else process.exitCode = (await soak()) ? 0 : 1;
// What a killed browser left open must not hold the soak.
process.exit();

/** Whether nothing grows that should not. */
async function soak(): Promise<boolean> {
  const load = loadNow();
  const server = new FaultServer(values.build);
  serveProgramme(server, { spots: [serveStream(server)] });
  await server.connect();
  const browser = await BrowserProcess.create(...(values.compile ? [] : ['--js-flags=--jitless']));
  try {
    return judge(await sampled(browser, server.url), load);
  } finally {
    await browser.dispose();
    await server.cut();
  }
}

/** Every source of pictures is to come and go: the stream goes by way of media source extensions. */
function serveStream(server: FaultServer): SpotFile {
  const files = ['0.ts', '1.ts', '2.ts'].map((file) => {
    serveMedium(server, file, medium(`stream/${file}`));
    return { src: `media/${file}`, sha256: sha256(medium(`stream/${file}`)) };
  });
  const manifest = medium('stream/index.m3u8');
  serveMedium(server, 'index.m3u8', manifest);
  return {
    id: 'stream',
    kind: 'hls',
    category: 'host',
    durationMs: 3_000,
    src: 'media/index.m3u8',
    sha256: sha256(manifest),
    files,
  };
}

async function sampled(browser: BrowserProcess, url: string): Promise<Sample[]> {
  const page = await browser.open('about:blank');
  // Functions reach the page as text, with calls of a helper that the TypeScript runner adds.
  await page.addInitScript('globalThis.__name = globalThis.__name || ((item) => item);');
  await page.addInitScript(countInPage);
  await page.goto(url);
  await startPlaying(page);
  const quiet = await QuietPage.attach(await browser.leave(), url);
  const samples: Sample[] = [];
  const startMs = performance.now();
  const minutesNow = () => (performance.now() - startMs) / 60_000;
  while (minutesNow() < Number(values.hours) * 60) {
    await pause(Number(values.every) * 1_000);
    const sample = await takeSample(quiet, browser.pid ?? 0, minutesNow());
    samples.push(sample);
    if (values.samples) appendFileSync(values.samples, `${JSON.stringify(sample)}\n`);
    process.stdout.write(`${progress(sample)}\n`);
  }
  return samples;
}

function judge(samples: readonly Sample[], load: number): boolean {
  const last = samples[samples.length - 1];
  const warmUpMinutes = Number(values['warm-up'] ?? (last?.minutes ?? 0) / 5);
  const trends = trendsOf(samples, warmUpMinutes);
  const table = tableOf(trends);
  const facts = `${last?.plays ?? 0} plays, ${samples.length} looks; warm-up ${warmUpMinutes.toFixed(0)} min.`;
  process.stdout.write(`\n${facts}\n\n${table}\n`);
  if (values.report) {
    const plot = values.report.replace(/\.md$/, '.svg');
    writeFileSync(plot, plotOf(samples, trends, warmUpMinutes));
    writeReport(values.report, circumstances('soak', last?.minutes ?? 0, load), facts, table);
  }
  return [...trends].every(([name, trend]) => figures[name].grows || isLevel(trend) || trend.perHour < 0);
}

function progress({ minutes, plays, heapBytes, memoryBytes, ...counts }: Sample): string {
  const rest = Object.entries(counts).map(([name, value]) => `${name} ${value}`);
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  return `${minutes.toFixed(1)} min  ${plays} plays  heap ${megabytes(heapBytes)}  memory ${megabytes(memoryBytes)}  ${rest.join('  ')}`;
}
