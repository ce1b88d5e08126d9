import { css } from 'lit';

/** Millimetres: this is paper. */
export const sheetStyles = css`
  :host {
    display: grid;
    justify-items: center;
    gap: 24px;
    color: var(--cm-text);
    font: var(--cm-type-body) / var(--cm-line-height) var(--cm-font);
    font-variant-numeric: tabular-nums;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    width: 100%;
  }
  .toolbar h2 {
    margin-right: auto;
  }
  .toolbar .hint {
    width: 100%;
  }
  .field {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .sheet {
    width: 182mm;
    max-width: 100%;
    padding: 12mm 14mm;
    box-sizing: content-box;
    background: var(--cm-surface);
    font-size: 13px;
    line-height: 1.4;
  }
  .sheet h3 {
    margin: 0 0 3mm;
    font-size: 22px;
    text-align: center;
  }
  .sheet h4 {
    margin: 2mm 0 0.5mm;
    font-size: 14px;
  }
  .sheet .simulated {
    margin: 0 0 3mm;
    padding: 2mm;
    border: 1mm dashed currentcolor;
    font-size: 20px;
    font-weight: 700;
    text-align: center;
  }
  .head,
  .signatures {
    display: grid;
    grid-template-columns: 1fr 1fr;
    border: 1px solid var(--cm-line-strong);
    border-width: 1px 0 0 1px;
  }
  .head > div,
  .signatures > div {
    display: grid;
    grid-template-columns: 24mm minmax(0, 1fr);
    min-height: 7mm;
    border: 1px solid var(--cm-line-strong);
    border-width: 0 1px 1px 0;
  }
  .head .wide {
    grid-column: 1 / -1;
  }
  .head dt,
  .head dd,
  .signatures dt,
  .signatures dd {
    align-self: center;
    padding: 1mm 2mm;
    overflow-wrap: anywhere;
  }
  dt {
    color: var(--cm-text-quiet);
  }
  .signatures {
    margin-top: 3mm;
  }
  .signatures > div {
    grid-template-columns: 32mm minmax(0, 1fr);
    min-height: 10mm;
  }
  .result {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 8mm;
    align-items: center;
    margin-top: 3mm;
  }
  .result .big {
    font-size: 44px;
    font-weight: 700;
    line-height: 1.1;
    white-space: nowrap;
  }
  .result.short .big {
    color: var(--cm-bad);
  }
  .list {
    display: grid;
  }
  /* What is longer stands in the electronic report; the sheet stays one page. */
  .list li {
    display: -webkit-box;
    overflow: hidden;
    -webkit-line-clamp: 2;
    -webkit-box-orient: vertical;
  }
  .checkpoint {
    display: grid;
    grid-template-columns: 30mm minmax(0, 1fr);
    gap: 0 4mm;
    align-items: start;
    margin-top: 3mm;
  }
  .checkpoint h4 {
    margin-top: 0;
  }
  .checkpoint dl > div {
    display: grid;
    grid-template-columns: 16mm minmax(0, 1fr);
  }
  .checkpoint dd {
    font-family: ui-monospace, 'Noto Sans Mono', Consolas, monospace;
    overflow-wrap: anywhere;
  }
  .small {
    margin-top: 1mm;
    color: var(--cm-text-quiet);
    font-size: 12px;
  }
  @media print {
    :host {
      display: block;
    }
    .toolbar {
      display: none;
    }
    .sheet {
      padding: 0;
      break-after: page;
      break-inside: avoid;
    }
    .sheet:last-of-type {
      break-after: auto;
    }
  }
`;
