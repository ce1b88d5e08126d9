/**
 * What the person at the screen decides once. Kept on the device, never uploaded. Judged by hand: a schema library for
 * nine fields would be a twentieth of all that loads before the first picture.
 */
export interface ScreenSettings {
  /** 1 to 40 characters, no space at either end. */
  readonly screenName: string;
  /** A kebab-case word: `bank`, `carrier`, `community`, … */
  readonly venue: string;
  /** Absolute http(s) address of the programme file. */
  readonly programmeUrl: string;
  /** By how much the picture is turned clockwise against what the system shows. */
  readonly rotationDegrees: RotationDegrees;
  readonly language: 'zh-CN' | 'en';
  /** What slogans say of the screen's surroundings: 1 to 40 characters each, none of them a brace or a control. */
  readonly station?: string;
  readonly hotline?: string;
  readonly community?: string;
  readonly pin?: PinHash;
}

export type RotationDegrees = 0 | 90 | 180 | 270;

/** PBKDF2 over the digits of the PIN. All bytes as lower-case hex. */
export interface PinHash {
  readonly salt: string;
  readonly hash: string;
  readonly iterations: number;
}

export const screenNameMaxLength = 40;
export const screenWordNames = ['station', 'hotline', 'community'] as const;
export type ScreenWordName = (typeof screenWordNames)[number];

type Judge = (value: unknown) => unknown;

/** Each gives the value as it is kept, or undefined. */
const fields: Readonly<Record<Exclude<keyof ScreenSettings, 'pin'>, Judge>> = {
  screenName: nameIn,
  venue: matching(/^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/),
  programmeUrl: (value) => (typeof value === 'string' && isWebAddress(value) ? value : undefined),
  rotationDegrees: oneOf(0, 90, 180, 270),
  language: oneOf('zh-CN', 'en'),
  station: wordIn,
  hotline: wordIn,
  community: wordIn,
};

/** The settings in `value`, or undefined when anything in it is missing, unknown or out of range. */
export function parseScreenSettings(value: unknown): ScreenSettings | undefined {
  if (!isRecord(value)) return undefined;
  const settings = salvageScreenSettings(value);
  const isOptional = (name: string) => screenWordNames.some((word) => word === name);
  const isMissing = (name: string) => !(name in settings || (isOptional(name) && value[name] === undefined));
  if (Object.keys(fields).some(isMissing)) return undefined;
  if (Object.keys(value).some((name) => name !== 'pin' && !(name in fields))) return undefined;
  if (value.pin === undefined) return settings as ScreenSettings;
  return isPinHash(value.pin) ? ({ ...settings, pin: value.pin } as ScreenSettings) : undefined;
}

/** Those fields of a damaged record that are good, so that the person need not give them again. Never the PIN. */
export function salvageScreenSettings(value: unknown): Partial<ScreenSettings> {
  if (!isRecord(value)) return {};
  const good = Object.entries(fields).flatMap(([name, judge]) => {
    const kept = judge(value[name]);
    return kept === undefined ? [] : [[name, kept]];
  });
  return Object.fromEntries(good);
}

function nameIn(value: unknown): string | undefined {
  const name = typeof value === 'string' ? value.trim() : '';
  return name !== '' && name.length <= screenNameMaxLength ? name : undefined;
}

/** Braces would be read as variables. */
function wordIn(value: unknown): string | undefined {
  const word = nameIn(value);
  return word !== undefined && !/[{}\p{Cc}]/u.test(word) ? word : undefined;
}

const isSalt = matching(/^[0-9a-f]{32}$/);
const isHash = matching(/^[0-9a-f]{64}$/);

function isPinHash(value: unknown): value is PinHash {
  if (!isRecord(value) || Object.keys(value).length !== 3) return false;
  const { salt, hash, iterations } = value;
  const counts = typeof iterations === 'number' && Number.isInteger(iterations) && iterations >= 1;
  return counts && isSalt(salt) !== undefined && isHash(hash) !== undefined;
}

function isWebAddress(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}

function matching(pattern: RegExp): Judge {
  return (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined);
}

function oneOf(...allowed: readonly unknown[]): Judge {
  return (value) => (allowed.includes(value) ? value : undefined);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
