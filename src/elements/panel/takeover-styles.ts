import { css } from 'lit';

export const takeoverStyles = css`
  :host {
    display: grid;
    gap: calc(var(--cm-unit) * 2);
    grid-template-columns: minmax(0, 1fr);
  }
  .stopped {
    display: grid;
    gap: var(--cm-unit);
  }
  .stopped h3 {
    font-size: var(--cm-type-title);
  }
  .stop {
    display: grid;
    gap: var(--cm-unit);
  }
  .takeover {
    display: grid;
    gap: var(--cm-half);
    padding: var(--cm-unit) 0;
    border-bottom: 1px solid var(--cm-line);
  }
  .takeover strong {
    font-size: var(--cm-type-lead);
    line-height: 1.3;
  }
  .compose {
    border: 1px solid var(--cm-line);
  }
  /* The one around it is open. */
  .compose:not([open]) > summary::after {
    top: calc(50% - var(--cm-unit) * 0.75);
    transform: rotate(45deg);
  }
  form.inside {
    gap: calc(var(--cm-unit) * 2);
    padding-top: var(--cm-unit);
  }
  .group-template .choices,
  .group-length .choices,
  .group-when .choices {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, calc(var(--cm-unit) * 24)), 1fr));
  }
  .file {
    padding-top: calc(var(--cm-unit) * 2);
    border-top: 1px solid var(--cm-line);
  }
`;
