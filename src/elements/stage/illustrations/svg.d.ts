/** The bundler hands over the text of a drawing. */
declare module '*.svg?raw' {
  const source: string;
  export default source;
}
