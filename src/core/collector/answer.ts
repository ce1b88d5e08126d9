import type { Fork } from '../ports/witness-heads.ts';
import { sizeType } from '../tlog/witness.ts';
import { missingType } from '../uplink/answers.ts';

/** Something that a person should look at. */
export type Alarm =
  /** Two signed trees that cannot both be: a copied disk or a rewritten log. Both are kept. */
  | { readonly kind: 'fork'; readonly fork: Fork }
  /** Signed by the screen, and yet the proof does not hold. Anybody who saw the checkpoint can have sent it. */
  | { readonly kind: 'bad-proof'; readonly origin: string; readonly detail: string }
  /** What was put there is not what was signed. */
  | { readonly kind: 'bad-entries'; readonly origin: string; readonly from: number; readonly size: number };

/** What goes back over HTTP, and what stays here. */
export interface CollectorAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly retryAfterSeconds?: number;
  readonly alarm?: Alarm;
}

const textType = 'text/plain; charset=utf-8';

/** A refusal that says where, what, and what was expected. */
export function refusal(status: number, detail: string, alarm?: Alarm): CollectorAnswer {
  return { status, contentType: textType, body: `${detail}\n`, ...(alarm && { alarm }) };
}

export const put: CollectorAnswer = { status: 204, contentType: '', body: '' };

export function cosigned(lines: string): CollectorAnswer {
  return { status: 200, contentType: textType, body: lines };
}

/** C2SP tlog-witness: the size of the latest cosigned checkpoint. */
export function conflict(size: number, alarm?: Alarm): CollectorAnswer {
  return { status: 409, contentType: sizeType, body: `${size}\n`, ...(alarm && { alarm }) };
}

export function missing(from: number, alarm?: Alarm): CollectorAnswer {
  return { status: 424, contentType: missingType, body: `${from}\n`, ...(alarm && { alarm }) };
}
