/** `granted`: the browser clears this origin only at a person's wish. `refused`: it may when the disk fills up. */
export type Persistence = 'granted' | 'refused' | 'unsupported';

/** Asks once to be kept when the disk fills up; a browser that has granted it is not asked again. */
export async function askForPersistence(): Promise<Persistence> {
  if (!('storage' in navigator) || !('persist' in navigator.storage)) return 'unsupported';
  try {
    if (await navigator.storage.persisted()) return 'granted';
    return (await navigator.storage.persist()) ? 'granted' : 'refused';
  } catch {
    return 'unsupported';
  }
}
