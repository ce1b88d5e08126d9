import { fileURLToPath } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import { useNativeEd25519 } from './native-ed25519.ts';
import { type OpenCollector, openCollector } from './open-collector.ts';
import { type CollectorSettings, readSettings, usage } from './settings.ts';

const pages = fileURLToPath(new URL('../../dist', import.meta.url));
const say = (line: string) => process.stderr.write(`${line}\n`);

useNativeEd25519();
const settings = settingsOrExit();
const collector = await openOrExit(settings);
process.stdout.write(`
长鸣 Changming · 汇聚端 collector
  屏幕 screen           ${collector.url}
  审计 auditor's desk   ${collector.url}audit.html
  数据 data             ${settings.data}
  停止 stop             Ctrl+C
`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(collector));

function settingsOrExit(): CollectorSettings {
  try {
    const read = readSettings(process.argv.slice(2), process.env, pages);
    if (read !== 'help') return read;
    process.stdout.write(usage);
    process.exit(0);
  } catch (error) {
    say(`${messageOf(error)}\n\n${usage}`);
    process.exit(2);
  }
}

async function openOrExit(settings: CollectorSettings): Promise<OpenCollector> {
  try {
    return await openCollector(settings, { version: manifest.version, say });
  } catch (error) {
    say(`Cannot start the collector: ${messageOf(error)}`);
    process.exit(1);
  }
}

/** What was asked is answered first; whoever presses the keys again does not wait for it. */
async function stop(collector: OpenCollector): Promise<void> {
  process.once('SIGINT', () => process.exit(130));
  await collector.close();
  process.exit(0);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
