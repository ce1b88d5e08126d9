import type { SettingsStore } from '../browser/settings-store.ts';
import type { ScreenSettings } from '../core/screen/screen-settings.ts';
import '../elements/panel/panel-opener.ts';
import type { OperatorParts } from './operator.ts';
import { watchForPinReset } from './pin-reset.ts';
import type { ProgrammeKeeper } from './programme-keeper.ts';
import type { Screen } from './screen.ts';
import type { ScreenView } from './screen-view.ts';
import { version } from './version.ts';

/** What an operator may look at and change of the running page. */
export interface OperatedApp {
  readonly view: ScreenView;
  readonly store: SettingsStore | undefined;
  readonly keeper: ProgrammeKeeper;
  /** Those in use. */
  readonly settings: ScreenSettings;
  readonly updateReady: boolean;
  /** Takes settings into use; does not keep them. */
  readonly use: (settings: ScreenSettings) => void;
}

/** Opens the ways in for whoever operates the screen: the panel, and the address that takes away a forgotten PIN. */
export function letOperatorIn(app: OperatedApp, screen: Screen): void {
  const parts = operatorParts(app, screen);
  const { opener } = app.view;
  opener.addEventListener('panel-open', async () => {
    // At once: asked for again while the panel loads, it would open two.
    opener.remove();
    try {
      const { openPanel } = await import('./operator.ts');
      await openPanel(parts);
    } catch (error) {
      document.body.append(opener);
      throw error;
    }
  });
  watchForPinReset(parts, screen);
}

function operatorParts(app: OperatedApp, screen: Screen): OperatorParts {
  const { view, keeper, store } = app;
  return {
    screen,
    view,
    settingsStore: store,
    settings: () => app.settings,
    status: async () => {
      const { panelStatus } = await import('./status.ts');
      const { settings, updateReady } = app;
      return panelStatus({ screen, keeper, settings, stage: view.stage, version, updateReady });
    },
    orders: async () => {
      const { openOrders } = await import('./takeovers.ts');
      return openOrders(screen);
    },
    volume: () => screen.playout.programme.programme.volume,
    change: async (settings) => {
      keeper.follow(settings.programmeUrl);
      app.use(settings);
      await store?.save(settings);
    },
  };
}
