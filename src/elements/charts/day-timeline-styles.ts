import { css } from 'lit';

export const dayTimelineStyles = css`
  :host {
    display: block;
    font-family: var(--cm-font);
    font-variant-numeric: tabular-nums;
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }
  .controls,
  .chosen {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .controls .button {
    font-weight: 700;
  }
  .range {
    margin-left: 8px;
    color: var(--cm-text-quiet);
  }
  .scroll {
    margin: 8px 0;
    overflow-x: auto;
    overflow-y: hidden;
    overscroll-behavior-x: contain;
  }
  svg {
    position: sticky;
    left: 0;
    display: block;
  }
  text {
    fill: var(--cm-text);
    font-size: 16px;
  }
  .axis {
    fill: var(--cm-text-quiet);
    font-size: 14px;
    text-anchor: middle;
  }
  .tick {
    stroke: var(--cm-line);
    stroke-opacity: 0.7;
    pointer-events: none;
  }
  .ground {
    fill: var(--cm-off-air);
    fill-opacity: 0.35;
  }
  .plays {
    fill: var(--cm-category-other);
  }
  [data-category='anti-fraud'] {
    fill: var(--cm-category-anti-fraud);
  }
  [data-category='host'] {
    fill: var(--cm-category-host);
  }
  .cut {
    fill: url(#hatch);
  }
  .hatch {
    stroke: var(--cm-shortfall);
    stroke-width: 3;
  }
  .hatch-ground {
    fill: var(--cm-surface);
  }
  .mark,
  .dark {
    fill: var(--cm-shortfall);
  }
  .off {
    fill: var(--cm-category-other);
  }
  .ring {
    fill: none;
    stroke: var(--cm-accent);
    stroke-width: 3;
    pointer-events: none;
  }
  .chosen {
    min-height: var(--cm-touch);
  }
`;
