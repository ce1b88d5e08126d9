import { css } from 'lit';

/** Opened files and what verification says of them. */
export const fileStyles = css`
  .verdict {
    gap: 16px;
  }
  .steps {
    display: grid;
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .steps > li {
    display: grid;
    grid-template-columns: 32px minmax(0, 1fr);
  }
  .steps .sign {
    font-size: var(--cm-type-lead);
    font-weight: 700;
  }
  .steps .passed > .sign {
    color: var(--cm-good);
  }
  .steps .failed > .sign,
  .steps .failure {
    color: var(--cm-bad);
  }
  .steps ul {
    display: grid;
    gap: 8px;
    padding: 8px 0 8px 24px;
  }
  .steps .code {
    color: var(--cm-text-quiet);
  }
  .steps summary {
    min-height: 32px;
    cursor: pointer;
    color: var(--cm-accent);
  }
  .simulated {
    padding: 16px;
    border: 4px dashed var(--cm-warn);
    background: var(--cm-warn-soft);
    color: var(--cm-warn);
    font-size: var(--cm-type-lead);
  }
  .file-picker:focus-within {
    outline: var(--cm-focus-width) solid var(--cm-accent);
    outline-offset: var(--cm-focus-width);
  }
  .drop {
    position: fixed;
    top: 0;
    right: 0;
    bottom: 0;
    left: 0;
    z-index: 10;
    display: flex;
    align-items: center;
    justify-content: center;
    border: 8px dashed var(--cm-accent);
    background: var(--cm-accent-soft);
    opacity: 0.92;
    font-size: var(--cm-type-large);
    pointer-events: none;
  }
  td.actions {
    white-space: nowrap;
    text-align: right;
  }
  td.name {
    overflow-wrap: anywhere;
  }
  tr[aria-current='true'] {
    background: var(--cm-accent-soft);
  }
`;
