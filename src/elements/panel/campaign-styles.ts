import { css } from 'lit';

export const campaignStyles = css`
  .campaign ul {
    display: grid;
    gap: calc(var(--cm-unit) * 2);
  }
  .campaign li {
    display: grid;
    gap: var(--cm-half);
    padding-top: calc(var(--cm-unit) * 2);
    border-top: 1px solid var(--cm-line);
  }
  .campaign .head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 calc(var(--cm-unit) * 2);
  }
  .campaign p {
    overflow-wrap: anywhere;
  }
  .campaign .bare {
    padding: var(--cm-unit) calc(var(--cm-unit) * 2);
    border-radius: var(--cm-radius);
    background: var(--cm-warn-soft);
  }
  .strip {
    position: relative;
    height: calc(var(--cm-unit) * 1.5);
    border: 1px solid var(--cm-line-strong);
    border-radius: var(--cm-half);
    background: var(--cm-ground);
  }
  .strip i {
    position: absolute;
    top: 0;
    bottom: 0;
    min-width: var(--cm-half);
    border-radius: calc(var(--cm-half) - 1px);
  }
`;
