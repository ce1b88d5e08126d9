import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureChdb } from './ensure-chdb.mjs';
import { ensureInstalled } from './ensure-installed.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const words = process.argv.slice(2);

ensureInstalled();
if (!words.includes('--help')) {
  if (!process.env.CLICKHOUSE_URL && !ensureChdb()) {
    process.stderr.write(
      'Cannot install chdb, the embedded ClickHouse. With CLICKHOUSE_URL a server takes its place.\n',
    );
    process.exit(1);
  }
  const { build } = await import('vite');
  await build({ logLevel: 'warn' });
}
const collector = spawn(process.execPath, ['--import', 'tsx', 'src/collector/main.ts', ...words], {
  cwd: root,
  stdio: 'inherit',
});
// A terminal interrupts both; said twice, it would not wait for what is being answered.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => collector.kill('SIGTERM'));
collector.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
