/** Hands a file to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file over once the click has been dealt with; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
