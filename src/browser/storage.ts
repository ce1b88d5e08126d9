export interface StorageState {
  readonly usedBytes: number;
  readonly quotaBytes: number;
  readonly freeBytes: number;
}

/** What this origin uses and may use; undefined where the browser does not say (insecure origin, old engine). */
export async function storageEstimate(): Promise<StorageState | undefined> {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    if (usage === undefined || quota === undefined) return undefined;
    return { usedBytes: usage, quotaBytes: quota, freeBytes: Math.max(0, quota - usage) };
  } catch {
    return undefined;
  }
}
