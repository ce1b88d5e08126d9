import { css } from 'lit';

/** Fluid by grid and wrap alone: the page may be turned, and then the window's width is not its own. */
export const setupStyles = css`
  :host {
    font: var(--cm-type-body) / var(--cm-line-height) var(--cm-font);
    color: var(--cm-text);
  }
  form {
    display: flex;
    flex-direction: column;
    background: var(--cm-ground);
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    scroll-padding: calc(var(--cm-unit) * 3);
  }
  .page {
    display: flex;
    flex-direction: column;
    gap: calc(var(--cm-unit) * 3);
    max-width: calc(var(--cm-unit) * 160);
    margin: 0 auto;
    padding: calc(var(--cm-unit) * 2);
  }
  header {
    display: flex;
    flex-wrap: wrap-reverse;
    align-items: center;
    justify-content: space-between;
    gap: var(--cm-unit) calc(var(--cm-unit) * 3);
  }
  header .segmented {
    margin-left: auto;
  }
  /* Where there is only a finger, there are no keys to explain. */
  @media (hover: none) and (pointer: coarse) {
    .keys {
      display: none;
    }
  }
  h1 {
    font-size: var(--cm-type-large);
    line-height: 1.25;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, calc(var(--cm-unit) * 52)), 1fr));
    gap: calc(var(--cm-unit) * 3) calc(var(--cm-unit) * 6);
    align-items: start;
  }
  .column {
    display: grid;
    gap: calc(var(--cm-unit) * 3);
  }
  .hint + .choices,
  .hint + .input,
  .choices + .own {
    margin-top: var(--cm-unit);
  }
  .group-venue .choices {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, calc(var(--cm-unit) * 19)), 1fr));
  }
  .group-rotation .choices {
    grid-template-columns: repeat(4, 1fr);
  }
  .group-rotation .tile {
    justify-items: center;
    padding: var(--cm-unit) var(--cm-half);
    text-align: center;
  }
  .group-rotation .tile::after {
    display: none;
  }
  .group-rotation strong {
    line-height: 1.25;
  }
  .sample {
    display: grid;
    place-items: center;
    width: calc(var(--cm-unit) * 8);
    height: calc(var(--cm-unit) * 8);
  }
  .sample i {
    display: grid;
    place-items: center;
    border: 2px solid currentColor;
    border-radius: var(--cm-half);
    border-bottom-width: calc(var(--cm-unit) * 0.75);
    width: calc(var(--cm-unit) * 8);
    height: calc(var(--cm-unit) * 5);
    font-size: var(--cm-type-title);
    font-style: normal;
    font-weight: 700;
    line-height: 1;
  }
  .pin-row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--cm-unit) * 3);
    margin-top: var(--cm-unit);
  }
  .pin-row .input {
    width: calc(var(--cm-unit) * 24);
  }
  .words summary,
  .missing summary {
    min-height: var(--cm-touch);
    padding: var(--cm-unit) 0;
    font-weight: 700;
    cursor: pointer;
  }
  .missing {
    padding: 0 calc(var(--cm-unit) * 2);
    border: 1px solid var(--cm-line);
    border-radius: var(--cm-unit);
    background: var(--cm-surface);
  }
  .missing dl {
    margin: 0 0 calc(var(--cm-unit) * 2);
  }
  .missing dt {
    font-weight: 700;
  }
  .missing dd {
    margin: 0 0 var(--cm-unit);
  }
  .words div {
    margin-top: calc(var(--cm-unit) * 2);
  }
  footer {
    border-top: 1px solid var(--cm-line);
    background: var(--cm-surface);
  }
  .start {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--cm-unit) calc(var(--cm-unit) * 3);
    max-width: calc(var(--cm-unit) * 160);
    margin: 0 auto;
    padding: var(--cm-unit) calc(var(--cm-unit) * 2);
  }
  .countdown {
    flex: 1 1 calc(var(--cm-unit) * 30);
    font-variant-numeric: tabular-nums;
  }
  .countdown strong {
    display: block;
    font-size: var(--cm-type-lead);
    line-height: 1.3;
  }
  .buttons {
    display: flex;
    flex: 1 1 calc(var(--cm-unit) * 30);
    gap: calc(var(--cm-unit) * 2);
    max-width: calc(var(--cm-unit) * 60);
  }
  .buttons .button {
    min-height: calc(var(--cm-unit) * 7);
    font-size: var(--cm-type-lead);
  }
  .buttons .primary {
    flex: 1;
  }
`;
