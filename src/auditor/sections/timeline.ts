import { html, nothing, type TemplateResult } from 'lit';
import { addDays } from '../../core/report/date-range.ts';
import { filterPlays } from '../../core/report/filter.ts';
import { type PlayTable, playAt } from '../../core/report/play-table.ts';
import { countedZone } from '../../core/report/report.ts';
import { wallMsOf } from '../../core/wall-ms-of.ts';
import '../../elements/charts/day-timeline.ts';
import type { TimelineBlank, TimelineBlock, TimelineLane } from '../../elements/charts/timeline-layout.ts';
import { categoryName, topicName } from '../../elements/controls/vocabulary.ts';
import { type Language, text } from '../../elements/language.ts';
import type { DeskActions, DeskView } from '../desk/desk-view.ts';
import { spotName } from '../desk/spot-book.ts';
import { outcomeOf } from '../plays/outcome.ts';
import { clockOf, longDate } from '../words/dates.ts';
import { messages as common } from '../words/messages.ts';

const messages = {
  'zh-CN': {
    title: '当天逐条播出',
    label: (date: string, plays: number) => `${date} 的 ${plays} 次播放，按类别分行，按时间排列。`,
    play: (time: string) => `${time} 的播放`,
  },
  en: {
    title: 'Play by play',
    label: (date: string, plays: number) => `${plays} plays on ${date}, a row per category, to scale.`,
    play: (time: string) => `play at ${time}`,
  },
} satisfies Record<Language, unknown>;

interface DayPlays {
  readonly lanes: readonly TimelineLane[];
  readonly blocks: readonly TimelineBlock[];
  readonly blanks: readonly TimelineBlank[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly originMs: number;
}

/** The plays of one day, to scale. */
export function timeline(view: DeskView, actions: DeskActions): TemplateResult | typeof nothing {
  const day = dayPlays(view);
  if (day.blocks.length === 0) return nothing;
  const say = text(messages);
  const { table, report } = view.reading;
  const clock = (wallMs: number, seconds: boolean) =>
    seconds ? clockOf(wallMs, report.timeZone) : clockOf(wallMs, report.timeZone).slice(0, 5);
  return html`<h3>${say.title}</h3>
    <changming-day-timeline
      .lanes=${day.lanes.map((lane) => ({ ...lane, name: categoryName(lane.category) }))}
      .blocks=${day.blocks}
      .blanks=${day.blanks}
      .fromMs=${day.fromMs}
      .toMs=${day.toMs}
      .originMs=${day.originMs}
      .label=${say.label(longDate(view.day), day.blocks.length)}
      .timeLabel=${clock}
      .describe=${(seq: number) => inWords(view, seq)}
      @block-open=${({ detail: seq }: CustomEvent<number>) => {
        const play = playAt(table, seq);
        if (!play) return;
        const name = say.play(clock(play.startMs, true));
        actions.trace({ filter: { fromMs: play.startMs, toMs: play.startMs + 1, spot: play.spot }, name });
      }}
    ></changming-day-timeline>`;
}

function inWords({ reading, spots }: DeskView, seq: number): string {
  const play = playAt(reading.table, seq);
  if (!play) return '';
  const about = [categoryName(play.category), play.topic && topicName(play.topic)]
    .filter(Boolean)
    .join(' · ');
  const lasted = text(common).seconds((play.airtimeMs / 1000).toFixed(1));
  return [
    clockOf(play.startMs, reading.report.timeZone),
    spotName(spots, play.spot),
    about,
    lasted,
    outcomeOf(play),
  ].join(' · ');
}

let last: { readonly table: PlayTable; readonly day: string; readonly plays: DayPlays } | undefined;

/** The day looked at last is kept: everything else on the page may change around it. */
function dayPlays(view: DeskView): DayPlays {
  if (last?.table === view.reading.table && last.day === view.day) return last.plays;
  last = { table: view.reading.table, day: view.day, plays: readDay(view) };
  return last.plays;
}

function readDay({ reading, day }: DeskView): DayPlays {
  const { table, report } = reading;
  const originMs = wallMsOf(day, 0, report.timeZone);
  const endMs = wallMsOf(addDays(day, 1), 0, report.timeZone);
  const lanes: TimelineLane[] = [];
  const blocks: TimelineBlock[] = [];
  for (const seq of filterPlays(table, { fromMs: originMs, toMs: endMs, touching: true })) {
    const play = playAt(table, seq);
    if (play?.zone !== countedZone) continue;
    let lane = lanes.findIndex(({ category }) => category === play.category);
    if (lane < 0) lane = lanes.push({ category: play.category, name: '' }) - 1;
    blocks.push({
      key: seq,
      fromMs: play.startMs,
      toMs: play.startMs + play.airtimeMs,
      lane,
      outcome: play.outcome,
    });
  }
  blocks.sort((a, b) => a.fromMs - b.fromMs);
  const blanks = report.interruptions.flatMap((each): TimelineBlank[] => {
    if (each.kind === 'clock') return [];
    const toMs = each.kind === 'off-air' ? (each.toMs ?? endMs) : each.fromMs + each.durationMs;
    return toMs > originMs && each.fromMs < endMs ? [{ kind: each.kind, fromMs: each.fromMs, toMs }] : [];
  });
  return { ...inOrder(lanes, blocks), blanks, originMs, ...extent(blocks, originMs, endMs) };
}

/** Anti-fraud first, wherever the day began. */
function inOrder(lanes: readonly TimelineLane[], blocks: readonly TimelineBlock[]) {
  const order = ['anti-fraud', 'host'];
  const rank = ({ category }: TimelineLane) =>
    (order.indexOf(category) + order.length + 1) % (order.length + 1);
  const sorted = [...lanes].sort((a, b) => rank(a) - rank(b));
  const place = lanes.map((lane) => sorted.indexOf(lane));
  return { lanes: sorted, blocks: blocks.map((block) => ({ ...block, lane: place[block.lane] ?? 0 })) };
}

/** Whole hours around what was played. */
function extent(blocks: readonly TimelineBlock[], originMs: number, endMs: number) {
  const hourMs = 3_600_000;
  const first = blocks[0]?.fromMs ?? originMs;
  const end = blocks.reduce((latest, { toMs }) => Math.max(latest, toMs), first);
  return {
    fromMs: Math.max(originMs, originMs + Math.floor((first - originMs) / hourMs) * hourMs),
    toMs: Math.min(endMs, originMs + Math.ceil((end - originMs) / hourMs) * hourMs),
  };
}
