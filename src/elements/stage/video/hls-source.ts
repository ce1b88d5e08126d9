import type HlsLight from 'hls.js/light';
import type { ErrorData } from 'hls.js/light';
import { SpotError, type SpotErrorCode } from '../../../core/ports/stage.ts';
import { type CreativeSource, fileSource } from './creative-source.ts';
import { unload } from './video-deck.ts';

/** An HLS stream through hls.js, which is only loaded when there is one; by the browser itself where hls.js cannot run. */
export function hlsSource(url: string, spotKey: string): CreativeSource {
  let hls: HlsLight | undefined;
  const detach = (video: HTMLVideoElement) => {
    hls?.destroy();
    hls = undefined;
    unload(video);
  };
  const source: CreativeSource = {
    onError: undefined,
    async attach(video, fromMs) {
      const { default: Hls } = await loadHls(spotKey);
      if (!Hls.isSupported()) return fileSource(url).attach(video, fromMs);
      detach(video);
      // A live stream must say that it has no end, or its growing length would pass for one.
      const startPosition = fromMs > 0 ? fromMs / 1000 : -1;
      hls = new Hls({ startPosition, backBufferLength: 10, liveDurationInfinity: true });
      hls.on(Hls.Events.ERROR, (_, data) => {
        if (data.fatal) source.onError?.(spotErrorOf(data, spotKey));
      });
      hls.attachMedia(video);
      hls.loadSource(url);
    },
    detach,
  };
  return source;
}

async function loadHls(spotKey: string): Promise<typeof import('hls.js/light')> {
  try {
    return await import('hls.js/light');
  } catch (error) {
    throw new SpotError('network', spotKey, `the HLS library did not load: ${String(error)}`);
  }
}

function spotErrorOf(data: ErrorData, spotKey: string): SpotError {
  const status = data.response?.code;
  return new SpotError(codeOf(data, status), spotKey, `HLS ${data.details}${status ? ` (${status})` : ''}`);
}

function codeOf(data: ErrorData, status: number | undefined): SpotErrorCode {
  if (status === 404 || status === 410) return 'not-found';
  if (/TimeOut/i.test(data.details)) return 'timeout';
  if (/incompatible|codec/i.test(data.details)) return 'unsupported';
  if (/parsing/i.test(data.details)) return 'corrupt';
  return data.type === 'networkError' ? 'network' : 'corrupt';
}
