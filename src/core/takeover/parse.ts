import { type Parsed, parseFile } from '../playlist/parse.ts';
import type { Phrase } from '../playlist/phrase.ts';
import { isRecord, type Path, type Report, show } from '../playlist/validate.ts';
import { type Takeover, takeoverFileDefinition } from './definition.ts';

/**
 * The takeovers of a file, defaults filled in, or every fault in it.
 * @param file path or address, for the messages
 */
export function parseTakeovers(bytes: Uint8Array, file: string): Parsed<readonly Takeover[]> {
  const parsed = parseFile(bytes, file, takeoverFileDefinition, crossCheckTakeovers);
  return parsed.ok ? { ok: true, value: parsed.value.takeovers } : parsed;
}

function crossCheckTakeovers(value: unknown, report: Report): void {
  if (!isRecord(value) || !Array.isArray(value.takeovers)) return;
  const seen = new Map<unknown, number>();
  value.takeovers.forEach((takeover: unknown, index) => {
    if (!isRecord(takeover)) return;
    const path = ['takeovers', index];
    const first = seen.get(takeover.id);
    if (typeof takeover.id === 'string' && first !== undefined) {
      report([...path, 'id'], repeated(takeover.id, first), ownId);
    }
    if (first === undefined) seen.set(takeover.id, index);
    checkEither(takeover, ['slogan', 'spot'], path, report);
    checkEither(takeover, ['minutes', 'plays'], path, report);
  });
}

function checkEither(
  takeover: Readonly<Record<string, unknown>>,
  [one, other]: readonly [string, string],
  path: Path,
  report: Report,
): void {
  const expected = {
    en: `either "${one}" or "${other}"`,
    zh: `"${one}" 与 "${other}" 二者之一`,
  };
  const both = takeover[one] !== undefined && takeover[other] !== undefined;
  if (both) report([...path, other], { en: 'both', zh: '两者都有' }, expected);
  else if (takeover[one] === undefined && takeover[other] === undefined) {
    report([...path, one], show(undefined), expected);
  }
}

function repeated(id: string, first: number): Phrase {
  return { en: `"${id}", as /takeovers/${first}/id is`, zh: `"${id}"，与 /takeovers/${first}/id 重复` };
}

const ownId: Phrase = { en: 'an id of its own', zh: '不与其他插播重复的 id' };
