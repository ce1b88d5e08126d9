import type { Spot } from '../../../src/core/playlist/definition.ts';
import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import type { PreparedSpot, SpotOnView, StageFault } from '../../../src/core/ports/stage.ts';
import { ChangmingStage } from '../../../src/elements/stage/stage-element.ts';

type Slogan = Extract<Spot, { kind: 'slogan' }>;

const common = { category: 'anti-fraud', weight: 1 } as const;

export function video(src: string, durationMs = 2_000): ProgrammeSpot {
  return placed({ ...common, id: 'film', kind: 'video', src, durationMs });
}

export function hls(src: string): ProgrammeSpot {
  return placed({ ...common, id: 'stream', kind: 'hls', src, durationMs: 3_000 });
}

export function image(src: string, durationMs = 1_000): ProgrammeSpot {
  return placed({ ...common, id: 'image', kind: 'image', src, durationMs });
}

export function web(src: string, category = 'host'): ProgrammeSpot {
  return placed({ ...common, category, id: 'page', kind: 'web', src, durationMs: 1_000 });
}

export function slogan(fields: Partial<Slogan> = {}): ProgrammeSpot {
  const text = { 'zh-CN': '先垫付再返利，都是诈骗' };
  return placed({
    ...common,
    id: 'slogan',
    kind: 'slogan',
    theme: 'advice',
    durationMs: 1_000,
    text,
    ...fields,
  });
}

function placed(spot: Spot): ProgrammeSpot {
  const src = 'src' in spot ? spot.src : undefined;
  const key = `test/${src ?? spot.id}`;
  const url = src === undefined ? {} : { url: new URL(src, location.href).href };
  return { key, playlist: { id: 'test', revision: 1 }, spot, ...url };
}

/** A stage of 640 × 360 on the page, and what it reports. */
export function stageOnPage(width = 640, height = 360): { stage: ChangmingStage; faults: StageFault[] } {
  for (const old of document.querySelectorAll('changming-stage')) {
    old.rest();
    old.remove();
  }
  const stage = new ChangmingStage();
  stage.style.cssText = `position:absolute;left:0;top:0;width:${width}px;height:${height}px`;
  document.body.style.margin = '0';
  document.body.append(stage);
  const faults: StageFault[] = [];
  stage.onFault = (fault) => faults.push(fault);
  return { stage, faults };
}

export const never = new AbortController().signal;

export async function showNow(stage: ChangmingStage, spot: ProgrammeSpot): Promise<SpotOnView> {
  return stage.show(await stage.prepare(spot, never));
}

/** Plays one spot after the other to their ends, as the playout does, and returns what was on view. */
export async function playAll(stage: ChangmingStage, spots: readonly ProgrammeSpot[]): Promise<SpotOnView[]> {
  const shown: SpotOnView[] = [];
  let next: PreparedSpot | undefined;
  for (const [index, spot] of spots.entries()) {
    next ??= await stage.prepare(spot, never);
    const onView = await stage.show(next);
    shown.push(onView);
    const following = spots[index + 1];
    next = following && (await stage.prepare(following, never));
    await onView.nearEnd(next?.startUpMs ?? 0, never);
  }
  return shown;
}

/** Resolves once `holds` does; the test's own time-out is the limit. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

export function videosOf(stage: ChangmingStage): HTMLVideoElement[] {
  return Array.from(stage.shadowRoot?.querySelectorAll('video') ?? []);
}

export function layerOnView(stage: ChangmingStage): Element | null {
  return stage.shadowRoot?.querySelector('.layer.on-view') ?? null;
}
