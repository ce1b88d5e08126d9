/** The bundler hands over a file's text as it is. */
declare module '*.json?raw' {
  const text: string;
  export default text;
}
