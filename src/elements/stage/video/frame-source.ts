/** One presented frame of a video. */
export interface PresentedFrame {
  /** How long ago it was presented, in milliseconds. */
  readonly ageMs: number;
  /** Its place in the film. */
  readonly mediaMs: number;
  /** Frames presented so far since the film was loaded. */
  readonly presented: number;
}

/** Calls back for every frame that a video truly presents. The seam at which tests freeze a picture. */
export interface FrameSource {
  /** Returns the function that stops it. */
  watch(onFrame: (frame: PresentedFrame) => void): () => void;
}

export function frameSource(video: HTMLVideoElement): FrameSource {
  return { watch: (onFrame) => watchCallbacks(video, onFrame) ?? watchCounters(video, onFrame) };
}

function watchCallbacks(
  video: HTMLVideoElement,
  onFrame: (frame: PresentedFrame) => void,
): (() => void) | undefined {
  if (!('requestVideoFrameCallback' in video)) return undefined;
  let handle = video.requestVideoFrameCallback(step);
  function step(_: number, metadata: VideoFrameCallbackMetadata) {
    handle = video.requestVideoFrameCallback(step);
    onFrame({
      ageMs: Math.max(0, performance.now() - metadata.presentationTime),
      mediaMs: metadata.mediaTime * 1000,
      presented: metadata.presentedFrames,
    });
  }
  return () => video.cancelVideoFrameCallback(handle);
}

/** Where frames have no callback, their counter is read in every animation frame. */
function watchCounters(video: HTMLVideoElement, onFrame: (frame: PresentedFrame) => void): () => void {
  let seen = -1;
  let handle = requestAnimationFrame(step);
  function step() {
    handle = requestAnimationFrame(step);
    const { totalVideoFrames, droppedVideoFrames } = video.getVideoPlaybackQuality();
    const presented = totalVideoFrames - droppedVideoFrames;
    if (presented === seen || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    seen = presented;
    onFrame({ ageMs: 0, mediaMs: video.currentTime * 1000, presented });
  }
  return () => cancelAnimationFrame(handle);
}
