// The ZIP file format as in PKWARE's APPNOTE.TXT 6.3.10. Without ZIP64: at most 65,535 files and 4 GiB.

export const localHeader = { signature: 0x04034b50, bytes: 30 } as const;
export const dataDescriptor = { signature: 0x08074b50, bytes: 16 } as const;
export const centralHeader = { signature: 0x02014b50, bytes: 46 } as const;
export const endRecord = { signature: 0x06054b50, bytes: 22, longestComment: 0xffff } as const;

export const method = { stored: 0, deflated: 8 } as const;
export const flag = { encrypted: 1, descriptor: 1 << 3, utf8: 1 << 11 } as const;

export const mostFiles = 0xffff;
/** Sizes and offsets from here on have no place in 32 bits, where this value means ZIP64. */
export const mostBytes = 0xffffffff;
