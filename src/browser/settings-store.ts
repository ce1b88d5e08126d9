import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { TakeoverStore } from '../core/ports/takeovers.ts';
import { noAttempts, type PinAttempts, type PinAttemptsStore } from '../core/screen/pin-attempts.ts';
import {
  parseScreenSettings,
  type ScreenSettings,
  salvageScreenSettings,
} from '../core/screen/screen-settings.ts';
import type { TakeoverState } from '../core/takeover/state.ts';
import { keepTakeoversCopy, readTakeoversCopy } from './settings-copy.ts';

interface LoadedSettings {
  /** Undefined on a first run and when the record is damaged: then set-up is shown. */
  readonly settings?: ScreenSettings;
  /** What set-up can start from: the good fields of a damaged record. */
  readonly salvaged: Partial<ScreenSettings>;
}

type RecordKey = 'settings' | 'pin-attempts' | 'takeovers';

interface SettingsSchema extends DBSchema {
  records: { key: RecordKey; value: unknown };
}

/** The screen's settings, the tries at its PIN and what was ordered from outside, in an IndexedDB database of their own. */
export class SettingsStore implements PinAttemptsStore, TakeoverStore {
  readonly #database: IDBPDatabase<SettingsSchema>;

  private constructor(database: IDBPDatabase<SettingsSchema>) {
    this.#database = database;
  }

  /** Rejects where the browser has no usable IndexedDB; the caller then goes on with set-up at every start. */
  static async open(name = 'changming-settings'): Promise<SettingsStore> {
    const database = await openDB<SettingsSchema>(name, 1, {
      upgrade: (fresh) => void fresh.createObjectStore('records'),
      // A newer version in another tab must be able to upgrade.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return new SettingsStore(database);
  }

  async load(): Promise<LoadedSettings> {
    const record = await this.#database.get('records', 'settings');
    const settings = parseScreenSettings(record);
    return settings ? { settings, salvaged: settings } : { salvaged: salvageScreenSettings(record) };
  }

  /** Resolves when a power cut would not undo it. Rejects, keeping the old record, when the settings are not valid. */
  async save(settings: ScreenSettings): Promise<void> {
    if (!parseScreenSettings(settings))
      throw new TypeError('Cannot save screen settings: a field is out of range');
    await this.#put('settings', settings);
  }

  async readAttempts(): Promise<PinAttempts> {
    const record = await this.#database.get('records', 'pin-attempts');
    return isAttempts(record) ? record : noAttempts;
  }

  async writeAttempts(attempts: PinAttempts): Promise<void> {
    await this.#put('pin-attempts', attempts);
  }

  async readTakeovers(): Promise<unknown> {
    const kept = await this.#database.get('records', 'takeovers').catch(() => undefined);
    return kept ?? readTakeoversCopy();
  }

  async writeTakeovers(state: TakeoverState): Promise<void> {
    await Promise.all([this.#put('takeovers', state), keepTakeoversCopy(state).catch(() => {})]);
  }

  close(): void {
    this.#database.close();
  }

  async #put(key: RecordKey, value: unknown): Promise<void> {
    // Strict: these are written once in months, and a screen is switched off at the wall.
    const transaction = this.#database.transaction('records', 'readwrite', { durability: 'strict' });
    await Promise.all([transaction.store.put(value, key), transaction.done]);
  }
}

function isAttempts(value: unknown): value is PinAttempts {
  if (typeof value !== 'object' || value === null) return false;
  const { wrongInARow, lastWrongAtMs } = value as Record<string, unknown>;
  return Number.isSafeInteger(wrongInARow) && Number(wrongInARow) >= 0 && Number.isFinite(lastWrongAtMs);
}
