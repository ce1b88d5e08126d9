import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ShareNow } from '../../core/airtime/airtime.ts';
import { formatReason } from '../../core/airtime/format-reason.ts';
import type { MirrorState } from '../../core/as-run/copies.ts';
import type { FetchProgress } from '../../core/ports/media-store.ts';
import { bytes, clockTime, duration, percent } from '../controls/format.ts';
import { languageOf, localized } from '../controls/localized.ts';
import { categoryName, kindName, topicName } from '../controls/vocabulary.ts';
import { language, text } from '../language.ts';
import { messages } from './messages.ts';
import type { FaultStatus, PanelStatus, SpotStatus } from './panel-status.ts';

/** A line never begins with a percent sign. */
const noBreakPercent = '\u00a0%';

/** What the panel shows, part by part: functions of the status, without wishes of their own. */

const check = svg`<path d="M3 13l6 6L21 5" fill="none" stroke="currentColor" stroke-width="3.5" />`;
const warning = svg`<path d="M12 2l11 20H1z" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round" />
  <path d="M12 9v6M12 17.5v2.5" stroke="currentColor" stroke-width="2.5" />`;

/** The most important answer, first and large. */
export function answer({ today, shares }: PanelStatus): TemplateResult {
  const say = text(messages);
  if (!today) return html`<p class="answer">${shares.length > 0 ? say.notYet : say.noPromise}</p>`;
  const kept = today.share >= today.promise;
  return html`<div class="answer ${kept ? 'kept' : 'short'}">
    <p class="figures">
      <span class="day">${say.today}</span>
      <span class="share">
        ${percent(today.share)}
        <svg class="mark" viewBox="0 0 24 24" role="img" aria-label=${kept ? say.kept : say.short}>
          ${kept ? check : warning}
        </svg>
      </span>
      <span class="promise">${say.promise(percent(today.promise))}</span>
    </p>
    <p>${categoryName(today.category)}</p>
  </div>`;
}

export function nowPlaying(status: PanelStatus): TemplateResult {
  const say = text(messages);
  const { playing } = status;
  return html`<section class="card spot" aria-labelledby="playing">
    <div class="head">
      <h3 id="playing">${say.nowPlaying}</h3>
      ${playing?.remainingMs === undefined ? nothing : html`<span>${say.remaining(duration(playing.remainingMs))}</span>`}
    </div>
    ${playing ? spot(playing, status) : html`<p>${say.nothingPlaying}</p>`}
  </section>`;
}

export function upNext(status: PanelStatus): TemplateResult {
  const say = text(messages);
  return html`<section class="card spot" aria-labelledby="next">
    <h3 id="next">${say.next}</h3>
    ${status.next ? spot(status.next, status) : html`<p>${say.nextUnknown}</p>`}
  </section>`;
}

function spot(shown: SpotStatus, { at, timeZone }: PanelStatus): TemplateResult {
  const timeOf = (onAirMs: number) => clockTime(at.wallMs + onAirMs - at.onAirMs, timeZone);
  const about = [categoryName(shown.category), shown.topic && topicName(shown.topic), kindName(shown.kind)];
  const reason = formatReason(shown.reason, language(), {
    timeOf,
    durationOf: duration,
    nameOf: categoryName,
  });
  return html`<strong lang=${languageOf(shown.title)}>${localized(shown.title)}</strong>
    <p class="what">
      <i class="swatch" data-category=${shown.category}></i>
      <span>${about.filter(Boolean).join(' · ')}</span>
    </p>
    <p class="hint">${reason.replace(/ %/g, noBreakPercent)}</p>`;
}

export function shares(status: PanelStatus): TemplateResult | typeof nothing {
  if (status.shares.length === 0) return nothing;
  return html`<section class="card" aria-labelledby="shares">
    <h3 id="shares">${text(messages).shares}</h3>
    ${status.shares.map(share)}
  </section>`;
}

function share(now: ShareNow): TemplateResult {
  const say = text(messages);
  const { category, atLeast, maxGapMinutes, zone } = now.rule;
  const name = zone === undefined ? categoryName(category) : say.inZone(categoryName(category), zone);
  const full = Math.min(1, Math.max(atLeast * 2, now.share));
  const kept = now.shortfallMs <= 0;
  return html`<div class="rule ${kept ? 'kept' : 'short'}">
    <p class="head">
      <span>${say.window(name, duration(now.windowMs))}</span>
      <span><strong>${percent(now.share)}</strong> ${kept ? '✓' : '⚠'} ${say.promise(percent(atLeast))}</span>
    </p>
    <div class="bar" aria-hidden="true">
      <div class="filled" data-category=${category} style="width: ${(now.share / full) * 100}%"></div>
      <div class="line" style="left: ${(atLeast / full) * 100}%"></div>
    </div>
    ${kept ? nothing : html`<p>${say.shortfall(duration(now.shortfallMs))}</p>`}
    ${maxGapMinutes ? html`<p>${say.gap(duration(now.gapMs), duration(maxGapMinutes * 60_000))}</p>` : nothing}
  </div>`;
}

