import { isServedByWorker, type UpdateWatch, watchForUpdate } from '../browser/app-update.ts';
import { keepSettingsCopy, readSettingsCopy, readTakeoversCopy } from '../browser/settings-copy.ts';
import { SettingsStore } from '../browser/settings-store.ts';
import { acquireWriterLock, waitForWriterLock } from '../browser/writer-lock.ts';
import type { ResolvedProgramme } from '../core/playlist/programme-spot.ts';
import type { StopReason } from '../core/playout/wishes.ts';
import type { ScreenSettings } from '../core/screen/screen-settings.ts';
import { setLanguage, text } from '../elements/language.ts';
import { messages } from './messages.ts';
import type { OperatedApp } from './operator-access.ts';
import { ProgrammeKeeper } from './programme-keeper.ts';
import { Screen } from './screen.ts';
import { ScreenView } from './screen-view.ts';
import { version } from './version.ts';

const restartAfterMs = 5_000;

interface App extends OperatedApp {
  settings: ScreenSettings;
  updateReady: boolean;
}

/** From an empty page to a playing screen, and on until an update or a fault asks for a new page. */
async function main(): Promise<void> {
  const view = new ScreenView();
  const waiting = { update: () => {} };
  const updates = watchForUpdate({ onReady: () => waiting.update() });
  // Not awaited: until the worker serves this page, what is kept is fetched from its own address.
  void isServedByWorker();
  const store = await SettingsStore.open().catch(() => undefined);
  const keeper = new ProgrammeKeeper(new URL('.', document.baseURI).href);
  const app: App = {
    view,
    store,
    keeper,
    settings: await settingsOf(store, keeper),
    updateReady: false,
    use: (settings) => useSettings(app, settings),
  };
  waiting.update = () => {
    app.updateReady = true;
  };
  useSettings(app, app.settings);
  await becomeOnlyPlayer(view);
  const screen = await openScreen(app, updates);
  await restoreTakeovers(app, screen);
  waiting.update = () => {
    app.updateReady = true;
    screen.playout.wishes.stopAtBoundary('update');
  };
  if (app.updateReady) waiting.update();
  await play(app, screen, updates);
}

/** The settings of this screen; on a first run a person gives them. */
async function settingsOf(
  store: SettingsStore | undefined,
  keeper: ProgrammeKeeper,
): Promise<ScreenSettings> {
  const loaded = await store?.load().catch(() => undefined);
  if (loaded?.settings) return loaded.settings;
  const settings = (await readSettingsCopy()) ?? (await askFirst(keeper, loaded?.salvaged ?? {}));
  await store?.save(settings).catch(() => {});
  return settings;
}

async function askFirst(keeper: ProgrammeKeeper, salvaged: Partial<ScreenSettings>): Promise<ScreenSettings> {
  const { firstSettings } = await import('./first-run.ts');
  return firstSettings(keeper, salvaged);
}

function useSettings(app: App, settings: ScreenSettings): void {
  app.settings = settings;
  void keepSettingsCopy(settings).catch(() => {});
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

async function openScreen(app: App, updates: UpdateWatch): Promise<Screen> {
  const { view, keeper, settings } = app;
  const active = await keeper.loadActive();
  keeper.follow(settings.programmeUrl);
  const programme = active ?? (await firstProgramme(app));
  // A browser takes a second to change workers: it has it under the end of the last play.
  const beforeStop = (reason: StopReason) => {
    if (reason === 'update') void updates.activate().catch(() => {});
  };
  const player = `changming ${version}`;
  return Screen.open({ stage: view.stage, keeper, programme, player, words: () => app.settings, beforeStop });
}

async function firstProgramme({ keeper, view }: App): Promise<ResolvedProgramme> {
  const { firstProgramme } = await import('./first-programme.ts');
  return firstProgramme(keeper, (line) => view.notice(line));
}

/** What was ordered before this start holds from the first picture on; mostly that is nothing. */
async function restoreTakeovers({ store, view }: App, screen: Screen): Promise<void> {
  const kept = await (store?.readTakeovers() ?? readTakeoversCopy());
  const open = import('./takeovers.ts').then(({ openTakeovers }) =>
    openTakeovers({ screen, view, store }, kept),
  );
  if (kept) await open;
}

async function play(app: App, screen: Screen, updates: UpdateWatch): Promise<void> {
  const { view } = app;
  const { wishes } = screen.playout;
  wishes.visible = document.visibilityState === 'visible';
  document.addEventListener('visibilitychange', () => {
    wishes.visible = document.visibilityState === 'visible';
  });
  void import('./beside.ts').then(({ runBeside }) => runBeside(screen, view));
  void import('./operator-access.ts').then(({ letOperatorIn }) => letOperatorIn(app, screen));
  const reason = await screen.run();
  if (reason === 'update') await updates.activate().catch(() => {});
  location.reload();
}

/** A screen is never left standing: whatever went wrong, a new page gets another try. */
main().catch((error: unknown) => {
  console.error('The player stopped', error);
  setTimeout(() => location.reload(), restartAfterMs);
});
