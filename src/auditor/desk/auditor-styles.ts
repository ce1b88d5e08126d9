import { css } from 'lit';

export const auditorStyles = css`
  :host {
    display: block;
    color: var(--cm-text);
    font: var(--cm-type-body) / var(--cm-line-height) var(--cm-font);
    font-variant-numeric: tabular-nums;
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px;
    max-width: 1440px;
    margin: 0 auto;
    padding: 16px 24px 48px;
  }
  header,
  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
  }
  header h1 {
    margin-right: auto;
    font-size: var(--cm-type-title);
  }
  h2 {
    margin: 0;
    font-size: var(--cm-type-lead);
  }
  h2 .quiet {
    font-weight: 400;
  }
  .quiet {
    color: var(--cm-text-quiet);
  }
  .card,
  .answer,
  .notice {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    padding: 24px;
    border-radius: var(--cm-radius);
    background: var(--cm-surface);
  }
  .card > .button {
    justify-self: start;
  }
  .answers {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr));
    gap: 16px 24px;
  }
  .answer {
    gap: 4px;
    align-content: start;
    border-left: 8px solid var(--cm-line-strong);
  }
  .answer.met,
  .answer.within {
    border-color: var(--cm-good);
  }
  .answer.short {
    border-color: var(--cm-bad);
  }
  .answer h2 {
    margin-top: 16px;
  }
  .answer li {
    margin-top: 8px;
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 24px;
    font-size: var(--cm-type-title);
  }
  .figures strong {
    font-size: var(--cm-type-answer);
    line-height: 1.2;
    white-space: nowrap;
  }
  .answer.met > .figures strong,
  .answer.within > .figures strong,
  .answer li.met > p > strong,
  .answer li.within > p > strong {
    color: var(--cm-good);
  }
  .answer.short > .figures strong,
  .answer li.short > p > strong {
    color: var(--cm-bad);
  }
  /* Of what is no evidence nothing may look settled. */
  .doubtful .answer,
  .answer.doubtful {
    border-style: dashed;
    border-color: var(--cm-warn);
  }
  .doubtful .answer > .figures strong,
  .answer.doubtful > .figures strong,
  .doubtful .answer li > p > strong {
    color: inherit;
  }
  .notice.warn {
    border-left: 8px solid var(--cm-warn);
  }
  .field {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
  }
  .field .input {
    width: auto;
    max-width: 100%;
  }
  select.input {
    font: inherit;
    color: inherit;
  }
  .period {
    flex-wrap: wrap;
  }
  .twin summary {
    display: inline-flex;
    align-items: center;
    min-height: var(--cm-touch);
    padding: 0 8px;
    border-radius: var(--cm-radius);
    cursor: pointer;
    color: var(--cm-accent);
  }
  .twin summary::before {
    content: '▸';
    width: 24px;
  }
  .twin[open] summary::before {
    content: '▾';
  }
  .scroll {
    overflow: auto;
    max-height: 640px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 8px 16px 8px 0;
    border-bottom: 1px solid var(--cm-line);
    text-align: left;
    vertical-align: middle;
  }
  thead th,
  tbody th,
  .number,
  .when {
    white-space: nowrap;
  }
  tbody th {
    font-weight: 400;
  }
  .number {
    text-align: right;
  }
  .is-short {
    color: var(--cm-bad);
    font-weight: 700;
  }
  h3 {
    margin: 0;
    font-size: var(--cm-type-body);
  }
  .gauge {
    display: block;
    height: 16px;
    background: var(--cm-ground);
  }
  .gauge > * {
    display: block;
    min-width: 2px;
    height: 16px;
    background: var(--cm-category-other);
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }
  .gauge-cell {
    width: 16%;
    min-width: 80px;
  }
  .gauge [data-category='anti-fraud'] {
    background: var(--cm-category-anti-fraud);
  }
  .gauge [data-category='host'] {
    background: var(--cm-category-host);
  }
  .gauge [data-cause='no-picture'] {
    background: var(--cm-shortfall);
  }
  .bars {
    display: grid;
    gap: 8px;
  }
  .bars li {
    display: grid;
    grid-template-columns: minmax(160px, 2fr) minmax(80px, 3fr) minmax(160px, 1.4fr) minmax(0, 1.2fr);
    gap: 0 16px;
    align-items: center;
  }
  .bars .value {
    text-align: left;
  }
  .shortfalls {
    display: grid;
    gap: 24px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .shortfalls:empty {
    display: none;
  }
  .shortfalls > li {
    display: grid;
    gap: 4px;
    padding-left: 16px;
    border-left: 4px solid var(--cm-shortfall);
  }
  .shortfalls h3 {
    color: var(--cm-bad);
  }
  .choose {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr));
    gap: 16px 24px;
    align-items: start;
  }
  .choose .field {
    align-content: start;
    flex-direction: column;
    align-items: stretch;
  }
  .choose .field span {
    font-weight: 700;
  }
  .choose .field .input {
    width: 100%;
  }
  textarea.input {
    width: 320px;
    font: inherit;
    font-family: ui-monospace, 'Noto Sans Mono', Consolas, monospace;
    color: inherit;
    resize: vertical;
  }
  .is-kept {
    color: var(--cm-good);
    font-weight: 700;
  }
  .causes {
    padding-left: 24px;
    list-style: disc;
  }
  th.spot {
    max-width: 320px;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .fact {
    margin-right: 24px;
  }
  .link {
    min-height: 32px;
    padding: 0;
    text-align: left;
    border: 0;
    background: none;
    color: var(--cm-accent);
    text-decoration: underline;
    cursor: pointer;
  }
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 8px 24px;
  }
  dt {
    color: var(--cm-text-quiet);
  }
  .code,
  pre {
    font-family: ui-monospace, 'Noto Sans Mono', Consolas, monospace;
    overflow-wrap: anywhere;
  }
  pre {
    margin: 0;
    padding: 16px;
    overflow-x: auto;
    border: 1px solid var(--cm-line);
    border-radius: var(--cm-radius);
    white-space: pre-wrap;
  }
  progress {
    width: 100%;
    max-width: 480px;
    height: 16px;
    accent-color: var(--cm-accent);
  }
  .controls progress {
    width: 160px;
  }
  @media (max-width: 800px) {
    main {
      gap: 16px;
      padding: 8px 8px 32px;
    }
    .card,
    .answer,
    .notice {
      padding: 16px;
    }
    .gauge-cell {
      display: none;
    }
    .bars li {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .bars .gauge {
      grid-row: 2;
      grid-column: 1 / -1;
    }
    .bars .share {
      display: none;
    }
    th,
    td {
      padding-right: 8px;
    }
    tbody th {
      white-space: normal;
      overflow-wrap: anywhere;
    }
    td.when {
      min-width: 92px;
      white-space: normal;
    }
    td.lasted {
      white-space: normal;
      word-break: keep-all;
    }
    dl {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    dd {
      margin-bottom: 8px;
    }
  }
  @media print {
    :host {
      background: none;
    }
    main {
      display: block;
      padding: 0;
    }
    .card,
    .answer,
    .notice {
      margin-bottom: 16px;
      padding: 0 0 0 8px;
    }
    .card,
    tr {
      break-inside: avoid;
    }
    .controls,
    header .segmented,
    .plays,
    .button,
    .twin summary {
      display: none;
    }
    .scroll {
      max-height: none;
      overflow: visible;
    }
    details.twin {
      margin-top: 16px;
    }
  }
`;
