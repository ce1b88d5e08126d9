/** One style sheet for the stage. Chrome 87 knows neither `inset` nor `aspect-ratio`. */
export const stageStyle = `
:host { display: block; position: relative; overflow: hidden; background: #0a2147; contain: strict;
  width: 100%; height: 100%; cursor: none; }
.frame { position: absolute; overflow: hidden; isolation: isolate; }
.slate, .layer, .layer > * { position: absolute; top: 0; left: 0; width: 100%; height: 100%; }
.slate { background: radial-gradient(120% 120% at 50% 38%, #16408a 0%, #0a2147 60%, #06152f 100%); color: #dce8ff; }
.slate .mark { position: absolute; left: 50%; top: 50%; transform: translate(-50%, -50%); text-align: center;
  font: 700 8vmin/1.3 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  letter-spacing: .3em; white-space: nowrap; }
.slate .mark svg { display: block; width: 20vmin; height: 20vmin; margin: 0 auto 3vmin; }
.slate .mark span { margin-right: -.3em; }
.layer { background: #0a2147; visibility: hidden; opacity: 0; z-index: 2; pointer-events: none; overflow: hidden; }
/* Above an arriving picture. Its own edges say how far it reaches; the pictures below are laid out without it. */
.overlay { z-index: 6; }
/* A film that is fully covered or fully transparent is decoded at 4 frames a second; nearly transparent, at its own rate. */
.layer.starting { visibility: visible; opacity: .001; z-index: 3; }
.layer.on-view { visibility: visible; opacity: 1; z-index: 1; }
.layer.arriving { z-index: 4; }
.layer video, .layer > canvas, .layer > img { object-fit: contain; }
.layer > .backdrop { object-fit: fill; opacity: .5; }
.layer > iframe { border: 0; background: #fff; }
.layer > img.drifting { animation: drift var(--drift-time) linear forwards; }
@keyframes drift { to { transform: scale(calc(1 + var(--drift, 0))); } }
@media (prefers-reduced-motion: reduce) { .layer > img { transform: none; animation: none; } }
`;
