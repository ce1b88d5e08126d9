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

/** Whether this engine has ever called back; one that has is believed when it is silent. */
let hasCalledBack = false;
/** So many frames counted and not one called back: this engine has the callback and does not call it (WebKitGTK 2.50). */
const silentFrames = 4;

export function frameSource(video: HTMLVideoElement): FrameSource {
  const canCallBack = 'requestVideoFrameCallback' in video;
  return { watch: (onFrame) => (canCallBack ? watchBoth(video, onFrame) : watchCounters(video, onFrame)) };
}

/** The callbacks, and until there has ever been one, the counters beside them. */
function watchBoth(video: HTMLVideoElement, onFrame: (frame: PresentedFrame) => void): () => void {
  let counted = 0;
  const stopCounters = hasCalledBack ? () => {} : watchCounters(video, onCounted);
  const stopCallbacks = watchCallbacks(video, (frame) => {
    hasCalledBack = true;
    stopCounters();
    onFrame(frame);
  });
  function onCounted(frame: PresentedFrame) {
    counted += 1;
    if (hasCalledBack) stopCounters();
    else if (counted > silentFrames) onFrame(frame);
  }
  return () => {
    stopCounters();
    stopCallbacks();
  };
}

function watchCallbacks(video: HTMLVideoElement, onFrame: (frame: PresentedFrame) => void): () => void {
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
  let [seen, decoded] = [-1, 0];
  let handle = requestAnimationFrame(step);
  function step() {
    handle = requestAnimationFrame(step);
    const { totalVideoFrames, droppedVideoFrames } = video.getVideoPlaybackQuality();
    // Loaded anew, it counts anew.
    if (totalVideoFrames < decoded) seen = -1;
    decoded = totalVideoFrames;
    // A frame may be called dropped after it was counted.
    const presented = totalVideoFrames - droppedVideoFrames;
    if (presented <= seen || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    seen = presented;
    onFrame({ ageMs: 0, mediaMs: video.currentTime * 1000, presented });
  }
  return () => cancelAnimationFrame(handle);
}
