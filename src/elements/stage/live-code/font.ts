/**
 * Faces in which every letter is as wide as the next, and I and L, S and 5, Z and 2 are told apart; the wide ones first,
 * because width is legibility too. Chinese ones last, for the words that stand where there is no code.
 */
export const liveCodeFont =
  '"DejaVu Sans Mono", "Noto Sans Mono", "Roboto Mono", Consolas, Menlo, "Droid Sans Mono", "Liberation Mono", monospace, "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei"';

let capShare: number | undefined;

/** Height of a capital letter in font sizes, in the face that this machine has. */
export function capShareOf(): number {
  capShare ??= measureCapShare();
  return capShare;
}

function measureCapShare(): number {
  const ruler = document.createElement('canvas').getContext('2d');
  if (!ruler) return 0.7;
  ruler.font = `600 100px ${liveCodeFont}`;
  const share = ruler.measureText('H').actualBoundingBoxAscent / 100;
  return share > 0.5 && share < 1 ? share : 0.7;
}
