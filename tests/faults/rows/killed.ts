import { type ProcessKind, processesOf } from '../processes.ts';
import { type FaultRow, pause, type Round } from '../row.ts';
import type { World } from '../world.ts';

/** Longer than any spot of the bench, so that every instant of a spot is met. */
const spotMs = 3_000;

const needsProc = () => (process.platform === 'linux' ? undefined : 'processes are found in /proc');

export const killed: readonly FaultRow[] = [
  {
    name: 'kill-browser',
    fault: 'SIGKILL to the browser and all its processes at a random instant; started again',
    weight: 4,
    async round({ world, chance }) {
      const screen = await world();
      await pause(chance.between(0, spotMs));
      await startedAgain(screen);
    },
  },
  {
    name: 'kill-browser-in-commit',
    fault: 'the same within 12 ms after a transaction of the as-run log began',
    weight: 4,
    async round({ world, chance }) {
      const screen = await world();
      const delayMs = chance.between(0, 13);
      await new Promise<void>((resolve) => {
        screen.witness.onReport = ({ what }) => what === 'commit' && resolve();
      });
      screen.witness.onReport = undefined;
      await pause(delayMs);
      await startedAgain(screen);
    },
  },
  {
    name: 'kill-renderer',
    fault: 'SIGKILL to the page’s process; a new page is opened in its place, as a supervisor would',
    weight: 2,
    skipped: needsProc,
    async round(round) {
      const screen = await killOne(round, 'renderer');
      await screen.replacePage();
    },
  },
  goesOn(
    'kill-gpu-process',
    'gpu-process',
    'SIGKILL to the process that draws; the browser lives on, or ends after the sixth and is started again',
  ),
  goesOn('kill-network-service', 'NetworkService', 'SIGKILL to the network process; the browser lives on'),
  goesOn('kill-storage-service', 'StorageService', 'SIGKILL to the storage process; the browser lives on'),
];

async function startedAgain(screen: World): Promise<void> {
  await screen.kill();
  await screen.start();
}

function goesOn(name: string, kind: ProcessKind, fault: string): FaultRow {
  return {
    name,
    fault,
    weight: 2,
    skipped: needsProc,
    async round(round) {
      const screen = await killOne(round, kind);
      await screen.playsOrEnds();
      // Chromium gives up when the process that draws has died six times in a few minutes; a supervisor starts it again.
      if (screen.browser.hasEnded) await startedAgain(screen);
    },
  };
}

async function killOne({ world, chance }: Round, kind: ProcessKind): Promise<World> {
  const screen = await world();
  await pause(chance.between(0, spotMs));
  const ids = processesOf(screen.browser.pid ?? 0, kind);
  if (ids.length === 0) throw new Error(`The browser has no ${kind}`);
  for (const id of ids) process.kill(id, 'SIGKILL');
  return screen;
}
