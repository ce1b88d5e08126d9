declare const __CHANGMING_VERSION__: string;

/** Set by the build from package.json. */
export const version = __CHANGMING_VERSION__;
