declare const __CHANGMING_VERSION__: string;

/** Name and version of this program as exports say it. Set by the build from package.json. */
export const player = `changming ${__CHANGMING_VERSION__}`;
