import type {} from '../../src/player/written-event.ts';

/** What a page counts for the soak; see {@link countInPage}. */
export interface PageCounts {
  /** Plays that were written since the page began. */
  readonly plays: number;
  readonly videos: number;
  readonly objectUrls: number;
}

declare global {
  var changmingCounts: (() => PageCounts) | undefined;
}

/**
 * Runs in a page before anything else: counts plays, object URLs that are held, and video elements in every shadow
 * tree. Everything it needs stands inside, because only its text gets into the page.
 */
export function countInPage(): void {
  const held = new Set<string>();
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (object) => {
    const url = createObjectURL.call(URL, object);
    held.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    held.delete(url);
    revokeObjectURL.call(URL, url);
  };
  let plays = 0;
  addEventListener('changming-written', ({ detail }) => {
    plays += detail.filter(({ type }) => type === 'play').length;
  });
  const videosIn = (root: ParentNode): number => {
    let videos = root.querySelectorAll('video').length;
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) videos += videosIn(shadowRoot);
    return videos;
  };
  globalThis.changmingCounts = () => ({ plays, videos: videosIn(document), objectUrls: held.size });
}
