import { css } from 'lit';

/** A side sheet over the running picture: one column, so that it fits a phone, a kiosk and a turned screen alike. */
export const panelStyles = css`
  dialog {
    display: flex;
    justify-content: flex-end;
    margin: 0;
    padding: 0;
    border: 0;
    background: transparent;
    color: var(--cm-text);
    font: var(--cm-type-body) / var(--cm-line-height) var(--cm-font);
    font-variant-numeric: tabular-nums;
  }
  dialog:not([open]) {
    display: none;
  }
  /* The picture stays in sight; only the sheet covers it. */
  dialog::backdrop {
    background: transparent;
  }
  .away {
    flex: 1;
    min-width: 0;
  }
  .sheet {
    display: flex;
    flex-direction: column;
    width: 100%;
    max-width: calc(var(--cm-unit) * 64);
    height: 100%;
    background: var(--cm-ground);
    box-shadow: 0 0 calc(var(--cm-unit) * 4) rgba(0, 0, 0, 0.45);
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    padding: calc(var(--cm-unit) * 2);
    scroll-padding: calc(var(--cm-unit) * 2);
  }
  .body {
    display: grid;
    gap: calc(var(--cm-unit) * 2);
    grid-template-columns: minmax(0, 1fr);
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--cm-unit);
    padding: var(--cm-unit) var(--cm-unit) var(--cm-unit) calc(var(--cm-unit) * 2);
    border-bottom: 1px solid var(--cm-line);
    background: var(--cm-surface);
  }
  header .button {
    flex: none;
    white-space: nowrap;
  }
  header h2 {
    overflow: hidden;
    font-size: var(--cm-type-lead);
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  h3 {
    font-size: var(--cm-type-body);
  }

  .answer {
    padding: calc(var(--cm-unit) * 2);
    border-left: var(--cm-unit) solid var(--cm-line-strong);
    border-radius: var(--cm-radius);
    background: var(--cm-surface);
  }
  .answer.kept {
    border-color: var(--cm-good);
    background: var(--cm-good-soft);
  }
  .answer.short {
    border-color: var(--cm-warn);
    background: var(--cm-warn-soft);
  }
  .answer .figures {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--cm-unit) * 2);
    line-height: 1.2;
  }
  .answer .share {
    display: flex;
    align-items: center;
    gap: calc(var(--cm-unit) * 2);
    font-size: var(--cm-type-answer);
    font-weight: 700;
    white-space: nowrap;
  }
  .answer .promise,
  .answer .day {
    font-size: var(--cm-type-title);
  }
  .mark {
    flex: none;
    width: 0.9em;
    height: 0.9em;
  }
  .kept .mark {
    color: var(--cm-good);
  }
  .short .mark {
    color: var(--cm-warn);
  }

  .card {
    display: grid;
    gap: var(--cm-unit);
    padding: calc(var(--cm-unit) * 2);
    border-radius: var(--cm-radius);
    background: var(--cm-surface);
  }
  .card p,
  .card dd {
    overflow-wrap: anywhere;
  }
  .spot .head {
    display: flex;
    justify-content: space-between;
    gap: calc(var(--cm-unit) * 2);
  }
  .spot strong {
    font-size: var(--cm-type-lead);
    line-height: 1.3;
  }
  .spot .what {
    display: flex;
    align-items: baseline;
    gap: var(--cm-unit);
  }
  .swatch {
    flex: none;
    width: calc(var(--cm-unit) * 1.5);
    height: calc(var(--cm-unit) * 1.5);
    border-radius: 2px;
  }
  [data-category] {
    background: var(--cm-category-other);
  }
  [data-category='anti-fraud'] {
    background: var(--cm-category-anti-fraud);
  }
  [data-category='host'] {
    background: var(--cm-category-host);
  }

  .rule {
    display: grid;
    gap: var(--cm-unit);
  }
  .rule .head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 calc(var(--cm-unit) * 2);
  }
  .bar {
    position: relative;
    height: calc(var(--cm-unit) * 3);
    border: 1px solid var(--cm-line-strong);
    border-radius: var(--cm-half);
    background: var(--cm-ground);
  }
  .bar .filled {
    height: 100%;
    max-width: 100%;
    border-radius: calc(var(--cm-half) - 1px);
  }
  .bar .line {
    position: absolute;
    top: calc(var(--cm-unit) * -0.75);
    bottom: calc(var(--cm-unit) * -0.75);
    width: 3px;
    margin-left: -1.5px;
    background: var(--cm-promise);
    box-shadow: 0 0 0 1px var(--cm-surface);
  }

  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--cm-unit);
    padding: var(--cm-unit) calc(var(--cm-unit) * 2);
    border-radius: var(--cm-radius);
    background: var(--cm-warn-soft);
  }
  .note p {
    flex: 1 1 calc(var(--cm-unit) * 28);
  }
  .note .button {
    flex: none;
  }

  details {
    border-radius: var(--cm-radius);
    background: var(--cm-surface);
  }
  summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--cm-unit) * 2);
    min-height: var(--cm-touch);
    padding: var(--cm-unit) calc(var(--cm-unit) * 5) var(--cm-unit) calc(var(--cm-unit) * 2);
    border-radius: var(--cm-radius);
    cursor: pointer;
    position: relative;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::after {
    content: '';
    position: absolute;
    right: calc(var(--cm-unit) * 2);
    top: calc(50% - var(--cm-unit) * 0.75);
    width: var(--cm-unit);
    height: var(--cm-unit);
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    transform: rotate(45deg);
  }
  details[open] summary::after {
    top: calc(50% - var(--cm-unit) * 0.25);
    transform: rotate(225deg);
  }
  summary strong {
    flex: none;
  }
  summary span {
    flex: 1 1 calc(var(--cm-unit) * 16);
    overflow-wrap: anywhere;
  }
  .inside {
    display: grid;
    gap: var(--cm-unit);
    padding: 0 calc(var(--cm-unit) * 2) calc(var(--cm-unit) * 2);
  }
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--cm-half) calc(var(--cm-unit) * 2);
  }
  dt {
    color: var(--cm-text-quiet);
  }
  .faults li {
    padding: var(--cm-unit) 0;
    border-top: 1px solid var(--cm-line);
  }
  .large-code {
    font-size: var(--cm-type-large);
    font-weight: 700;
    font-family: ui-monospace, 'DejaVu Sans Mono', Consolas, monospace;
    text-align: center;
    white-space: nowrap;
  }
  changming-qr-code {
    width: 100%;
    max-width: calc(var(--cm-unit) * 56);
    margin: 0 auto;
  }
  progress {
    width: 100%;
    height: calc(var(--cm-unit) * 2);
    accent-color: var(--cm-accent);
  }

  .actions {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, calc(var(--cm-unit) * 20)), 1fr));
    gap: var(--cm-unit);
  }
  .confirm {
    display: grid;
    gap: var(--cm-unit);
    padding: calc(var(--cm-unit) * 2);
    border: 2px solid var(--cm-accent);
    border-radius: var(--cm-radius);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--cm-unit) calc(var(--cm-unit) * 2);
  }
  .closing {
    padding: var(--cm-unit) calc(var(--cm-unit) * 2);
    border-top: 1px solid var(--cm-line);
    background: var(--cm-surface);
  }
  changming-pin-pad {
    margin: calc(var(--cm-unit) * 2) auto;
  }
`;
