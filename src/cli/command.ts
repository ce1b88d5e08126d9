import { parseArgs } from 'node:util';

/** 0 good · 1 the answer is no · 2 misuse */
export type ExitCode = 0 | 1 | 2;

export interface Io {
  /** One line on stdout. Await it where there are many, so that a slow reader is waited for. */
  out(line: string): Promise<void> | undefined;
  /** One line on stderr. */
  err(line: string): void;
}

export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  run(args: readonly string[], io: Io): Promise<ExitCode>;
}

/** The command was called in a way it does not understand; the message says what it wanted. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}

interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** May be given several times. */
  readonly multiple?: boolean;
}

type Options = Readonly<Record<string, Option>>;

type ValueOf<O extends Option> = O['type'] extends 'string' ? string : boolean;

export interface Arguments<T extends Options> {
  readonly values: {
    readonly [Name in keyof T]?: T[Name]['multiple'] extends true
      ? readonly ValueOf<T[Name]>[]
      : ValueOf<T[Name]>;
  };
  readonly positionals: readonly string[];
}

/**
 * Options and positional arguments by `util.parseArgs`; whatever is not declared is misuse.
 * @throws Misuse
 */
export function readArguments<const T extends Options>(args: readonly string[], options: T): Arguments<T> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      strict: true,
    });
    return { values: values as Arguments<T>['values'], positionals };
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
}

/**
 * The one positional argument that a command takes.
 * @throws Misuse when there are none or several
 */
export function onlyPositional(positionals: readonly string[], what: string): string {
  const [first, second] = positionals;
  if (first === undefined) throw new Misuse(`${what} is missing`);
  if (second !== undefined) throw new Misuse(`one ${what} is expected, found also ${JSON.stringify(second)}`);
  return first;
}
