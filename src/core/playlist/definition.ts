import * as v from 'valibot';

/** The one definition of playlists and programmes: it validates at run time and generates the JSON Schemas. */

const kebabCase = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a kebab-case word'),
  v.maxLength(64),
);
const positiveMs = v.pipe(v.number(), v.finite(), v.integer(), v.minValue(1));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits'));
const calendarDate = v.pipe(v.string(), v.isoDate());
const timeOfDay = v.pipe(
  v.string(),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day such as "09:30"'),
);
const day = v.picklist(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
const revision = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Chinese is the original, English the translation. */
const localizedText = v.strictObject({
  'zh-CN': v.pipe(v.string(), v.nonEmpty()),
  en: v.optional(v.string()),
});

const daypart = v.strictObject({
  days: v.pipe(v.array(day), v.minLength(1)),
  from: timeOfDay,
  to: timeOfDay,
});
const flight = v.strictObject({ from: v.optional(calendarDate), to: v.optional(calendarDate) });
const review = v.strictObject({ by: v.string(), on: calendarDate, reference: v.optional(v.string()) });

const anySpot = {
  id: kebabCase,
  category: kebabCase,
  topic: v.optional(kebabCase),
  weight: v.optional(v.pipe(v.number(), v.finite(), v.gtValue(0)), 1),
  title: v.optional(localizedText),
  audiences: v.optional(v.array(kebabCase)),
  venues: v.optional(v.array(kebabCase)),
  flight: v.optional(flight),
  dayparts: v.optional(v.pipe(v.array(daypart), v.minLength(1))),
  review: v.optional(review),
};

/** A creative that belongs to another one, such as a segment of an HLS stream. */
const companionFile = v.strictObject({ src: v.string(), sha256 });

const fileSpot = { ...anySpot, src: v.string(), sha256: v.optional(sha256) };

const spot = v.variant('kind', [
  v.strictObject({ kind: v.literal('video'), ...fileSpot, durationMs: positiveMs }),
  /** With `durationMs`: video on demand, kept for offline use. Without: live, played up to its deadline. */
  v.strictObject({
    kind: v.literal('hls'),
    ...fileSpot,
    durationMs: v.optional(positiveMs),
    files: v.optional(v.array(companionFile)),
  }),
  v.strictObject({ kind: v.literal('image'), ...fileSpot, durationMs: positiveMs }),
  v.strictObject({
    kind: v.literal('slogan'),
    ...anySpot,
    durationMs: positiveMs,
    text: localizedText,
    detail: v.optional(localizedText),
    action: v.optional(localizedText),
    theme: v.optional(v.picklist(['advice', 'caution', 'alert', 'two-colour']), 'advice'),
  }),
  v.strictObject({ kind: v.literal('web'), ...anySpot, src: v.string(), durationMs: positiveMs }),
  v.strictObject({
    kind: v.literal('announcement'),
    ...anySpot,
    src: v.optional(v.string()),
    sha256: v.optional(sha256),
    text: v.optional(localizedText),
    durationMs: positiveMs,
  }),
]);

export const playlistDefinition = v.strictObject({
  $schema: v.optional(v.string()),
  id: kebabCase,
  revision,
  publisher: v.string(),
  title: localizedText,
  spots: v.pipe(v.array(spot), v.maxLength(10_000)),
});

const spotKind = v.picklist(['video', 'hls', 'image', 'slogan', 'web', 'announcement']);

const shareRule = v.strictObject({
  category: kebabCase,
  atLeast: v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(1)),
  windowMinutes: v.optional(v.pipe(v.number(), v.finite(), v.gtValue(0)), 60),
  of: v.optional(v.picklist(['on-air', 'commercial']), 'on-air'),
  kinds: v.optional(v.pipe(v.array(spotKind), v.minLength(1))),
  maxGapMinutes: v.optional(v.pipe(v.number(), v.finite(), v.gtValue(0))),
});

export const programmeDefinition = v.strictObject({
  $schema: v.optional(v.string()),
  id: kebabCase,
  revision,
  title: v.optional(localizedText),
  timeZone: v.string(),
  venue: v.optional(kebabCase),
  audiences: v.optional(v.array(kebabCase)),
  playlists: v.pipe(v.array(v.string()), v.minLength(1)),
  shares: v.optional(v.array(shareRule), []),
  hours: v.optional(v.pipe(v.array(daypart), v.minLength(1))),
  canvas: v.optional(v.strictObject({ width: positiveMs, height: positiveMs })),
  /** 0 silent to 1 full. Left out, the screen is muted. */
  volume: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0),
});

export type LocalizedText = v.InferOutput<typeof localizedText>;
export type Daypart = v.InferOutput<typeof daypart>;
export type Spot = v.InferOutput<typeof spot>;
export type SpotKind = Spot['kind'];
export type Playlist = v.InferOutput<typeof playlistDefinition>;
export type ShareRule = v.InferOutput<typeof shareRule>;
export type Programme = v.InferOutput<typeof programmeDefinition>;
