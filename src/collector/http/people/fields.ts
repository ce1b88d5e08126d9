import * as v from 'valibot';
import { readFingerprint, readPairingCode } from '../../../core/enrolment/pairing-code.ts';
import { roles } from '../../../core/rights/may.ts';
import { isOrganisationPath, isStep } from '../../../core/rights/organisation-path.ts';
import { decodeBase64 } from '../../../core/tlog/base64.ts';
import { organisationKinds } from '../../people/organisations.ts';
import { revocationReasons } from '../../people/screen-keys.ts';
import { Problem, type ProblemPart, part } from './problem.ts';

const longestTitle = 100;
const longestPassword = 256;
/** OWASP ASVS 4.0, 2.1.1. */
const shortestPassword = 12;

/** Whatever a person reads: one line, not blank. */
export const title = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty(),
  v.maxLength(longestTitle),
  v.regex(/^[^\p{Cc}]*$/u),
);
export const titles = v.strictObject({ 'zh-CN': title, en: title });
export const path = v.pipe(v.string(), v.check(isOrganisationPath));
export const step = v.pipe(v.string(), v.check(isStep));
export const kind = v.picklist(organisationKinds);
export const role = v.picklist(roles);
export const reason = v.picklist(revocationReasons);
/** Case does not matter when it is typed. */
export const accountName = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.regex(/^(?=.{2,40}$)[a-z0-9]+([._-][a-z0-9]+)*$/),
);
/** Of which nothing is known yet: any text that may have been typed. */
export const typed = v.pipe(v.string(), v.maxLength(longestPassword));
export const newPassword = v.pipe(
  typed,
  v.check((text) => [...text].length >= shortestPassword && new Set(text).size >= 5),
);
export const token = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
export const code = v.pipe(v.string(), v.transform(readPairingCode), v.string());
export const fingerprint = v.pipe(v.string(), v.transform(readFingerprint), v.string());
export const origin = v.pipe(v.string(), v.regex(/^changming\/[a-z2-7]{16}\/[1-9]\d{0,8}$/));
export const id = v.pipe(v.string(), v.regex(/^[a-z2-7]{16}$/));
/** Base 64 of so many bytes. */
export const bytes = (length: number) =>
  v.pipe(
    v.string(),
    v.transform(decodeBase64),
    v.instance(Uint8Array),
    v.check((all) => all.length === length),
  );
/** A whole number in a query. */
export const count = (most: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number), v.minValue(1), v.maxValue(most));

/** What belongs in a field, by its name. */
const expectations: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  title: [`1 到 ${longestTitle} 个字符，一行`, `one line of 1 to ${longestTitle} characters`],
  'zh-CN': [`1 到 ${longestTitle} 个字符，一行`, `one line of 1 to ${longestTitle} characters`],
  en: [`1 到 ${longestTitle} 个字符，一行`, `one line of 1 to ${longestTitle} characters`],
  name: [
    '名称，1 到 100 个字符；账号为 2 到 40 个小写字母、数字和 . _ -',
    'a name of 1 to 100 characters; for an account 2 to 40 of a–z, 0–9 and . _ -',
  ],
  path: ['机构路径，如 /futian/lianhua/', 'an organisation’s path such as /futian/lianhua/'],
  under: ['机构路径，如 /futian/lianhua/', 'an organisation’s path such as /futian/lianhua/'],
  above: ['上级机构路径，如 /futian/', 'the path of the organisation above, such as /futian/'],
  home: ['所属机构路径，如 /futian/', 'the path of the account’s organisation, such as /futian/'],
  step: ['小写字母、数字和连字符，最多 40 个字符', 'a kebab-case word of at most 40 characters'],
  kind: [`其中之一：${organisationKinds.join('、')}`, `one of ${organisationKinds.join(', ')}`],
  role: [`其中之一：${roles.join('、')}`, `one of ${roles.join(', ')}`],
  because: [`其中之一：${revocationReasons.join('、')}`, `one of ${revocationReasons.join(', ')}`],
  password: [
    `至少 ${shortestPassword} 个字符、其中至少 5 种不同字符，最多 ${longestPassword} 个`,
    `${shortestPassword} to ${longestPassword} characters, at least five different ones`,
  ],
  token: ['链接中的 43 个字符', 'the 43 characters of the link'],
  code: ['屏幕上的 8 位配对码，如 K3M9-7QXD', 'the 8 characters on the screen, such as K3M9-7QXD'],
  fingerprint: ['屏幕上的 20 位密钥指纹', 'the 20 characters of the key’s fingerprint on the screen'],
  origin: ['changming/<屏幕编号>/<序号>', 'changming/<screen id>/<epoch>'],
  publicKey: ['32 字节的 Base64', 'Base 64 of 32 bytes'],
  signature: ['64 字节的 Base64', 'Base 64 of 64 bytes'],
  grants: ['角色列表，最多 20 项', 'a list of at most 20 roles'],
  closed: ['true 或 false', 'true or false'],
};
const anything = ['符合接口说明的值', 'what the description of the interface says'] as const;

/** The value as the schema gives it. @throws {Problem} `invalid`, with every place that is wrong */
export function checked<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  throw new Problem('invalid', result.issues.map(partOf));
}

function partOf(issue: v.BaseIssue<unknown>): ProblemPart {
  const keys = (issue.path ?? []).map(({ key }) => String(key));
  const where = keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  const field = keys.filter((key) => !/^\d+$/.test(key)).slice(-1)[0] ?? '';
  if (issue.expected === 'never') return part(where, ['多余的项', 'not known here'], ['没有此项', 'nothing']);
  const isMissing = issue.input === undefined;
  return part(
    where,
    isMissing ? ['缺少', 'missing'] : ['不正确', 'not as expected'],
    Object.hasOwn(expectations, field) ? (expectations[field] ?? anything) : anything,
  );
}
