/** The light build has the types of the whole one, which it does not ship. */
declare module 'hls.js/light' {
  export * from 'hls.js';
  export { default } from 'hls.js';
}
