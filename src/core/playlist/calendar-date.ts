/** Whether `text` (`yyyy-mm-dd`) is a date that the calendar has: 2026-02-30 is none. */
export function isDate(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}