export function faults({ faults: list, timeZone }: PanelStatus): TemplateResult {
  const say = text(messages);
  if (list.length === 0) {
    return html`<p class="card row"><strong>${say.faults}</strong> <span>✓ ${say.noFaults}</span></p>`;
  }
  return html`<details>
    <summary><strong>${say.faults}</strong><span>${say.faultCount(list.length)}</span></summary>
    <ul class="inside faults">
      ${list.map((fault) => html`<li>${faultLine(fault, timeZone)}</li>`)}
    </ul>
  </details>`;
}

function faultLine(fault: FaultStatus, timeZone: string): TemplateResult {
  const { faultNames, recoveries } = text(messages);
  const [code = '', ...details] = fault.what.split(': ');
  const known = faultNames[code];
  const recovery = recoveries[fault.recovery] ?? fault.recovery;
  const more = [fault.spot, known && details.join(': ')].filter(Boolean);
  return html`${clockTime(fault.atMs, timeZone)} · <strong>${known ?? fault.what}</strong> → ${recovery}
    ${more.map((line) => html`<br /><span class="hint">${line}</span>`)}`;
}

export function network(status: PanelStatus): TemplateResult {
  const say = text(messages);
  const { online, lastCheckAtMs, download } = status.network;
  const { programme } = status;
  return html`<details ?open=${download !== undefined}>
    <summary>
      <strong>${say.network}</strong>
      <span>${online ? say.online : say.offline}${download ? ` · ${say.downloading}` : ''}</span>
    </summary>
    <div class="inside">
      ${download ? downloadProgress(download) : nothing}
      <dl>
        <dt>${say.programme}</dt>
        <dd>
          <span lang=${languageOf(programme.title)}>${localized(programme.title)}</span>
          · ${say.revision(programme.revision)}
        </dd>
        <dt>${say.lastCheck}</dt>
        <dd>${lastCheckAtMs === undefined ? say.never : clockTime(lastCheckAtMs, status.timeZone)}</dd>
      </dl>
    </div>
  </details>`;
}

function downloadProgress(download: FetchProgress): TemplateResult {
  const say = text(messages);
  const { fetchedBytes, totalBytes, filesDone, filesTotal, timeLeftMs } = download;
  const parts = [
    totalBytes === undefined ? bytes(fetchedBytes) : say.downloaded(bytes(fetchedBytes), bytes(totalBytes)),
    say.files(Math.min(filesDone + 1, filesTotal), filesTotal),
    timeLeftMs === undefined ? '' : say.timeLeft(duration(timeLeftMs)),
  ];
  return html`<div>
    <progress
      aria-label=${say.downloading}
      max=${totalBytes ?? filesTotal}
      value=${totalBytes === undefined ? filesDone : fetchedBytes}
    ></progress>
    <p>${parts.filter(Boolean).join(' · ')}</p>
  </div>`;
}

export function storage({ storage: { usedBytes, quotaBytes, persisted } }: PanelStatus): TemplateResult {
  const say = text(messages);
  const used =
    usedBytes === undefined || quotaBytes === undefined
      ? say.storageUnknown
      : say.storageUsed(bytes(usedBytes), bytes(quotaBytes));
  return html`<details>
    <summary><strong>${say.storage}</strong><span>${used}</span></summary>
    <div class="inside"><p>${persisted ? `✓ ${say.persisted}` : `⚠ ${say.notPersisted}`}</p></div>
  </details>`;
}

export function asRunLog({ asRun, timeZone }: PanelStatus): TemplateResult {
  const say = text(messages);
  const { held, secondCopy } = asRun;
  const isAlone = secondCopy !== undefined && secondCopy.state !== 'in-step';
  const trouble = [held > 0 ? say.held(held) : '', isAlone ? say.oneCopy : ''].filter(Boolean);
  return html`<details>
    <summary>
      <strong>${say.asRun}</strong>
      <span>${trouble.length > 0 ? trouble.join(' · ') : say.plays(asRun.playsToday)}</span>
    </summary>
    <div class="inside">
      ${held > 0 ? html`<p>${say.heldHint}</p>` : nothing}
      <dl>
        <dt>${say.asRun}</dt>
        <dd>${say.plays(asRun.playsToday)}</dd>
        <dt>${say.entries}</dt>
        <dd>${asRun.size}</dd>
        <dt>${say.lastWritten}</dt>
        <dd>${asRun.lastWrittenAtMs === undefined ? '—' : clockTime(asRun.lastWrittenAtMs, timeZone)}</dd>
        <dt>${say.secondCopy}</dt>
        <dd>${secondCopy === undefined ? '—' : copyInWords(secondCopy)}</dd>
      </dl>
    </div>
  </details>`;
}

function copyInWords(copy: MirrorState): string {
  const { copies } = text(messages);
  return copy.state === 'catching-up' ? copies['catching-up'](String(copy.missing)) : copies[copy.state];
}

export function notices({ notices: list }: PanelStatus): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  return html`<details>
    <summary><strong>${text(messages).notices}</strong><span>${text(messages).noticeCount(list.length)}</span></summary>
    <dl class="inside">
      ${list.map(
        ({ name, title, consequence }) =>
          html`<dt>${title ? localized(title) : name}</dt>
            <dd lang=${languageOf(consequence)}>${localized(consequence)}</dd>`,
      )}
    </dl>
  </details>`;
}
