import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import { LiveCode } from '../../../src/elements/stage/live-code/live-code.ts';
import { ChangmingStage } from '../../../src/elements/stage/stage-element.ts';

/** What a person in front of the screen sees: which film, which of its frames, since when. */
export interface SeenFrame {
  readonly film: string;
  readonly index: number;
  readonly atMs: number;
}

const framesPerSecond = 30;
const seen: SeenFrame[] = [];

/** Notes every change of the picture that was painted. Runs after the paint, so that no swap is noted too early. */
function watchPicture(videoOnView: () => HTMLVideoElement | undefined): void {
  const latest = new WeakMap<HTMLVideoElement, { film: string; index: number }>();
  const watched = new WeakSet<HTMLVideoElement>();
  const watch = (video: HTMLVideoElement) => {
    if (watched.has(video)) return;
    watched.add(video);
    const step: VideoFrameRequestCallback = (_, frame) => {
      latest.set(video, { film: video.currentSrc, index: Math.round(frame.mediaTime * framesPerSecond) });
      video.requestVideoFrameCallback(step);
    };
    video.requestVideoFrameCallback(step);
  };
  const afterPaint = new MessageChannel();
  let paintedAtMs = 0;
  afterPaint.port1.onmessage = () => {
    const video = videoOnView();
    const frame = video && latest.get(video);
    const before = seen[seen.length - 1];
    if (frame && (frame.film !== before?.film || frame.index !== before.index))
      seen.push({ ...frame, atMs: paintedAtMs });
  };
  const tick = (now: number) => {
    for (const video of document.querySelector('changming-stage')?.shadowRoot?.querySelectorAll('video') ??
      [])
      watch(video);
    for (const video of document.querySelectorAll('video')) watch(video);
    paintedAtMs = now;
    afterPaint.port2.postMessage(0);
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

function spotOf(url: string): ProgrammeSpot {
  const spot = {
    id: 'film',
    kind: 'video',
    category: 'anti-fraud',
    weight: 1,
    src: url,
    durationMs: 2_000,
  } as const;
  return { key: url, playlist: { id: 'bench', revision: 1 }, spot, url: new URL(url, location.href).href };
}

/** As on a real screen, and busier: a new code and QR code at every boundary, a move at every other. */
function codeFor(stage: ChangmingStage): (boundary: number) => void {
  const code = new LiveCode();
  code.withQr = true;
  stage.overlay = code;
  return (boundary) => {
    const root = Uint8Array.from({ length: 32 }, (_, index) => (index * 73 + boundary * 97) & 255);
    code.standing = { origin: 'changming/abcdefghijklmnop/1', size: boundary, root };
    if (boundary % 2) code.move();
  };
}

async function playOnStage(
  films: readonly string[],
  volume: number,
  withCode = false,
): Promise<readonly SeenFrame[]> {
  const stage = new ChangmingStage();
  const tellCode = withCode ? codeFor(stage) : () => {};
  stage.volume = volume;
  document.body.append(stage);
  // For two frames both are in place, and the arriving one lies on top.
  const onTop = (selector: string) => stage.shadowRoot?.querySelector<HTMLVideoElement>(`${selector} video`);
  watchPicture(() => onTop('.arriving') ?? onTop('.on-view') ?? undefined);
  const { signal } = new AbortController();
  let next = await stage.prepare(spotOf(films[0] ?? ''), signal);
  for (let index = 1; index <= films.length; index++) {
    const onView = await stage.show(next);
    tellCode(index);
    const film = films[index];
    if (film !== undefined) next = await stage.prepare(spotOf(film), signal);
    await onView.nearEnd(film === undefined ? 0 : next.startUpMs, signal);
  }
  return seen;
}

async function playBySource(films: readonly string[], volume: number): Promise<readonly SeenFrame[]> {
  const video = document.createElement('video');
  video.volume = volume;
  video.muted = volume === 0;
  document.body.append(video);
  watchPicture(() => video);
  for (const film of films) {
    video.src = film;
    await video.play();
    await new Promise((resolve) => video.addEventListener('ended', resolve, { once: true }));
  }
  return seen;
}

const playOnStageWithCode = (films: readonly string[], volume: number) => playOnStage(films, volume, true);

Object.assign(window, { playOnStage, playOnStageWithCode, playBySource });
