/** What a request with this `Range` header gets; `from` inclusive, `to` exclusive, in bytes. */
export type RangeAnswer =
  | { readonly status: 200 }
  | { readonly status: 206; readonly from: number; readonly to: number }
  | { readonly status: 416 };

/**
 * Answers a `Range` header for a body of `size` bytes (RFC 9110 §14). No header, an unknown unit and several ranges get
 * the whole body, which §14.2 allows and every media element accepts; what is malformed or beyond the end gets 416.
 */
export function answerToRange(header: string | null, size: number): RangeAnswer {
  if (header === null || !/^\s*bytes\s*=/i.test(header)) return { status: 200 };
  const set = header.slice(header.indexOf('=') + 1);
  if (set.includes(',')) return { status: 200 };
  const range = /^\s*(\d*)-(\d*)\s*$/.exec(set);
  if (range === null) return { status: 416 };
  return answerToSingleRange(range[1] ?? '', range[2] ?? '', size);
}

function answerToSingleRange(first: string, last: string, size: number): RangeAnswer {
  if (first === '' && last === '') return { status: 416 };
  // A suffix range counts from the end and may be longer than the body (§14.1.2).
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  return from < to ? { status: 206, from, to } : { status: 416 };
}

/** `Content-Range` of a 206 response; undefined when it cannot be read or is not in bytes. `to` is exclusive. */
export function readContentRange(
  header: string | null,
): { readonly from: number; readonly to: number; readonly size?: number } | undefined {
  const found = /^\s*bytes\s+(\d+)-(\d+)\/(\d+|\*)\s*$/i.exec(header ?? '');
  if (found === null) return undefined;
  const bounds = { from: Number(found[1]), to: Number(found[2]) + 1 };
  return found[3] === '*' ? bounds : { ...bounds, size: Number(found[3]) };
}
