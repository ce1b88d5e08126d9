import { css } from 'lit';

/** Native controls in the house's look. Needs `tokens` in the same `static styles`. */
export const controlStyles = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  ul {
    list-style: none;
  }
  button,
  input {
    font: inherit;
    color: inherit;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: var(--cm-focus-width) solid var(--cm-accent);
    outline-offset: var(--cm-focus-width);
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--cm-unit);
    min-height: var(--cm-touch);
    min-width: var(--cm-touch);
    padding: var(--cm-unit) calc(var(--cm-unit) * 2);
    border: 1px solid var(--cm-line-strong);
    border-radius: var(--cm-radius);
    background: var(--cm-surface);
    color: var(--cm-text);
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    touch-action: manipulation;
  }
  .button:hover {
    background: var(--cm-accent-soft);
  }
  .button.primary {
    border-color: var(--cm-accent);
    background: var(--cm-accent);
    color: var(--cm-on-accent);
    font-weight: 700;
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
  }
  .button[disabled] {
    border-color: var(--cm-line);
    background: var(--cm-ground);
    color: var(--cm-text-quiet);
    cursor: default;
  }

  .segmented {
    display: inline-flex;
    border: 1px solid var(--cm-line-strong);
    border-radius: var(--cm-radius);
    background: var(--cm-surface);
  }
  .segmented .button {
    border: 0;
    background: transparent;
  }
  .segmented .button[aria-pressed='true'] {
    background: var(--cm-accent);
    color: var(--cm-on-accent);
    font-weight: 700;
  }

  .label {
    display: block;
    padding: 0;
    margin-bottom: var(--cm-unit);
    font-weight: 700;
  }
  .hint {
    color: var(--cm-text-quiet);
  }
  .error {
    display: flex;
    gap: var(--cm-unit);
    margin-top: var(--cm-unit);
    color: var(--cm-bad);
    font-weight: 700;
  }
  .input {
    width: 100%;
    min-height: var(--cm-touch);
    padding: var(--cm-unit) calc(var(--cm-unit) * 1.5);
    border: 1px solid var(--cm-line-strong);
    border-radius: var(--cm-radius);
    background: var(--cm-surface);
  }
  .input[aria-invalid='true'] {
    border: 2px solid var(--cm-bad);
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: var(--cm-unit);
    min-height: var(--cm-touch);
    cursor: pointer;
  }
  .check input {
    width: calc(var(--cm-unit) * 3);
    height: calc(var(--cm-unit) * 3);
    margin: 0;
    accent-color: var(--cm-accent);
  }

  .choices {
    display: grid;
    gap: var(--cm-unit);
  }
  .choice {
    position: relative;
    display: flex;
    cursor: pointer;
    touch-action: manipulation;
  }
  .choice input {
    position: absolute;
    top: 0;
    left: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .tile {
    display: grid;
    flex: 1;
    align-content: center;
    gap: var(--cm-half);
    min-width: 0;
    min-height: calc(var(--cm-unit) * 7);
    padding: var(--cm-unit) calc(var(--cm-unit) * 5) var(--cm-unit) calc(var(--cm-unit) * 1.5);
    border: 2px solid var(--cm-line);
    border-radius: var(--cm-radius);
    background: var(--cm-surface);
  }
  .tile strong,
  .tile span {
    min-width: 0;
    overflow-wrap: break-word;
  }
  .choice:hover .tile {
    border-color: var(--cm-line-strong);
  }
  .choice input:checked + .tile {
    border-color: var(--cm-accent);
    background: var(--cm-accent-soft);
  }
  /* The mark says by shape what the border says by colour. */
  .tile::after {
    content: '';
    position: absolute;
    top: calc(50% - var(--cm-unit) * 1.25);
    right: calc(var(--cm-unit) * 1.25);
    width: calc(var(--cm-unit) * 2.5);
    height: calc(var(--cm-unit) * 2.5);
    border: 2px solid var(--cm-line-strong);
    border-radius: 50%;
  }
  .choice input:checked + .tile::after {
    border: calc(var(--cm-unit) * 0.75) solid var(--cm-accent);
    background: var(--cm-surface);
  }
  .choice input:focus-visible + .tile {
    outline: var(--cm-focus-width) solid var(--cm-accent);
    outline-offset: var(--cm-focus-width);
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip: rect(0 0 0 0);
    white-space: nowrap;
  }
`;

/**
 * A box that fills the window and is turned with the picture: `class="turned" data-turn="90"`. A turned box swaps
 * the window's sides, so what is inside must not ask media queries for its width.
 */
export const turnedStyles = css`
  .turned {
    position: fixed;
    top: 0;
    left: 0;
    width: 100%;
    height: 100%;
    max-width: none;
    max-height: none;
  }
  .turned[data-turn='90'],
  .turned[data-turn='270'] {
    width: 100vh;
    height: 100vw;
    transform-origin: 0 0;
  }
  .turned[data-turn='90'] {
    transform: translateX(100vw) rotate(90deg);
  }
  .turned[data-turn='180'] {
    transform: rotate(180deg);
  }
  .turned[data-turn='270'] {
    transform: translateY(100vh) rotate(270deg);
  }
`;
