import { encodeEntry } from '../../src/core/as-run/entry-text.ts';
import { identityOf } from '../../src/core/as-run/screen-identity.ts';
import { emptyHead, growHead, verifyHead } from '../../src/core/as-run/tree-head.ts';
import { samplePlay } from './_as-run-sample.ts';
import { statistics } from './_as-run-statistics.ts';

export const title = 'As-run log: what one play costs before it reaches the disk (Node)';

const warmUp = 200;

export async function run(print: (line: string) => void): Promise<void> {
  const screen = identityOf(new Uint8Array(32).fill(1));
  let head = emptyHead(screen);
  const encodeMs: number[] = [];
  const signMs: number[] = [];
  for (let index = 0; index < 2_000 + warmUp; index++) {
    const startMs = performance.now();
    const bytes = encodeEntry({ ...samplePlay(index), seq: index, screen: screen.screenId });
    const encodedMs = performance.now();
    head = growHead(head, [bytes], screen);
    encodeMs.push(encodedMs - startMs);
    signMs.push(performance.now() - encodedMs);
  }
  const verifyMs = Array.from({ length: 200 }, () => {
    const startMs = performance.now();
    verifyHead(head, screen);
    return performance.now() - startMs;
  });
  print(`encode an entry            ${statistics(encodeMs.slice(warmUp))}`);
  print(`grow the tree and sign     ${statistics(signMs.slice(warmUp))}`);
  print(`verify the head at start   ${statistics(verifyMs.slice(20))}`);
}
