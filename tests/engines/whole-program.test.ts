import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AsRunEntry, PlayEntry } from '../../src/core/as-run/entry.ts';
import { FaultServer } from '../faults/fault-server.ts';
import type { Engine } from './engine.ts';
import { firefox } from './firefox.ts';
import { abilities, isStarted, pressStart, readEntries } from './page.ts';
import { serveEveryKind } from './programme.ts';
import { webkit } from './webkit.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

for (const kind of [firefox, webkit]) {
  const missing = kind.missing();
  if (missing) console.info(`${kind.name}: skipped, ${missing}`);

  describe.skipIf(missing !== undefined)(kind.name, () => {
    const profile = mkdtempSync(join(tmpdir(), 'changming-engine-'));
    const server = new FaultServer();
    let engine: Engine;

    beforeAll(async () => {
      serveEveryKind(server);
      await server.connect();
      engine = await kind.start(profile);
    });
    afterAll(async () => {
      await engine?.kill();
      await server.cut();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    });

    it('plays films, streams, slogans and pictures, and writes down what it measured', async () => {
      await engine.open(server.url);
      await until(() => engine.evaluate<boolean>(pressStart));
      const entries = await logWith((plays) => wholeKinds(plays).size === 4);
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index));
      const film = playsOf(entries).find(({ kind, outcome }) => kind === 'video' && outcome === 'completed');
      // Two seconds of film, counted by the frames that were presented.
      expect(film?.airtimeMs).toBeGreaterThan(1_500);
      expect(film?.airtimeMs).toBeLessThan(2_600);
    });

    it('says in its log which of the things that weigh this engine lacks, and of no other that it does', async () => {
      const has = await engine.evaluate<Record<string, boolean>>(abilities);
      const lacking = Object.keys(has).filter((name) => !has[name]);
      const entries = await engine.evaluate<AsRunEntry[]>(readEntries);
      const declared = entries.flatMap((entry) =>
        entry.type === 'fault' && entry.what === 'engine' ? [entry.detail] : [],
      );
      console.info(`${engine.name} says: ${declared.join(' ') || 'nothing is missing'}`);
      expect(Object.keys(has).filter((name) => declared.join(' ').includes(`${name}: `))).toEqual(lacking);
    });

    it('goes on with all of them without a network when it is loaded again', async () => {
      await until(() => engine.evaluate<boolean>(isStarted));
      await server.cut();
      const before = await engine.evaluate<AsRunEntry[]>(readEntries);
      await engine.open(server.url);
      const after = await logWith((plays) => wholeKinds(plays.slice(playsOf(before).length)).size === 4);
      expect(after.slice(0, before.length)).toEqual(before);
    });

    it.skipIf(!kind.keepsProfile)(
      'loses and doubles nothing when it is killed and started again',
      async () => {
        const before = await engine.evaluate<AsRunEntry[]>(readEntries);
        await engine.kill();
        engine = await kind.start(profile);
        await engine.open(server.url);
        const after = await logWith((plays) => plays.length >= playsOf(before).length + 3);
        expect(after.slice(0, before.length)).toEqual(before);
        const names = playsOf(after).map(({ at, monotonicMs, spot }) => `${at} ${monotonicMs} ${spot}`);
        expect(new Set(names).size).toBe(names.length);
      },
    );

    async function logWith(wanted: (plays: readonly PlayEntry[]) => boolean): Promise<AsRunEntry[]> {
      let entries: AsRunEntry[] = [];
      await until(async () => {
        entries = await engine.evaluate<AsRunEntry[]>(readEntries);
        return wanted(playsOf(entries));
      });
      return entries;
    }
  });
}

function playsOf(entries: readonly AsRunEntry[]): PlayEntry[] {
  return entries.filter((entry) => entry.type === 'play');
}

/** The kinds of spots of which one has played to its end. */
function wholeKinds(plays: readonly PlayEntry[]): Set<string> {
  return new Set(plays.filter(({ outcome }) => outcome === 'completed').map(({ kind }) => kind));
}

/** Waits for a condition, for as long as the test may take; a page that is just being loaded is asked again. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition().catch(() => false))) await pause(500);
}
