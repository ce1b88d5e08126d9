/** Chinese faces first; the Latin and the figures come from them too, so that both stand on one line. */
export const sloganFont =
  '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif';

/** English has faces of its own: in a Chinese one its quotation marks stand a full character wide. */
export const englishFont = `"Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", ${sloganFont}`;

/** Motion draws the eye once, in 700 ms, then rests: a drift of a quarter of a per cent per second at most. */
export const sloganStyle = `
.slogan { background: var(--dark); font-family: ${sloganFont}; font-variant-numeric: tabular-nums; }
.slogan .content, .slogan .content > *, .slogan .background { position: absolute; }
.slogan .content { left: 0; top: 0; width: 100%; height: 100%; transform: translate(var(--shift-x), var(--shift-y)); }
.slogan .background { background: radial-gradient(110% 130% at 78% 30%, var(--light) 0%, var(--dark) 78%); }
.slogan.two-colour .background { background: #000; }
.slogan .text { white-space: pre; font-weight: 700; color: var(--detail); text-align: left; }
.slogan .portrait .text, .slogan .bare .text { text-align: center; }
.slogan .text:lang(en) { font-family: ${englishFont}; font-variant-east-asian: proportional-width; }
.slogan .hook { font-weight: 900; color: var(--hook); }
.slogan .hanging { margin-left: -.45em; }
.slogan .trailing { margin-right: -.45em; }
.slogan .second { color: var(--translation); font-weight: 700; }
.slogan .action { color: var(--barText); }
.slogan .bar { background: var(--barBackground); border-radius: var(--radius); box-sizing: border-box;
  border: max(1px, .35vmin) solid var(--barBorder); }
.slogan.two-colour .bar { border-radius: 0; }
.slogan .figure > * { position: absolute; top: 0; left: 0; width: 100%; height: 100%; }
.slogan .disc, .slogan .waves { border-radius: 50%; }
.slogan .disc { background: var(--disc); opacity: .55; }
.slogan .waves { box-shadow: 0 0 0 .6vmin var(--disc); opacity: .5; transform: scale(1.1); }
.slogan.two-colour .disc, .slogan.two-colour .waves { display: none; }
.slogan .figure svg { top: 17%; left: 17%; width: 66%; height: 66%; color: var(--line); overflow: visible; }
.slogan .figure svg .accent { stroke: var(--accent); }
.slogan.entering .hook > div { animation: slogan-rise .6s cubic-bezier(.2, .7, .2, 1) both; }
.slogan.entering .hook > div:nth-child(2) { animation-delay: .06s; }
.slogan.entering .hook > div:nth-child(n + 3) { animation-delay: .1s; }
.slogan.entering .detail, .slogan.entering .hook.second { animation: slogan-appear .5s .15s both; }
.slogan.entering .bar, .slogan.entering .action { animation: slogan-appear .45s .25s both; }
.slogan.entering .figure { animation: slogan-grow .7s cubic-bezier(.2, .8, .3, 1) both; }
.slogan.entering .figure svg { animation: slogan-drift 24s 1s ease-in-out infinite alternate; }
.slogan.entering .figure svg * { stroke-dasharray: 1 1; animation: slogan-draw .7s ease-out both; }
@keyframes slogan-rise { from { transform: translateY(.28em); opacity: 0; } }
@keyframes slogan-appear { from { opacity: 0; } }
@keyframes slogan-grow { from { transform: scale(.93); } }
@keyframes slogan-draw { from { stroke-dashoffset: 1; } to { stroke-dashoffset: 0; } }
@keyframes slogan-drift { from { transform: translate(0, -1.5%); } to { transform: translate(0, 1.5%) scale(1.03); } }
@media (prefers-reduced-motion: reduce) { .slogan.entering * { animation: none !important; } }
`;
