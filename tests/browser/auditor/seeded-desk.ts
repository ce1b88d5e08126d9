import { LogDesk } from '../../../src/auditor/desk/log-desk.ts';
import { AsRunDatabase } from '../../../src/browser/as-run-database.ts';
import { IndexedDbAsRunStore } from '../../../src/browser/as-run-store.ts';
import { IndexedDbPlayColumnsStore } from '../../../src/browser/play-columns-store.ts';
import type { AsRunEntry } from '../../../src/core/as-run/entry.ts';
import { identityOf } from '../../../src/core/as-run/screen-identity.ts';
import { emptyHead, growHead } from '../../../src/core/as-run/tree-head.ts';
import { exportLog } from '../../../src/core/evidence/export/export-log.ts';
import { writeZip } from '../../../src/core/zip/write-zip.ts';

let made = 0;

/** A device of its own: fresh databases, and the desk that `main.ts` would lay over them. */
export class Device {
  readonly name = `changming-test-${Date.now()}-${made++}`;
  readonly database = new AsRunDatabase(this.name);
  readonly screen = identityOf(crypto.getRandomValues(new Uint8Array(32)));
  /** As the player would have kept them. */
  programmeFiles: readonly { readonly bytes: Uint8Array }[] = [];
  readonly store = new IndexedDbAsRunStore(this.database, this.screen.epoch);

  desk(): LogDesk {
    return new LogDesk({
      epochs: async () => (await this.database.connect()).getAllKeys('heads'),
      logOf: (epoch) => new IndexedDbAsRunStore(this.database, epoch),
      openColumns: () => IndexedDbPlayColumnsStore.open(`${this.name}-report`),
      programmeFiles: async () => this.programmeFiles,
    });
  }

  /** The entry as this screen writes it. */
  private own(entry: AsRunEntry): AsRunEntry {
    return typeof entry === 'object' ? { ...entry, screen: this.screen.screenId } : entry;
  }

  /** An export of what was written, as a file that somebody hands over. */
  async exported(name = 'export.zip', range?: { from: number; to: number }): Promise<File> {
    const madeAt = '2026-11-22T12:00:00.000+08:00';
    const files = exportLog({
      log: this.store,
      screen: this.screen,
      by: 'test',
      player: 'changming test',
      madeAt,
      ...(range ? { range } : {}),
    });
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for await (const part of writeZip(files, { modified: madeAt })) parts.push(part);
    return new File(parts, name, { type: 'application/zip' });
  }

  async write(entries: Iterable<AsRunEntry>): Promise<void> {
    const utf8 = new TextEncoder();
    let head = (await this.store.readHead()) ?? emptyHead(this.screen);
    let batch: Uint8Array<ArrayBuffer>[] = [];
    const commit = async () => {
      head = growHead(head, batch, this.screen);
      await this.store.commit({ entries: batch, head, inFlight: undefined });
      batch = [];
    };
    for (const entry of entries) {
      batch.push(utf8.encode(JSON.stringify(this.own(entry))));
      if (batch.length === 2000) await commit();
    }
    if (batch.length > 0) await commit();
  }
}
