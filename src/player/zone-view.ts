import { systemClock } from '../browser/system-clock.ts';
import type { Programme, Zone } from '../core/playlist/definition.ts';
import type { ProgrammeSpot, ResolvedZone } from '../core/playlist/programme-spot.ts';
import type { Stage } from '../core/ports/stage.ts';
import { stepOf } from '../core/zones/pass-estimate.ts';
import { zoneRectangle } from '../core/zones/rectangle.ts';
import { isSetByLamp } from '../elements/stage/board/place.ts';
import { ChangmingStage } from '../elements/stage/stage-element.ts';
import { keepDimmed } from './dimming.ts';
import type { ScreenView } from './screen-view.ts';

/** A zone on the page. */
export interface ZoneView {
  /** Undefined for a clock, which plays nothing. */
  readonly stage: Stage | undefined;
  /** As they last in this zone. */
  readonly spots: readonly ProgrammeSpot[];
  close(): void;
}

const lookEveryMs = 1_000;

/** Puts a zone into its part of the picture. Every zone stands in a stage of its own, which knows how to be placed. */
export async function openZoneView(
  programme: Programme,
  { zone, spots }: ResolvedZone,
  view: Pick<ScreenView, 'beside' | 'stage'>,
): Promise<ZoneView> {
  const frame = new ChangmingStage();
  frame.style.cssText = `${view.stage.style.cssText}; background: none; pointer-events: none`;
  frame.dataset.zone = zone.id;
  view.beside.append(frame);
  frame.turnDegrees = view.stage.turnDegrees;
  const { canvas, roadside, dimming } = programme;
  const wishes = {
    ...(canvas ? { canvas } : {}),
    ...(roadside ? { roadside } : {}),
    ...(dimming ? { dimming } : {}),
  };
  frame.setUp({ ...wishes, area: zone, beside: true });
  await frame.board;
  const stopDimming = keepDimmed({ playout: { programme: { programme } } }, frame);
  const content = await contentOf(programme, zone, spots, frame);
  const close = () => {
    stopDimming();
    content.close();
    frame.rest();
    frame.remove();
  };
  return { ...content, close };
}

function contentOf(
  programme: Programme,
  zone: Zone,
  spots: readonly ProgrammeSpot[],
  frame: ChangmingStage,
): Promise<ZoneView> {
  switch (zone.kind) {
    case 'ticker':
      return tickerIn(programme, zone, spots, frame);
    case 'clock':
      return clockIn(programme, frame);
    default:
      return Promise.resolve({ stage: frame, spots, close: () => {} });
  }
}

async function tickerIn(
  { canvas }: Programme,
  zone: Zone,
  spots: readonly ProgrammeSpot[],
  frame: ChangmingStage,
): Promise<ZoneView> {
  const [{ Ticker }, { coverWithPixels }] = await Promise.all([
    import('../elements/stage/zone/ticker/ticker.ts'),
    import('../elements/stage/zone/pixel-canvas.ts'),
  ]);
  const ticker = new Ticker({
    direction: zone.direction ?? 'left',
    stepPx: stepInDevicePixels(zone, canvas, frame),
    ...(isSetByLamp(canvas) ? { canvas } : {}),
    language: frame.languages[0] ?? 'zh-CN',
  });
  const close = coverWithPixels(frame, ticker.canvas, canvas?.x !== undefined, (width, height) =>
    ticker.resize(width, height),
  );
  await ticker.learnRate();
  const passing = spots.map(async (spot) => {
    const durationMs = await ticker.passMs(spot);
    return { ...spot, spot: { ...spot.spot, durationMs } };
  });
  return { stage: ticker, spots: await Promise.all(passing), close };
}

/** What a picture moves by that is larger or smaller than its canvas says, rounded to whole pixels. */
function stepInDevicePixels(zone: Zone, canvas: Programme['canvas'], frame: ChangmingStage): number {
  const step = stepOf(zone);
  if (canvas?.x !== undefined) return step;
  if (!canvas) return Math.max(1, Math.round(step * devicePixelRatio));
  const shown = frame.size.width * devicePixelRatio;
  const { width } = zoneRectangle(zone, canvas);
  return Math.max(1, Math.round((step * shown) / width));
}

async function clockIn({ canvas, timeZone }: Programme, frame: ChangmingStage): Promise<ZoneView> {
  const [{ Clock }, { coverWithPixels }] = await Promise.all([
    import('../elements/stage/zone/clock.ts'),
    import('../elements/stage/zone/pixel-canvas.ts'),
  ]);
  const clock = await Clock.open({ timeZone, ...(isSetByLamp(canvas) ? { canvas } : {}) });
  const uncover = coverWithPixels(frame, clock.canvas, canvas?.x !== undefined, (width, height) => {
    clock.resize(width, height);
    clock.show(systemClock.wallMs());
  });
  const looking = setInterval(() => clock.show(systemClock.wallMs()), lookEveryMs);
  const close = () => {
    clearInterval(looking);
    uncover();
  };
  return { stage: undefined, spots: [], close };
}
