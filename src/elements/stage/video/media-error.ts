import { SpotError, type SpotErrorCode } from '../../../core/ports/stage.ts';

/** What a media element's error means. Chromium says more in the message than in the code. */
export function spotErrorOf(video: HTMLVideoElement, spotKey: string): SpotError {
  const error = video.error;
  const message = error?.message || `media error ${error?.code ?? 'unknown'}`;
  return new SpotError(codeOf(error?.code, message), spotKey, message);
}

function codeOf(code: number | undefined, message: string): SpotErrorCode {
  const status = /^(\d{3}):/.exec(message)?.[1];
  if (status === '404' || status === '410') return 'not-found';
  if (status !== undefined || code === MediaError.MEDIA_ERR_NETWORK) return 'network';
  if (/NO_SUPPORTED_STREAMS|NotSupported/.test(message)) return 'unsupported';
  return 'corrupt';
}
