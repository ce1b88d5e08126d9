/**
 * Calls `changed` whenever the number of device pixels in a CSS pixel changes: page zoom, the system's scale, a window
 * that went to another display. Returns what ends it. A query holds for one ratio only, so each change asks a new one.
 */
export function watchPixelRatio(changed: () => void): () => void {
  let query: MediaQueryList | undefined;
  const listen = () => {
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener('change', onChange);
  };
  const stop = () => query?.removeEventListener('change', onChange);
  function onChange(): void {
    stop();
    listen();
    changed();
  }
  listen();
  return stop;
}
