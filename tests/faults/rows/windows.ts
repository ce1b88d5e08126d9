import { type FaultRow, pause } from '../row.ts';

export const windows: readonly FaultRow[] = [
  {
    name: 'two-windows',
    fault:
      'the player is opened in a second window, both visible; then the first one or the second is closed',
    weight: 2,
    async round({ world, chance }) {
      const screen = await world();
      const first = screen.page;
      await pause(chance.between(0, 2_000));
      const second = await screen.openWindow();
      await second.getByRole('status').filter({ hasText: '已在另一个窗口播放' }).waitFor();
      await screen.plays(2);
      if (chance.next() < 0.5) return second.close();
      // A window that waits has nothing on view; what counts is how soon it takes over.
      await first.close();
      screen.watch(second);
    },
  },
];
