import * as v from 'valibot';

/** What the person at the screen decides once. Kept on the device, never uploaded. */

const rotationDegrees = v.picklist([0, 90, 180, 270]);

/** PBKDF2 over the digits of the PIN. All bytes as lower-case hex. */
const pinHash = v.strictObject({
  salt: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  iterations: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

export const screenNameMaxLength = 40;

const fields = {
  screenName: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(screenNameMaxLength)),
  /** A kebab-case word: `bank`, `carrier`, `community`, … */
  venue: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(64)),
  /** Absolute address of the programme file. */
  programmeUrl: v.pipe(v.string(), v.url(), v.regex(/^https?:/i)),
  /** By how much the picture is turned clockwise against what the system shows. */
  rotationDegrees,
  language: v.picklist(['zh-CN', 'en']),
};

const definition = v.strictObject({ ...fields, pin: v.optional(pinHash) });

export type ScreenSettings = Readonly<v.InferOutput<typeof definition>>;
export type RotationDegrees = v.InferOutput<typeof rotationDegrees>;
export type PinHash = Readonly<v.InferOutput<typeof pinHash>>;

/** The settings in `value`, or undefined when anything in it is missing, unknown or out of range. */
export function parseScreenSettings(value: unknown): ScreenSettings | undefined {
  const parsed = v.safeParse(definition, value);
  return parsed.success ? parsed.output : undefined;
}

/** Those fields of a damaged record that are good, so that the person need not give them again. Never the PIN. */
export function salvageScreenSettings(value: unknown): Partial<ScreenSettings> {
  if (typeof value !== 'object' || value === null) return {};
  const good = Object.entries(fields).flatMap(([name, field]) => {
    const parsed = v.safeParse(field, Reflect.get(value, name));
    return parsed.success ? [[name, parsed.output]] : [];
  });
  return Object.fromEntries(good);
}
