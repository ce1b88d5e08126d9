import { type UplinkAnswer, UplinkError } from '../ports/uplink.ts';
import { parseSize, sizeType } from '../tlog/witness.ts';

/** Content type of an answer that says which entry is not there yet: its sequence number in decimal, and a newline. */
export const missingType = 'text/x.changming.missing';

/** What a collector means. */
export type Heard =
  | { readonly kind: 'done'; readonly body: string }
  /** 409: it has acknowledged another size. */
  | { readonly kind: 'size'; readonly size: number }
  /** 424: entries are missing, from this one on. */
  | { readonly kind: 'missing'; readonly from: number }
  /** 422: the proof does not hold. */
  | { readonly kind: 'bad-proof'; readonly detail: string }
  /** It does not want this log, this key or this request; somebody has to do something. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** It may work later. */
  | { readonly kind: 'failed'; readonly detail: string; readonly retryAfterMs?: number | undefined };

const longestDetail = 300;

export async function hear(answer: Promise<UplinkAnswer>): Promise<Heard> {
  try {
    return judge(await answer);
  } catch (error) {
    if (error instanceof UplinkError) return { kind: 'failed', detail: error.message };
    throw error;
  }
}

function judge({ status, contentType, body, retryAfterMs }: UplinkAnswer): Heard {
  const detail = `${status} ${body.trim().slice(0, longestDetail)}`;
  const number = parseSize(body.replace(/\n$/, ''));
  if (status === 200 || status === 204) return { kind: 'done', body };
  if (status === 409 && contentType === sizeType && number !== undefined) {
    return { kind: 'size', size: number };
  }
  if (status === 424 && contentType === missingType && number !== undefined) {
    return { kind: 'missing', from: number };
  }
  if (status === 422) return { kind: 'bad-proof', detail };
  if (status === 401 || status === 403 || status === 404) return { kind: 'refused', detail };
  return { kind: 'failed', detail, retryAfterMs };
}
