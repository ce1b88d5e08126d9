import { css } from 'lit';

/** Needs `tokens`, `screenScale` and `controlStyles` in the same `static styles`. Nothing to touch is smaller than 64 px. */
export const kioskStyles = css`
  :host {
    display: block;
    position: absolute;
    top: 0;
    left: 0;
    width: 100%;
    height: 100%;
    --touch: max(64px, calc(var(--cm-unit) * 7));
  }
  .kiosk {
    --base: 1;
    --size: 1;
    --scale: calc(var(--base) * var(--size));
    display: grid;
    width: 100%;
    height: 100%;
    font: 400 calc(var(--cm-unit) * 2.25 * var(--scale)) / 1.5 var(--cm-font);
    background: var(--cm-ground);
    color: var(--cm-text);
    cursor: default;
    user-select: none;
    -webkit-user-select: none;
  }
  .kiosk.wide {
    --base: 1.25;
  }
  .kiosk.tall {
    --base: 1.4;
  }
  .kiosk[data-size='1'] {
    --size: 1.2;
  }
  .kiosk[data-size='2'] {
    --size: 1.45;
  }
  .wide {
    grid-template: auto 1fr / 1fr auto;
    grid-template-areas: 'head head' 'main nav';
  }
  .wide.left {
    grid-template: auto 1fr / auto 1fr;
    grid-template-areas: 'head head' 'nav main';
  }
  .tall,
  .small {
    grid-template: auto 1fr auto / 1fr;
    grid-template-areas: 'head' 'main' 'nav';
  }
  .touch {
    min-height: var(--touch);
    min-width: var(--touch);
  }
  header {
    grid-area: head;
    display: flex;
    align-items: baseline;
    gap: calc(var(--cm-unit) * 2);
    padding: var(--cm-unit) calc(var(--cm-unit) * 3);
    background: #0b2a5b;
    color: #ffffff;
  }
  h1 {
    font-size: calc(var(--cm-unit) * 3.25);
    line-height: 1.3;
  }
  header p {
    opacity: 0.92;
  }
  header .always {
    margin-left: auto;
    font-size: calc(var(--cm-unit) * 2.75);
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    opacity: 1;
  }
  .left header .always {
    order: -1;
    margin: 0 auto 0 0;
  }
  main {
    grid-area: main;
    display: flex;
    flex-direction: column;
    gap: calc(var(--cm-unit) * 2);
    min-height: 0;
    padding: calc(var(--cm-unit) * 2) calc(var(--cm-unit) * 3);
    overflow: auto;
  }
  main:focus-visible {
    outline-offset: calc(var(--cm-focus-width) * -1);
  }
  nav {
    grid-area: nav;
    display: flex;
    gap: var(--cm-unit);
    padding: calc(var(--cm-unit) * 2);
    border: solid var(--cm-line);
    border-width: 0 0 0 1px;
    background: var(--cm-surface);
    overflow: auto;
  }
  .wide nav {
    flex-direction: column;
    width: calc(var(--cm-unit) * 22 * (0.6 + 0.4 * var(--scale)));
  }
  .wide.left nav {
    border-width: 0 1px 0 0;
  }
  .tall nav,
  .small nav {
    flex-wrap: wrap;
    border-width: 1px 0 0;
  }
  .tall.left nav,
  .small.left nav {
    flex-direction: row-reverse;
  }
  nav .button {
    flex: 1 0 auto;
    font-size: calc(var(--cm-unit) * 2.25 * (0.6 + 0.4 * var(--scale)));
  }
  .wide nav .button {
    flex: 0 0 auto;
  }
  .wide nav .button:nth-child(4) {
    margin-top: auto;
  }
  nav .button[aria-pressed='true'] {
    border-color: var(--cm-accent);
    background: var(--cm-accent);
    color: var(--cm-on-accent);
    font-weight: 700;
  }
  h2 {
    font-size: calc(var(--cm-unit) * 3.25 * var(--scale));
    line-height: 1.35;
  }
  h2:focus-visible {
    outline: none;
  }
  h3 {
    font-size: calc(var(--cm-unit) * 2.5 * var(--scale));
    line-height: 1.35;
  }
  .figure {
    display: block;
    flex: none;
    width: calc(var(--cm-unit) * 9 * var(--base));
    height: calc(var(--cm-unit) * 9 * var(--base));
    color: var(--cm-accent);
  }
  .figure svg {
    display: block;
    width: 100%;
    height: 100%;
  }

  .cards {
    display: grid;
    flex: 1 0 auto;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    grid-auto-rows: 1fr;
    gap: calc(var(--cm-unit) * 2);
  }
  .tall .cards {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
  .small .cards {
    grid-template-columns: minmax(0, 1fr);
    gap: var(--cm-unit);
  }
  .card {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: var(--cm-unit);
    width: 100%;
    height: 100%;
    padding: calc(var(--cm-unit) * 2);
    border: 2px solid var(--cm-line-strong);
    border-radius: calc(var(--cm-radius) * 1.5);
    background: var(--cm-surface);
    text-align: center;
    text-wrap: balance;
    cursor: pointer;
    touch-action: manipulation;
  }
  .card strong {
    font-size: calc(var(--cm-unit) * 3 * var(--scale));
    line-height: 1.3;
  }
  .card span {
    color: var(--cm-text-quiet);
  }
  /* Six cards of English words, too, are seen at once on the lowest of wide screens. */
  .wide .card {
    padding: var(--cm-unit) calc(var(--cm-unit) * 1.5);
  }
  .wide .card .figure {
    width: calc(var(--cm-unit) * 9);
    height: calc(var(--cm-unit) * 9);
  }
  .wide .card:lang(en) {
    line-height: 1.3;
  }
  .wide .card:lang(en) strong {
    font-size: calc(var(--cm-unit) * 2.25 * var(--scale));
  }
  .wide .card:lang(en) span {
    font-size: calc(var(--cm-unit) * 2 * var(--scale));
  }
  .small .card {
    display: grid;
    grid-template: auto auto / auto 1fr;
    justify-items: start;
    gap: 0 calc(var(--cm-unit) * 1.5);
    padding: var(--cm-unit) calc(var(--cm-unit) * 1.5);
    text-align: left;
  }
  .small .card .figure {
    grid-row: 1 / 3;
    width: calc(var(--cm-unit) * 6);
    height: calc(var(--cm-unit) * 6);
  }
  .small .card strong {
    font-size: calc(var(--cm-unit) * 2.5 * var(--scale));
  }
  .card:active,
  .option:active {
    background: var(--cm-accent-soft);
  }

  .heading {
    display: flex;
    align-items: center;
    gap: calc(var(--cm-unit) * 2);
  }
  .hook {
    font-size: calc(var(--cm-unit) * 2.75 * var(--scale));
    font-weight: 700;
    line-height: 1.35;
    color: var(--cm-accent);
  }
  .small .hook,
  .small h2 {
    font-size: calc(var(--cm-unit) * 2.5 * var(--scale));
  }
  .parts,
  .lines {
    display: grid;
    flex: 1 0 auto;
    gap: calc(var(--cm-unit) * 2);
  }
  .wide .parts,
  .wide .lines {
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }
  .part,
  .line {
    padding: calc(var(--cm-unit) * 2);
    border-radius: var(--cm-radius);
    background: var(--cm-surface);
    border-top: calc(var(--cm-unit) * 0.75) solid var(--cm-line-strong);
  }
  .part h3,
  .line h3 {
    margin-bottom: var(--cm-unit);
  }
  .part ul,
  .part ol {
    display: grid;
    gap: calc(var(--cm-unit) * 1.5);
  }
  .part ol {
    margin: 0;
    padding-left: 1.4em;
  }
  .part.say {
    border-color: var(--cm-warn);
  }
  .part.how {
    border-color: var(--cm-bad);
  }
  .part.do {
    border-color: var(--cm-good);
    background: var(--cm-good-soft);
    font-weight: 700;
  }
  .moves {
    display: flex;
    gap: calc(var(--cm-unit) * 2);
  }
  .moves .button {
    flex: 1 1 0;
  }
  .number {
    font-size: calc(var(--cm-unit) * 9);
    font-weight: 700;
    line-height: 1.1;
    font-variant-numeric: tabular-nums;
    color: var(--cm-accent);
  }
  .urgent {
    border-color: var(--cm-bad);
  }
  .urgent .number {
    color: var(--cm-bad);
  }
  .remember {
    margin-top: calc(var(--cm-unit) * 2);
    font-size: calc(var(--cm-unit) * 2.75 * var(--scale));
    font-weight: 700;
  }

  .progress {
    color: var(--cm-text-quiet);
    font-variant-numeric: tabular-nums;
  }
  .options {
    display: grid;
    gap: calc(var(--cm-unit) * 1.5);
  }
  .option {
    display: flex;
    align-items: center;
    gap: calc(var(--cm-unit) * 2);
    width: 100%;
    padding: var(--cm-unit) calc(var(--cm-unit) * 2);
    border: 2px solid var(--cm-line-strong);
    border-radius: var(--cm-radius);
    background: var(--cm-surface);
    text-align: left;
    line-height: 1.35;
    cursor: pointer;
    touch-action: manipulation;
  }
  .option .mark {
    flex: none;
    width: 1.8em;
    border-radius: 50%;
    background: var(--cm-accent-soft);
    line-height: 1.8;
    text-align: center;
    font-weight: 700;
  }
  .option.right {
    border: 4px solid var(--cm-good);
    background: var(--cm-good-soft);
    font-weight: 700;
  }
  .option.wrong {
    border: 4px dashed var(--cm-bad);
    background: var(--cm-bad-soft);
  }
  .option.other {
    color: var(--cm-text-quiet);
    cursor: default;
  }
  .answer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--cm-unit) * 2);
  }
  .answer p {
    flex: 1 1 12em;
  }
  .answer .good {
    color: var(--cm-good);
  }
  .answer .bad {
    color: var(--cm-bad);
  }
  .result {
    font-size: calc(var(--cm-unit) * 5 * var(--scale));
  }
  .missed {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--cm-unit) * 1.5);
  }

  .idle {
    position: absolute;
    left: 50%;
    bottom: calc(var(--touch) * 0.5);
    display: flex;
    align-items: center;
    gap: calc(var(--cm-unit) * 3);
    width: max-content;
    max-width: 94%;
    padding: calc(var(--cm-unit) * 2) calc(var(--cm-unit) * 3);
    border-radius: calc(var(--cm-radius) * 2);
    background: #0b2a5b;
    color: #ffffff;
    box-shadow: 0 4px 24px rgba(0, 0, 0, 0.4);
    font-variant-numeric: tabular-nums;
    transform: translateX(-50%);
  }
  .idle .button {
    border-color: #ffffff;
    background: #ffffff;
    color: #0b2a5b;
  }
  .small header {
    flex-wrap: wrap;
    gap: 0 calc(var(--cm-unit) * 2);
    padding: var(--cm-unit) calc(var(--cm-unit) * 2);
  }
  .small header p {
    font-size: calc(var(--cm-unit) * 2);
  }
  .small h1,
  .small header .always {
    font-size: calc(var(--cm-unit) * 2.5);
  }
  .small main {
    gap: calc(var(--cm-unit) * 1.5);
    padding: calc(var(--cm-unit) * 1.5);
  }
  .small nav {
    padding: var(--cm-unit);
  }
  .small nav .button {
    padding: var(--cm-half) var(--cm-unit);
    font-size: calc(var(--cm-unit) * 2);
  }
  .small .moves {
    gap: var(--cm-unit);
  }
`;
