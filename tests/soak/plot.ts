import { figureNames, figures } from './figures.ts';
import type { Sample } from './sample.ts';
import type { Trend } from './trend.ts';

const columns = 2;
const panel = { width: 460, height: 150, left: 64, right: 18, top: 34, bottom: 26 };

/** Small multiples, one a figure: every sample as a dot, the trend after the warm-up as a line. Standalone SVG. */
export function plotOf(
  samples: readonly Sample[],
  trends: ReadonlyMap<keyof typeof figures, Trend>,
  warmUpMinutes: number,
): string {
  const endMinutes = Math.max(...samples.map(({ minutes }) => minutes));
  const rows = Math.ceil(figureNames.length / columns);
  const [width, height] = [columns * panel.width, rows * panel.height + 8];
  const panels = figureNames.map((name, index) => {
    const at = `translate(${(index % columns) * panel.width} ${Math.floor(index / columns) * panel.height})`;
    const values = samples.map((sample) => ({
      minutes: sample.minutes,
      value: sample[name] / figures[name].perUnit,
    }));
    return `<g transform="${at}">${panelOf(name, values, trends.get(name), warmUpMinutes, endMinutes)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="What a screen held while it played, over time">
<rect width="100%" height="100%" fill="#fff"/>
${panels.join('\n')}
</svg>
`;
}

interface Value {
  readonly minutes: number;
  readonly value: number;
}

function panelOf(
  name: keyof typeof figures,
  values: readonly Value[],
  trend: Trend | undefined,
  warmUpMinutes: number,
  endMinutes: number,
): string {
  const top = niceTop(Math.max(...values.map(({ value }) => value)));
  const [bottomY, rightX] = [panel.height - panel.bottom, panel.width - panel.right];
  const x = (minutes: number) => round(panel.left + ((rightX - panel.left) * minutes) / endMinutes);
  const y = (value: number) => round(bottomY - ((bottomY - panel.top) * value) / top);
  const { unit } = figures[name];
  const dots = values
    .map(({ minutes, value }) => `<circle cx="${x(minutes)}" cy="${y(value)}" r="1.8"/>`)
    .join('');
  const on = (minutes: number) =>
    trend ? y(trend.least + (trend.perHour / 60) * (minutes - trend.meanMinutes)) : 0;
  return [
    `<text x="${panel.left}" y="20" font-size="14" font-weight="600" fill="#1f2328">${figures[name].name}</text>`,
    `<rect x="${panel.left}" y="${panel.top}" width="${round(x(warmUpMinutes) - panel.left)}" height="${bottomY - panel.top}" fill="#f0f1f3"/>`,
    `<path d="M${panel.left} ${panel.top}V${bottomY}H${rightX}" fill="none" stroke="#8b949e"/>`,
    `<g text-anchor="end" fill="#57606a"><text x="${panel.left - 6}" y="${panel.top + 5}">${label(top)} ${unit}</text><text x="${panel.left - 6}" y="${bottomY + 4}">0</text></g>`,
    `<g text-anchor="middle" fill="#57606a"><text x="${panel.left}" y="${bottomY + 17}">0</text><text x="${rightX - 12}" y="${bottomY + 17}">${Math.round(endMinutes)} min</text></g>`,
    `<g fill="#0969da" fill-opacity="0.55">${dots}</g>`,
    trend
      ? `<path d="M${x(warmUpMinutes)} ${on(warmUpMinutes)}L${x(endMinutes)} ${on(endMinutes)}" stroke="#cf222e" stroke-width="1.6"/>`
      : '',
  ].join('');
}

/** The next round number above: 1, 2 or 5 with zeros. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return ([1, 2, 5, 10].find((step) => step * power >= value * 1.02) ?? 10) * power;
}

function label(value: number): string {
  return value >= 1 ? String(Math.round(value)) : value.toPrecision(1);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
