/** All JavaScript before the first picture, hls.js apart, gzipped. */
export const budgetBytes: number;
/** Gzipped bytes of the scripts that a built page loads at once. */
export function firstLoadBytes(page?: string): number;
