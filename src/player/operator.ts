import type { SettingsStore } from '../browser/settings-store.ts';
import type { Programme } from '../core/playlist/definition.ts';
import type { ScreenSettings } from '../core/screen/screen-settings.ts';
import type { Panel } from '../elements/panel/panel.ts';
import type { PanelStatus } from '../elements/panel/panel-status.ts';
import type { GiveOrder } from '../elements/panel/takeover-status.ts';
import { snapshotOf } from '../elements/stage/board/snapshot.ts';
import { askForSettings } from './first-run.ts';
import { programmeOptions } from './programme-options.ts';
import type { Screen } from './screen.ts';
import type { ScreenView } from './screen-view.ts';
import { allowSound, sayNow } from './voice/opened.ts';

const refreshMs = 1_000;

export interface OperatorParts {
  readonly screen: Pick<Screen, 'playout'>;
  readonly view: ScreenView;
  readonly settingsStore: SettingsStore | undefined;
  readonly settings: () => ScreenSettings;
  readonly status: () => Promise<PanelStatus>;
  /** Loads the part of the panel that gives them, and how they are carried out. */
  readonly orders: () => Promise<GiveOrder | undefined>;
  /** Volume that the programme asks for. */
  readonly volume: () => number;
  /** Takes new settings into use and keeps them. */
  readonly change: (settings: ScreenSettings) => Promise<void>;
}

/**
 * Opens the operator's panel, keeps it up to date while it is open, and carries out its wishes. Whoever calls
 * it has taken the way in away; it comes back when the panel is closed.
 */
export async function openPanel(parts: OperatorParts): Promise<void> {
  const panel = await makePanel(parts);
  const refresh = setInterval(() => void updateStatus(panel, parts), refreshMs);
  const close = () => {
    clearInterval(refresh);
    panel.remove();
    document.body.append(parts.view.opener);
  };
  panel.addEventListener('panel-close', close);
  panel.addEventListener('fullscreen', toggleFullscreen);
  panel.addEventListener('sound-enable', () => {
    // The click allows sound; setting the volume anew makes the stage try it.
    parts.view.stage.volume = parts.volume();
    allowSound(parts.screen);
  });
  panel.addEventListener('announce', ({ detail }) => void sayNow(parts.screen, detail.spot));
  panel.addEventListener('language-change', ({ detail }) => {
    void parts.change({ ...parts.settings(), language: detail.language });
  });
  panel.addEventListener('programme-change', ({ detail }) => {
    void parts.change({ ...parts.settings(), programmeUrl: detail.url });
  });
  panel.addEventListener('test-card', () => {
    close();
    void showTestCard(parts);
  });
  panel.addEventListener('settings-change', () => {
    close();
    void changeSettings(parts);
  });
  document.body.append(panel);
}

async function makePanel(parts: OperatorParts): Promise<Panel> {
  const [{ Panel }, programmes] = await Promise.all([
    import('../elements/panel/panel.ts'),
    programmeOptions(),
  ]);
  const panel = new Panel();
  const canvas = () => parts.screen.playout.programme.programme.canvas;
  const { pin, rotationDegrees } = parts.settings();
  panel.programmes = programmes;
  panel.giveOrder = await parts.orders();
  panel.proportion = proportionOf(canvas(), parts.view.stage);
  panel.pin = pin;
  panel.attempts = parts.settingsStore;
  panel.board = {
    canvas,
    snapshot: () => snapshotOf(parts.view.stage),
  };
  panel.rotationDegrees = rotationDegrees;
  await updateStatus(panel, parts);
  return panel;
}

function proportionOf(canvas: Programme['canvas'], stage: HTMLElement): number {
  const { width, height } = canvas ?? { width: stage.clientWidth, height: stage.clientHeight };
  return width > 0 && height > 0 ? height / width : 9 / 16;
}

async function updateStatus(panel: Panel, parts: OperatorParts): Promise<void> {
  panel.status = await parts.status();
}

async function showTestCard({ screen, view }: OperatorParts): Promise<void> {
  const { runTestCard } = await import('./test-card.ts');
  await runTestCard(screen, view.stage);
}

/** Asks for the settings anew and takes them into use. */
export async function changeSettings(parts: OperatorParts): Promise<void> {
  const known = parts.settings();
  const changed = await askForSettings({ programmes: await programmeOptions(), known, changing: true });
  if (changed) await parts.change(changed);
}

function toggleFullscreen(): void {
  const leaving = document.fullscreenElement !== null;
  // Refused without a gesture, or where the page is an installed full-screen app already: nothing is lost.
  (leaving ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => {});
}
