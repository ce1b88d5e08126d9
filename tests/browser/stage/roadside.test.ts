import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { ChangmingStage } from '../../../src/elements/stage/stage-element.ts';
import { keepDimmed } from '../../../src/player/dimming.ts';
import { image, layerOnView, never, showNow, slogan, stageOnPage, until, video, web } from './spots.ts';

const roadside = { atLeastMs: 15_000, changeMs: 1_000 };

async function roadsideStage(): Promise<ChangmingStage> {
  const { stage } = stageOnPage();
  stage.setUp({ roadside });
  await stage.board;
  return stage;
}

it.each([video('/one.mp4'), web('data:text/html,<p>hello')])(
  'shows nothing that moves beside a road: $spot.kind',
  async (spot) => {
    const stage = await roadsideStage();
    await expect(stage.prepare(spot, never)).rejects.toMatchObject({ code: 'unsupported' });
  },
);

it.each([image('/image.png', 1_000), slogan({ durationMs: 1_000 })])(
  'lets a picture stand for the time of the rule, whatever its own is: $spot.kind',
  async (spot) => {
    const stage = await roadsideStage();
    const onView = await showNow(stage, spot);
    const leastMs = performance.now() - onView.shownAtMs + 1_500;
    await until(() => performance.now() - onView.shownAtMs > leastMs);
    expect(onView.measure().complete).toBe(false);
    const asked = new AbortController();
    const nearEnd = onView.nearEnd(15_000, asked.signal);
    await expect(nearEnd).resolves.toBe('near-end');
  },
);

it('lets nothing in a picture move', async () => {
  const stage = await roadsideStage();
  await showNow(stage, slogan({ durationMs: 60_000, detail: { 'zh-CN': '一行说明' } }));
  await until(() => (layerOnView(stage)?.getAnimations({ subtree: true }).length ?? 1) === 0);
  await showNow(stage, image('/image.png', 60_000));
  expect(layerOnView(stage)?.querySelector('img')).toBeNull();
  await until(() => (layerOnView(stage)?.getAnimations({ subtree: true }).length ?? 1) === 0);
});

it('changes from one picture to the next as slowly as the rule says, with the one before under it', async () => {
  const stage = await roadsideStage();
  await showNow(stage, slogan({ durationMs: 60_000 }));
  await until(() => stage.shadowRoot?.querySelectorAll('.arriving').length === 0);
  const next = await showNow(stage, slogan({ durationMs: 60_000, id: 'next' }));
  const pictures = () => stage.shadowRoot?.querySelectorAll('.layer.on-view').length;
  expect(pictures()).toBe(2);
  const [change] = stage.shadowRoot?.querySelector('.arriving')?.getAnimations() ?? [];
  expect(change?.effect?.getComputedTiming().duration).toBe(1_000);
  await until(() => pictures() === 1);
  expect(performance.now() - next.shownAtMs).toBeGreaterThanOrEqual(990);
});

it('takes as much light away as the programme says for the time of day, and gives it back', async () => {
  await page.viewport(640, 360);
  const { stage } = stageOnPage();
  const dimming = [{ from: '22:00', to: '06:00', brightness: 0.25 }];
  const programme = { timeZone: 'Asia/Shanghai', dimming };
  stage.setUp({ dimming });
  await showNow(stage, slogan({ durationMs: 60_000, theme: 'two-colour' }));
  let wallMs = Date.parse('2026-11-22T23:00:00+08:00');
  const end = keepDimmed({ playout: { programme: { programme } } }, stage, { wallMs: () => wallMs });
  const veil = () => stage.shadowRoot?.querySelector<HTMLElement>('.shade');
  const light = () => (1 - Number(veil()?.style.opacity)) ** 2.2;
  await until(() => Boolean(veil()));
  expect(light()).toBeCloseTo(0.25, 3);
  wallMs = Date.parse('2026-11-22T06:00:00+08:00');
  await until(() => light() === 1);
  end();
});
