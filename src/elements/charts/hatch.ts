import { type SVGTemplateResult, svg } from 'lit';

/** What fell short is hatched: it must differ in grey print too. Fill with `url(#hatch)`; colours come from `.hatch` and `.hatch-ground`. */
export const hatchPattern: SVGTemplateResult = svg`<defs>
  <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect class="hatch-ground" width="7" height="7" />
    <line class="hatch" x1="0" y1="0" x2="0" y2="7" />
  </pattern>
</defs>`;
