import { answerQuestions } from '../browser/export-channel.ts';
import type { Screen } from './screen.ts';

/** Writes down, for the auditor's page, who took a copy of the log: only the player may write. Returns a function that ends it. */
export function noteExports(screen: Pick<Screen, 'journal' | 'logSize'>, channel?: string): () => void {
  return answerQuestions(async (note) => {
    const { journal } = screen;
    const written = await journal.write({ type: 'export', ...journal.stamp(), ...note });
    return written ? screen.logSize : undefined;
  }, channel);
}
