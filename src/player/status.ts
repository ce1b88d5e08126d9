import { isOnline } from '../browser/connection.ts';
import { storageEstimate } from '../browser/storage.ts';
import { systemClock } from '../browser/system-clock.ts';
import { type Choice, sharesNow } from '../core/airtime/airtime.ts';
import { logStanding } from '../core/evidence/log-standing.ts';
import type { LocalizedText } from '../core/playlist/definition.ts';
import type { ProgrammeSpot } from '../core/playlist/programme-spot.ts';
import type { ScreenSettings } from '../core/screen/screen-settings.ts';
import type { PanelStatus, SpotStatus } from '../elements/panel/panel-status.ts';
import { campaignStatus } from './campaign-status.ts';
import { remainingMs } from './fill-in.ts';
import { missingHere } from './missing.ts';
import type { ProgrammeKeeper } from './programme-keeper.ts';
import type { Screen } from './screen.ts';
import { takeoverStatus } from './takeovers.ts';
import { isSoundRefused } from './voice/opened.ts';
import { voiceStatus } from './voice/voice-status.ts';

export interface StatusParts {
  readonly screen: Screen;
  readonly keeper: ProgrammeKeeper;
  readonly settings: ScreenSettings;
  readonly stage: { readonly volume: number; readonly soundRefused: boolean };
  readonly version: string;
  readonly updateReady: boolean;
}

/** Everything the operator's panel shows, as it is at this moment. */
export async function panelStatus(parts: StatusParts): Promise<PanelStatus> {
  const { screen, keeper, settings } = parts;
  const { programme } = screen.playout.programme;
  const { state, onAirMs } = screen.playout.airtimeNow();
  const playing = await playingNow(screen);
  const today = todayShare(screen, onAirMs);
  const voice = await voiceStatus(screen);
  const upcoming = screen.playout.upcoming;
  const storage = await storageStatus();
  return {
    screenName: settings.screenName,
    programme: {
      title: programme.title ?? { 'zh-CN': programme.id },
      revision: programme.revision,
      url: settings.programmeUrl,
    },
    at: { wallMs: systemClock.wallMs(), onAirMs },
    timeZone: programme.timeZone,
    ...(playing ? { playing } : {}),
    ...(upcoming ? { next: await spotStatus(upcoming.choice, screen) } : {}),
    ...(today ? { today } : {}),
    shares: [
      ...sharesNow(state, onAirMs),
      ...screen.playout.beside.flatMap((each) => each.sharesNow?.() ?? []),
    ],
    campaign: await campaignStatus(screen.playout.programme, settings, systemClock.wallMs(), async (spot) =>
      titleOf(await screen.filled(spot)),
    ),
    ...takeoverStatus(screen),
    ...(voice ? { voice } : {}),
    faults: screen.faults,
    storage,
    network: {
      online: isOnline(),
      ...(keeper.lastCheckAtMs === undefined ? {} : { lastCheckAtMs: keeper.lastCheckAtMs }),
      ...(keeper.download ? { download: keeper.download } : {}),
    },
    sound: soundStatus(parts),
    asRun: {
      playsToday: screen.today.playCount,
      size: screen.logSize ?? 0,
      standing: logStanding(screen.logState),
      held: screen.journal.held,
      ...(screen.log.secondCopy ? { secondCopy: screen.log.secondCopy } : {}),
      ...(screen.lastWrittenAtMs === undefined ? {} : { lastWrittenAtMs: screen.lastWrittenAtMs }),
    },
    app: { version: parts.version, updateReady: parts.updateReady },
    // It may have been granted since the start.
    notices: (await missingHere()).filter(({ name }) => name !== 'persistent-storage' || !storage.persisted),
  };
}

/** Announcements may be loud where the picture is mute. */
function soundStatus({ screen, stage }: StatusParts): PanelStatus['sound'] {
  const volume = Math.max(stage.volume, screen.playout.programme.programme.voice?.volume ?? 0);
  return { volume, refused: stage.soundRefused || isSoundRefused(screen) };
}

async function playingNow(screen: Screen): Promise<PanelStatus['playing']> {
  const { playing } = screen.playout;
  const leftMs = remainingMs(screen.playout) ?? 0;
  return playing && { ...(await spotStatus(playing.choice, screen)), remainingMs: leftMs };
}

function todayShare({ playout, today }: Screen, onAirMs: number): PanelStatus['today'] {
  const [rule] = playout.programme.programme.shares;
  const onView = playout.playing?.draft('end', systemClock.monotonicMs());
  const share = rule && today.share(rule, onAirMs, onView ? [onView] : []);
  return rule && share !== undefined ? { category: rule.category, share, promise: rule.atLeast } : undefined;
}

async function spotStatus({ spot, because }: Choice, screen: Screen): Promise<SpotStatus> {
  const { category, topic, kind } = spot.spot;
  return {
    title: titleOf(await screen.filled(spot)),
    category,
    ...(topic === undefined ? {} : { topic }),
    kind,
    reason: because,
  };
}

function titleOf({ spot }: ProgrammeSpot): LocalizedText {
  if (spot.title) return spot.title;
  return 'text' in spot && spot.text ? spot.text : { 'zh-CN': spot.id };
}

async function storageStatus(): Promise<PanelStatus['storage']> {
  const estimate = await storageEstimate();
  const persisted = await navigator.storage?.persisted?.().catch(() => false);
  return {
    ...(estimate ? { usedBytes: estimate.usedBytes, quotaBytes: estimate.quotaBytes } : {}),
    persisted: persisted ?? false,
  };
}
