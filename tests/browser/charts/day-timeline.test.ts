import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/elements/charts/day-timeline.ts';
import type { DayTimelineElement } from '../../../src/elements/charts/day-timeline.ts';
import { ticksIn } from '../../../src/elements/charts/timeline-layout.ts';
import { setLanguage } from '../../../src/elements/language.ts';
import { axeFindings } from '../controls/axe.ts';
import { find, findAll, nextEvent, patiently, textOf } from '../controls/shadow.ts';

const hourMs = 3_600_000;
let timeline: DayTimelineElement;

async function shown(plays = 3000): Promise<DayTimelineElement> {
  timeline = document.createElement('changming-day-timeline');
  timeline.style.width = '800px';
  timeline.lanes = [
    { category: 'anti-fraud', name: '反诈宣传' },
    { category: 'host', name: '本单位内容' },
  ];
  const stepMs = (10 * hourMs) / plays;
  timeline.blocks = Array.from({ length: plays }, (_, key) => ({
    key,
    fromMs: 8 * hourMs + key * stepMs,
    toMs: 8 * hourMs + (key + (key === 10 ? 0 : 0.9)) * stepMs,
    lane: key % 6 === 0 ? 0 : 1,
    outcome: key === 10 ? 'failed' : 'completed',
  }));
  timeline.blanks = [{ kind: 'no-picture', fromMs: 9 * hourMs, toMs: 9 * hourMs + 20_000 }];
  timeline.fromMs = 8 * hourMs;
  timeline.toMs = 18 * hourMs;
  timeline.label = '一天的播放';
  timeline.describe = (key) => `play ${key}`;
  timeline.timeLabel = (wallMs) => `${Math.floor(wallMs / hourMs)}h`;
  document.body.append(timeline);
  await timeline.updateComplete;
  return timeline;
}

beforeEach(() => setLanguage('zh-CN'));
afterEach(() => timeline.remove());

describe('<changming-day-timeline>', () => {
  it('goes from play to play by keyboard, says each, and leads to it', async () => {
    await shown();
    find(timeline, '.scroll').focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(textOf(timeline, '[role=status]')).toBe('play 0');
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(textOf(timeline, '[role=status]')).toBe('play 2');
    await userEvent.keyboard('{End}');
    expect(textOf(timeline, '[role=status]')).toBe('play 2999');
    const opened = nextEvent<number>(timeline, 'block-open');
    await userEvent.keyboard('{Enter}');
    expect(await opened).toBe(2999);
  });

  it('zooms in where it is, and the chosen play stays in view', async () => {
    await shown();
    find(timeline, '.scroll').focus();
    await userEvent.keyboard('{End}+++');
    const scroller = find(timeline, '.scroll');
    await expect.poll(() => scroller.scrollWidth, patiently).toBeGreaterThan(4 * 800);
    await userEvent.keyboard('{ArrowLeft}');
    const ring = () => Number(find(timeline, '.ring').getAttribute('x'));
    await expect.poll(ring, patiently).toBeGreaterThan(0);
    expect(ring()).toBeLessThan(800);
  });

  it('shows failed plays, which have no length, and time without a picture', async () => {
    await shown(300);
    expect(findAll(timeline, 'path.mark').map((path) => path.getAttribute('d')?.length ?? 0)).toContainEqual(
      expect.any(Number),
    );
    expect(findAll(timeline, 'path.mark').some((path) => path.getAttribute('d')?.startsWith('M'))).toBe(true);
    // However short: three pixels at least.
    expect(find(timeline, 'path.dark').getAttribute('d')).toMatch(/h3\.00/);
  });

  it('has the same handful of elements for three thousand plays as for thirty', async () => {
    await shown(30);
    const few = findAll(timeline, 'svg *').length;
    timeline.remove();
    await shown(3000);
    expect(findAll(timeline, 'svg *').length).toBe(few);
  });

  it.each(['zh-CN', 'en'] as const)('is free of axe findings in %s', async (language) => {
    setLanguage(language);
    await shown(100);
    expect(await axeFindings(timeline)).toEqual([]);
  });
});

describe('ticksIn()', () => {
  it('gives round times with room for their labels at every zoom', () => {
    for (const spanMs of [20_000, 600_000, hourMs, 10 * hourMs, 24 * hourMs]) {
      const { stepMs, at } = ticksIn({ fromMs: 5000, toMs: 5000 + spanMs, width: 800 }, 0, 76);
      expect(at.every((tick) => tick % stepMs === 0)).toBe(true);
      expect((stepMs / spanMs) * 800).toBeGreaterThanOrEqual(76);
      expect(at.length).toBeGreaterThan(0);
    }
  });
});
