import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/elements/charts/heat-map.ts';
import {
  cellAt,
  cellBox,
  type HeatMapCell,
  layoutHeatMap,
} from '../../../src/elements/charts/heat-layout.ts';
import type { HeatMapElement } from '../../../src/elements/charts/heat-map.ts';
import { setLanguage } from '../../../src/elements/language.ts';
import { axeFindings } from '../controls/axe.ts';
import { find, findAll, nextEvent, patiently } from '../controls/shadow.ts';

let map: HeatMapElement;

/** Days on air from 8 to 18; the third is short at 14. */
function cellsOf(days: number): (HeatMapCell | undefined)[] {
  return Array.from({ length: days * 24 }, (_, index) => {
    const hour = index % 24;
    if (hour < 8 || hour >= 18) return undefined;
    const isShort = Math.floor(index / 24) === 2 && hour === 14;
    return {
      share: isShort ? 0.1 : 0.165,
      promise: 0.15,
      verdict: isShort ? 'short' : 'met',
      description: `day ${Math.floor(index / 24)} hour ${hour}`,
    };
  });
}

async function shown(days: number, width = 900): Promise<HeatMapElement> {
  map = document.createElement('changming-heat-map');
  map.style.width = `${width}px`;
  map.columns = Array.from({ length: days }, (_, day) => ({ key: `d${day}`, label: `11/${day + 1}` }));
  map.cells = cellsOf(days);
  map.label = 'Shares';
  document.body.append(map);
  await expect.poll(() => find(map, '.picture svg').getAttribute('width'), patiently).not.toBe('0');
  return map;
}

beforeEach(() => setLanguage('zh-CN'));
afterEach(() => map.remove());

describe('<changming-heat-map>', () => {
  it('goes from hour to hour and day to day by keyboard, and says each', async () => {
    await shown(7);
    find(map, '.cell').focus();
    const spoken = () => map.shadowRoot?.activeElement?.getAttribute('aria-label');
    expect(spoken()).toBe('day 6 hour 17');
    await userEvent.keyboard('{ArrowUp}');
    expect(spoken()).toBe('day 6 hour 16');
    await userEvent.keyboard('{ArrowLeft}{Home}');
    expect(spoken()).toBe('day 0 hour 16');
    await userEvent.keyboard('{ArrowLeft}');
    expect(spoken()).toBe('day 0 hour 16');
    const chosen = nextEvent<number>(map, 'cell-select');
    await userEvent.keyboard('{Enter}');
    expect(await chosen).toBe(16);
  });

  it('says of an hour off the air that it was', async () => {
    await shown(3);
    map.nameOf = (index) => `cell ${index}`;
    find(map, '.cell').focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(map.shadowRoot?.activeElement?.getAttribute('aria-label')).toBe('cell 66 · 没有开播');
  });

  it('chooses the hour that is pressed', async () => {
    await shown(7);
    const layout = layoutHeatMap(7, map.cells, Number(find(map, '.picture svg').getAttribute('width')));
    const index = 2 * 24 + 14;
    const box = find(map, '.picture svg').getBoundingClientRect();
    const cell = cellBox(index, layout);
    const chosen = nextEvent<number>(map, 'cell-select');
    find(map, '.picture svg').dispatchEvent(
      new MouseEvent('click', {
        clientX: box.left + cell.x + 3,
        clientY: box.top + cell.top + 3,
        bubbles: true,
      }),
    );
    expect(await chosen).toBe(index);
  });

  it('marks what fell short by shape as well as by colour', async () => {
    await shown(7);
    expect(findAll(map, '.picture .mark').length).toBe(1);
    expect(find(map, '.picture path.short').getAttribute('d')).toMatch(/^M/);
  });

  it('draws four hundred days with a handful of elements', async () => {
    await shown(400);
    expect(findAll(map, '.picture *').length).toBeLessThan(120);
  });

  it.each([3, 31, 400])('is free of axe findings with %i days', async (days) => {
    await shown(days);
    expect(await axeFindings(map)).toEqual([]);
  });
});

describe('cellAt()', () => {
  it('finds every cell in its own box, for any width', () => {
    for (const [days, room] of [
      [1, 300],
      [31, 700],
      [400, 1300],
    ] as const) {
      const layout = layoutHeatMap(days, cellsOf(days), room);
      for (let index = 0; index < days * 24; index += 7) {
        const { x, top, width, height } = cellBox(index, layout);
        expect(cellAt(x + width / 2, top + height / 2, days, layout)).toBe(index);
      }
    }
  });
});
