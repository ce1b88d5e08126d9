import type { BilingualText } from '../../people/organisations.ts';

/** What was refused, as data; in RFC 9457 form on the wire. */
const kinds = {
  'not-signed-in': [401, '请先登录', 'Log in first'],
  'wrong-credentials': [401, '账号或密码不正确', 'The name or the password is wrong'],
  forbidden: [403, '您没有这项权限', 'You do not have the right to do this'],
  'cross-site': [403, '请求来自其他网站，已拒绝', 'The request comes from another site'],
  'not-found': [404, '没有找到', 'Not found'],
  conflict: [409, '与现有内容冲突', 'In conflict with what is there'],
  'link-void': [
    410,
    '链接已失效：已使用、已过期或已被新链接取代',
    'The link is used, expired or replaced by a newer one',
  ],
  'too-long': [413, '内容过长', 'Too long'],
  'not-json': [415, '内容不是 JSON', 'Not JSON'],
  invalid: [422, '填写的内容不正确', 'Not as expected'],
  'too-often': [429, '尝试次数过多，请稍后再试', 'Too many attempts; try again later'],
  unavailable: [503, '暂时无法处理，请稍后再试', 'Cannot be done at the moment; try again later'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>;

export type ProblemKind = keyof typeof kinds;

/** What is wrong with one place of what was sent. */
export interface ProblemPart {
  /** JSON pointer into the body, or the name of a query parameter after a slash. */
  readonly where: string;
  readonly what: BilingualText;
  readonly expected: BilingualText;
}

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemKind;
  readonly parts: readonly ProblemPart[];
  readonly retryAfterMs: number | undefined;
  constructor(kind: ProblemKind, parts: readonly ProblemPart[] = [], retryAfterMs?: number) {
    super(kinds[kind][2]);
    this.kind = kind;
    this.parts = parts;
    this.retryAfterMs = retryAfterMs;
  }
}

/** One part: where, what, expected; each in Chinese and English. */
export function part(
  where: string,
  what: readonly [zh: string, en: string],
  expected: readonly [zh: string, en: string],
): ProblemPart {
  return {
    where,
    what: { 'zh-CN': what[0], en: what[1] },
    expected: { 'zh-CN': expected[0], en: expected[1] },
  };
}

/**
 * `application/problem+json` (RFC 9457): `title` in the language that was asked for, and in both as `titles`; `problems`
 * says where, what and what was expected.
 */
export function problemResponse(problem: Problem, acceptLanguage: string | undefined): Response {
  const [status, zh, en] = kinds[problem.kind];
  const body = {
    type: `urn:changming:problem:${problem.kind}`,
    title: /^\s*en\b/i.test(acceptLanguage ?? '') ? en : zh,
    status,
    titles: { 'zh-CN': zh, en },
    problems: problem.parts,
  };
  const headers = new Headers({ 'Content-Type': 'application/problem+json' });
  if (problem.retryAfterMs !== undefined) {
    headers.set('Retry-After', String(Math.ceil(problem.retryAfterMs / 1000)));
  }
  return new Response(JSON.stringify(body), { status, headers });
}
