/**
 * Whether a name in a container is a plain path below it: no way out of the folder, no drive, no other spelling of the
 * same path, and nothing that a terminal or a file system takes for something else.
 */
export function isArchivePath(path: string): boolean {
  if (path.length === 0 || path.length > 255 || /[\p{Cc}\p{Cf}\\:*?"<>|]/u.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
