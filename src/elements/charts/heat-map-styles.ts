import { css } from 'lit';

export const heatMapStyles = css`
  :host {
    display: block;
    font-family: var(--cm-font);
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }
  .scroll {
    overflow-x: auto;
    overflow-y: hidden;
  }
  .picture {
    position: relative;
    min-width: 100%;
  }
  svg {
    display: block;
  }
  text {
    fill: var(--cm-text);
    font-size: 14px;
    font-variant-numeric: tabular-nums;
    pointer-events: none;
  }
  .axis {
    fill: var(--cm-text-quiet);
  }
  .middle {
    text-anchor: middle;
  }
  .end {
    text-anchor: end;
  }
  .ground {
    fill: var(--cm-off-air);
    fill-opacity: 0.25;
  }
  .kept-1,
  .kept-2,
  .kept-3 {
    fill: var(--cm-category-anti-fraud);
    fill-opacity: 0.22;
  }
  .kept-2 {
    fill-opacity: 0.36;
  }
  .kept-3 {
    fill-opacity: 0.5;
  }
  .within {
    fill: var(--cm-surface);
    stroke: var(--cm-category-anti-fraud);
    stroke-width: 1.5;
  }
  .short {
    fill: var(--cm-surface);
    stroke: var(--cm-shortfall);
    stroke-width: 2;
  }
  .hatched .short {
    fill: url(#hatch);
    stroke-width: 1;
  }
  .hatch {
    stroke: var(--cm-shortfall);
    stroke-width: 4;
  }
  .hatch-ground {
    fill: var(--cm-surface);
  }
  .mark {
    fill: var(--cm-shortfall);
    pointer-events: none;
  }
  .figure.is-short {
    fill: var(--cm-shortfall);
    font-weight: 700;
  }
  .picture svg {
    cursor: pointer;
  }
  .cell {
    position: absolute;
    border-radius: 2px;
    cursor: pointer;
  }
  .cell:focus {
    outline: none;
  }
  .cell:focus-visible,
  .cell.selected {
    outline: var(--cm-focus-width) solid var(--cm-accent);
    outline-offset: 1px;
  }
`;
