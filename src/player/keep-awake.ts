/** Asks the system not to switch the display off while the page is visible; it has to be asked anew each time. */
export function keepAwake(): void {
  if (!('wakeLock' in navigator)) return;
  const ask = () => {
    // Refused on low battery or by policy: then the system's settings decide, as the capability report says.
    if (document.visibilityState === 'visible') navigator.wakeLock.request('screen').catch(() => {});
  };
  document.addEventListener('visibilitychange', ask);
  ask();
}
