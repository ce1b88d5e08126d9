import { isServedByWorker, type UpdateWatch, watchForUpdate } from '../browser/app-update.ts';
import { SettingsStore } from '../browser/settings-store.ts';
import { askForPersistence } from '../browser/storage.ts';
import { acquireWriterLock, waitForWriterLock } from '../browser/writer-lock.ts';
import type { ScreenSettings } from '../core/screen/screen-settings.ts';
import { setLanguage, text } from '../elements/language.ts';
import { firstProgramme } from './first-programme.ts';
import { askForSettings } from './first-run.ts';
import { watchHealth } from './health.ts';
import { keepAwake } from './keep-awake.ts';
import { messages } from './messages.ts';
import { attendOperator } from './operator.ts';
import { ProgrammeKeeper } from './programme-keeper.ts';
import { defaultProgrammeUrl, programmeOptions } from './programme-options.ts';
import { Screen } from './screen.ts';
import { ScreenView } from './screen-view.ts';
import { version } from './version.ts';

interface App {
  readonly view: ScreenView;
  readonly store: SettingsStore | undefined;
  readonly keeper: ProgrammeKeeper;
  settings: ScreenSettings;
  updateReady: boolean;
}

/** From an empty page to a playing screen, and on until an update or a fault asks for a new page. */
async function main(): Promise<void> {
  const view = new ScreenView();
  const waiting = { update: () => {} };
  const updates = watchForUpdate({ onReady: () => waiting.update() });
  const store = await SettingsStore.open().catch(() => undefined);
  const keeper = new ProgrammeKeeper(new URL('.', document.baseURI).href, await isServedByWorker());
  const app = { view, store, keeper, settings: await settingsOf(store, keeper), updateReady: false };
  waiting.update = () => {
    app.updateReady = true;
  };
  useSettings(app, app.settings);
  await becomeOnlyPlayer(view);
  const screen = await openScreen(app);
  waiting.update = () => {
    app.updateReady = true;
    screen.playout.wishes.stopAtBoundary('update');
  };
  if (app.updateReady) waiting.update();
  await play(app, screen, updates);
}

/** The settings of this screen; on a first run a person gives them, while the likeliest programme is fetched already. */
async function settingsOf(
  store: SettingsStore | undefined,
  keeper: ProgrammeKeeper,
): Promise<ScreenSettings> {
  const loaded = await store?.load().catch(() => undefined);
  if (loaded?.settings) return loaded.settings;
  keeper.follow(defaultProgrammeUrl());
  const programmes = await programmeOptions();
  const settings = await askForSettings({ programmes, known: loaded?.salvaged ?? {}, changing: false });
  if (!settings) throw new Error('A first set-up cannot be cancelled');
  await store?.save(settings);
  return settings;
}

function useSettings(app: App, settings: ScreenSettings): void {
  app.settings = settings;
  setLanguage(settings.language);
  app.view.turn(settings.rotationDegrees);
}

/** Two pages that both write the log would tear it: the later one waits, and says so. */
async function becomeOnlyPlayer(view: ScreenView): Promise<void> {
  if (!('locks' in navigator)) return;
  if ((await acquireWriterLock()) !== 'held elsewhere') return;
  view.notice(text(messages).playingElsewhere);
  await waitForWriterLock(new AbortController().signal);
  view.notice(undefined);
}

async function openScreen({ view, keeper, settings }: App): Promise<Screen> {
  const active = await keeper.loadActive();
  keeper.follow(settings.programmeUrl);
  const programme = active ?? (await firstProgramme(keeper, (line) => view.notice(line)));
  return Screen.open({ stage: view.stage, keeper, programme, player: `changming ${version}` });
}

async function play(app: App, screen: Screen, updates: UpdateWatch): Promise<void> {
  const { view, keeper, store } = app;
  const { wishes } = screen.playout;
  wishes.visible = document.visibilityState === 'visible';
  document.addEventListener('visibilitychange', () => {
    wishes.visible = document.visibilityState === 'visible';
  });
  watchHealth(screen);
  attendOperator({
    view,
    settingsStore: store,
    settings: () => app.settings,
    programmes: programmeOptions,
    status: async () => {
      const { panelStatus } = await import('./status.ts');
      const { settings, updateReady } = app;
      return panelStatus({ screen, keeper, settings, stage: view.stage, version, updateReady });
    },
    volume: () => screen.playout.programme.programme.volume,
    change: async (settings) => {
      keeper.follow(settings.programmeUrl);
      useSettings(app, settings);
      await store?.save(settings);
    },
  });
  void askForPersistence();
  keepAwake();
  const reason = await screen.run();
  if (reason === 'update') await updates.activate().catch(() => {});
  location.reload();
}

void main();
