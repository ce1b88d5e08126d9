import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { BrowserProcess } from '../e2e/browser-process.ts';
import type { Chance } from './chance.ts';
import type { Witnessed } from './checker.ts';
import { FaultServer } from './fault-server.ts';
import { type RoundResult, resultOf, stoodStill } from './round-result.ts';
import type { FaultRow, Round } from './row.ts';
import { World } from './world.ts';

/** A round takes about ten seconds; one that takes this long will not end. */
const patienceMs = 180_000;

/** Runs rounds of faults on screens that begin as copies of one that was set up and has played. */
export class Bench {
  readonly #server: FaultServer;
  readonly #folder: string;
  readonly #logs: string | undefined;
  #kept = 0;
  #remark = '';
  #template: { readonly profile: string; readonly witnessed: Witnessed } | undefined;
  #copies = 0;
  #world: World | undefined;
  #row: FaultRow | undefined;
  readonly #afterwards: (() => Promise<void>)[] = [];

  private constructor(server: FaultServer, folder: string, logs: string | undefined) {
    this.#server = server;
    this.#logs = logs;
    this.#folder = folder;
  }

  /**
   * @param build Folder of the built program; by default `dist`.
   * @param logs Folder into which the logs of rounds with faults are written.
   */
  static async open(build?: string, logs?: string): Promise<Bench> {
    const server = new FaultServer(build);
    server.heal();
    await server.connect();
    return new Bench(server, await mkdtemp(join(tmpdir(), 'changming-faults-')), logs);
  }

  /** One round of a row. Rounds of one row follow each other on the same screen until another row begins. */
  async round(row: FaultRow, chance: Chance): Promise<RoundResult> {
    if (row !== this.#row) await this.#begin(row);
    try {
      const result = await withinPatience(this.#met(row, chance));
      if (result.faults.length + result.late.length > 0) await this.#keepLog(row, result);
      return result;
    } catch (error) {
      const result = stoodStill(error, this.#remark);
      await this.#world?.look().catch(() => {});
      await this.#keepLog(row, result);
      await this.#leave();
      return result;
    } finally {
      this.#server.heal();
    }
  }

  async #met(row: FaultRow, chance: Chance): Promise<RoundResult> {
    this.#remark = '';
    await row.round(this.#roundOf(chance));
    const world = await this.#playing();
    const darkMs = () => world.witness.takeLongestDarkMs();
    const found = await world.check();
    const late =
      world.missedForNow === 0
        ? []
        : [`${world.missedForNow} entries not in the first copy before one more start`];
    const remark = [...(this.#remark === '' ? [] : [this.#remark]), ...late].join(' · ');
    return resultOf(row, found, darkMs(), remark);
  }

  /** What a round with faults left, for whoever looks for the reason. */
  async #keepLog({ name }: FaultRow, { remark, faults, late }: RoundResult): Promise<void> {
    if (this.#logs === undefined || !this.#world) return;
    await mkdir(this.#logs, { recursive: true });
    const lines = this.#world.lastLog.flatMap(({ origin, entries }) => [
      origin,
      ...entries.map(({ bytes }) => new TextDecoder().decode(bytes)),
    ]);
    await writeFile(
      join(this.#logs, `${name}-${++this.#kept}.txt`),
      [remark, ...faults, ...late, ...lines, ''].join('\n'),
    );
  }

  async close(): Promise<void> {
    await this.#leave();
    await this.#server.cut();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  #roundOf(chance: Chance): Round {
    return {
      chance,
      server: this.#server,
      world: () => this.#playing(),
      killed: async ({ folder = this.#folder, under = [] } = {}) => {
        await this.#leave();
        return this.#copied(folder, under);
      },
      note: (remark) => {
        this.#remark = remark;
      },
      afterwards: (action) => void this.#afterwards.push(action),
    };
  }

  async #begin(row: FaultRow): Promise<void> {
    await this.#leave();
    this.#row = row;
  }

  async #playing(): Promise<World> {
    if (this.#world) return this.#world;
    const world = await this.#copied(this.#folder);
    await world.start();
    // That the profile was killed is not the doing of the fault to come.
    await world.check();
    world.witness.takeLongestDarkMs();
    return world;
  }

  async #copied(folder: string, under: readonly string[] = []): Promise<World> {
    const { profile, witnessed } = await this.#templateProfile();
    const copy = join(folder, `profile-${++this.#copies}`);
    // The lock says that the browser of the original has the profile.
    const filter = (file: string) => !basename(file).startsWith('Singleton');
    await cp(profile, copy, { recursive: true, filter });
    const browser = new BrowserProcess({ profile: copy, under });
    this.#world = new World({ browser, server: this.#server, before: witnessed });
    return this.#world;
  }

  async #leave(): Promise<void> {
    const world = this.#world;
    this.#world = undefined;
    await world?.dispose();
    for (const action of this.#afterwards.splice(0)) await action();
  }

  /** A profile that was set up, is kept for offline use, has played and was killed; made once. */
  async #templateProfile() {
    if (this.#template) return this.#template;
    const profile = join(this.#folder, 'template');
    const world = new World({ browser: new BrowserProcess({ profile }), server: this.#server });
    // Known at once, so that it is disposed of whatever happens.
    this.#world = world;
    await world.start();
    await world.setUp();
    await world.plays(8);
    await world.check();
    await world.kill();
    this.#world = undefined;
    const { acknowledged, seen } = world.witness;
    this.#template = { profile, witnessed: { acknowledged, seen } };
    return this.#template;
  }
}

function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    const message = `the round was not over after ${patienceMs / 1000} s`;
    timer = setTimeout(() => reject(new Error(message)), patienceMs);
  });
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
}
