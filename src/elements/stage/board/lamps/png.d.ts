/** The bundler hands over the address of an image. */
declare module '*.png' {
  const url: string;
  export default url;
}
