/** False only when the browser is sure that there is no network; true promises nothing. */
export function isOnline(): boolean {
  return navigator.onLine !== false;
}

/** Calls `listener` whenever the network comes back or goes; returns the function that stops it. */
export function onConnectionChange(listener: (online: boolean) => void): () => void {
  const cameBack = () => listener(true);
  const went = () => listener(false);
  addEventListener('online', cameBack);
  addEventListener('offline', went);
  return () => {
    removeEventListener('online', cameBack);
    removeEventListener('offline', went);
  };
}
