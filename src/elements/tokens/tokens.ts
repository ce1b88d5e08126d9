import { css } from 'lit';

/**
 * The design tokens, as custom properties on the element that takes them into its `static styles` (and on the
 * document, when adopted there). Names start with `--cm-`.
 *
 * - `--cm-unit` is the 8-px grid; it grows with the screen's shorter side from 1080 px up, to 16 px on a 4K wall
 *   without device scaling, so that everything built on it is as large there as on a full-HD panel.
 * - Text colours reach 7:1 on `ground` and `surface`, `line-strong` and the chart colours 3:1.
 * - Chart colours differ in lightness as well as in hue: anti-fraud dark on light (light on dark), host the reverse,
 *   so that they stay apart in grey print and for the colour-blind. Print always takes the light set.
 */
export const tokens = css`
  :root,
  :host {
    color-scheme: light dark;
    --cm-unit: clamp(8px, 0.741vmin, 16px);
    --cm-half: calc(var(--cm-unit) / 2);

    --cm-font: system-ui, 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif;
    --cm-type-body: calc(var(--cm-unit) * 2);
    --cm-type-lead: calc(var(--cm-unit) * 2.5);
    --cm-type-title: calc(var(--cm-unit) * 3);
    --cm-type-large: calc(var(--cm-unit) * 4);
    --cm-type-answer: calc(var(--cm-unit) * 6);
    --cm-line-height: 1.5;

    --cm-radius: var(--cm-unit);
    --cm-touch: calc(var(--cm-unit) * 6);
    --cm-focus-width: calc(var(--cm-unit) * 0.375);

    --cm-ground: #f3f6fa;
    --cm-surface: #ffffff;
    --cm-text: #14202e;
    --cm-text-quiet: #3d4b5b;
    --cm-line: #c9d2dd;
    --cm-line-strong: #66778a;
    --cm-accent: #0b4fa8;
    --cm-on-accent: #ffffff;
    --cm-accent-soft: #e3edfa;
    --cm-good: #0b5c33;
    --cm-good-soft: #e2f3e9;
    --cm-warn: #6f3c00;
    --cm-warn-soft: #fdf0d9;
    --cm-bad: #9a121d;
    --cm-bad-soft: #fce8e8;

    --cm-category-anti-fraud: #0b4fa8;
    --cm-category-host: #b27e22;
    --cm-category-other: #7d8894;
    --cm-off-air: #d5dce4;
    --cm-promise: #14202e;
    --cm-shortfall: #9a121d;
    --cm-topic-fake-rebate: #0b2f66;
    --cm-topic-fake-investment: #8a2f5c;
    --cm-topic-fake-loan: #0f6b6b;
    --cm-topic-fake-shopping: #b0611a;
    --cm-topic-fake-service-agent: #5b86c4;
    --cm-topic-impersonation: #a58a3c;
    --cm-topic-other: #7d8894;
  }

  @media screen and (prefers-color-scheme: dark) {
    :root,
    :host {
      --cm-ground: #0e1620;
      --cm-surface: #17222f;
      --cm-text: #eaf0f7;
      --cm-text-quiet: #bcc8d5;
      --cm-line: #35444f;
      --cm-line-strong: #8799aa;
      --cm-accent: #8fbcff;
      --cm-on-accent: #06203f;
      --cm-accent-soft: #1e3552;
      --cm-good: #7fdca8;
      --cm-good-soft: #14352a;
      --cm-warn: #ffc670;
      --cm-warn-soft: #3b2c12;
      --cm-bad: #ffaaa5;
      --cm-bad-soft: #401f24;

      --cm-category-anti-fraud: #8fbcff;
      --cm-category-host: #a0762b;
      --cm-category-other: #76828e;
      --cm-off-air: #2b3845;
      --cm-promise: #eaf0f7;
      --cm-shortfall: #ffaaa5;
      --cm-topic-fake-rebate: #c9defc;
      --cm-topic-fake-investment: #e59ac0;
      --cm-topic-fake-loan: #5fc4c0;
      --cm-topic-fake-shopping: #e8a05c;
      --cm-topic-fake-service-agent: #6f9be0;
      --cm-topic-impersonation: #a8924e;
      --cm-topic-other: #76828e;
    }
  }
`;

/**
 * For what people at the screen itself read, on their feet and an arm or a few steps away: the grid grows from 770 px
 * of the shorter side. Put after `tokens`.
 */
export const screenScale = css`
  :host {
    --cm-unit: clamp(8px, 1.04vmin, 24px);
  }
`;
