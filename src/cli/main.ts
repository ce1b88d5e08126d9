import { existsSync } from 'node:fs';
import type { Command, Io } from './command.ts';
import { run } from './run.ts';

const commands: Record<string, () => Promise<Command>> = {
  check: async () => (await import('./check.ts')).check,
  report: async () => (await import('./report/report.ts')).report,
  simulate: async () => (await import('./simulate.ts')).simulate,
  verify: async () => (await import('./verify.ts')).verify,
};

const io: Io = {
  out(line) {
    if (process.stdout.write(`${line}\n`)) return undefined;
    return new Promise((resolve) => process.stdout.once('drain', resolve));
  },
  err(line) {
    process.stderr.write(`${line}\n`);
  },
};

// `changming … | head` closes the pipe; the reader has seen what it wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

// npm changes to the package's folder; the paths on the command line are seen from where the operator stands.
const { INIT_CWD, npm_lifecycle_event } = process.env;
if (npm_lifecycle_event === 'changming' && INIT_CWD && existsSync(INIT_CWD)) process.chdir(INIT_CWD);

process.exitCode = await run(commands, process.argv.slice(2), io);
