/** One bench of this folder, by name. Each is `{ title, run(print) }` and prints medians and ratios of one run. */
interface Bench {
  readonly title: string;
  readonly run: (print: (line: string) => void) => Promise<void>;
}

const [name = ''] = process.argv.slice(2);
const bench: Bench = await import(`./${name}.ts`);
const print = (line: string) => process.stdout.write(`${line}\n`);
print(`\n## ${name}: ${bench.title}`);
await bench.run(print);

export {};
