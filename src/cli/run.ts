import { type Command, type ExitCode, type Io, Misuse } from './command.ts';

/** Finds the command, runs it and turns what goes wrong into a message and an exit code. */
export async function run(
  commands: Readonly<Record<string, () => Promise<Command>>>,
  args: readonly string[],
  io: Io,
): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || isHelp(name)) {
    const overview = await overviewOf(commands);
    if (name === undefined) io.err(overview);
    else await io.out(overview);
    return name === undefined ? 2 : 0;
  }
  const load = Object.entries(commands).find(([known]) => known === name)?.[1];
  if (!load) return misuse(`there is no command ${JSON.stringify(name)}`, 'changming --help', io);
  const command = await load();
  if (asksForHelp(rest)) {
    await io.out(command.help);
    return 0;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    if (error instanceof Misuse) return misuse(error.message, `changming ${name} --help`, io);
    throw error;
  }
}

async function overviewOf(commands: Readonly<Record<string, () => Promise<Command>>>): Promise<string> {
  const names = Object.keys(commands);
  const width = Math.max(...names.map((name) => name.length));
  const lines = await Promise.all(
    Object.entries(commands).map(
      async ([name, load]) => `  ${name.padEnd(width)}  ${(await load()).summary}`,
    ),
  );
  return [
    'Usage: npm run -s changming -- <command> [options]',
    '',
    ...lines,
    '',
    'Each command says more with --help.',
    'Exit codes: 0 good, 1 the answer is no, 2 misuse. Errors go to stderr.',
  ].join('\n');
}

function misuse(message: string, help: string, io: Io): ExitCode {
  io.err(`changming: ${message}\nSee ${help}`);
  return 2;
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some(isHelp);
}

function isHelp(argument: string): boolean {
  return argument === '--help' || argument === '-h';
}
