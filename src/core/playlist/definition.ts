import * as v from 'valibot';
import { isTimeZone } from '../wall-time.ts';
import { isDate } from './calendar-date.ts';
import {
  leastIdleSeconds,
  leastStillMs,
  maxCanvasPixels,
  maxChangeMs,
  maxDurationMs,
  maxIdleSeconds,
  maxPixelsPerFrame,
  maxSeconds,
  maxSpots,
  maxTextLength,
  maxWarningSeconds,
  maxWindowMinutes,
  maxZones,
  minChangeMs,
  type PhraseName,
} from './phrase.ts';
import { isPlaylistAddress, isSpotSource } from './source.ts';

/**
 * The one definition of playlists and programmes: it validates at run time and generates the JSON Schemas.
 * The message of every leaf is the name of the phrase that says what belongs there.
 */

const says = <Name extends PhraseName>(name: Name): Name => name;

export const kebabCase = v.pipe(
  v.string(says('word')),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, says('word')),
  v.maxLength(64, says('word')),
);
const words = v.pipe(v.array(kebabCase, says('array')), v.minLength(1, says('array')));
export const plainText = v.pipe(
  v.string(says('text')),
  v.regex(/\S/, says('text')),
  v.maxLength(maxTextLength, says('text')),
);
export const whole = (most: number, phrase: PhraseName) =>
  v.pipe(v.number(phrase), v.integer(phrase), v.minValue(1, phrase), v.maxValue(most, phrase));
const positiveMs = whole(maxDurationMs, says('duration'));
const pixels = whole(maxCanvasPixels, says('pixels'));
const position = v.pipe(
  v.number(says('position')),
  v.integer(says('position')),
  v.minValue(0, says('position')),
  v.maxValue(maxCanvasPixels, says('position')),
);
const revision = whole(Number.MAX_SAFE_INTEGER, says('revision'));
export const minutes = v.pipe(
  v.number(says('minutes')),
  v.gtValue(0, says('minutes')),
  v.maxValue(maxWindowMinutes, says('minutes')),
);
const sha256 = v.pipe(v.string(says('sha256')), v.regex(/^[0-9a-f]{64}$/, says('sha256')));
const calendarDate = v.pipe(v.string(says('date')), v.isoDate(says('date')), v.check(isDate, says('date')));
const timeOfDay = v.pipe(
  v.string(says('time')),
  v.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, says('time')),
);
const day = v.picklist(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], says('day'));
const source = v.pipe(v.string(says('source')), v.check(isSpotSource, says('source')));
const playlistAddress = v.pipe(
  v.string(says('playlist-address')),
  v.check(isPlaylistAddress, says('playlist-address')),
);

/** Chinese is the original, English the translation. */
export const localizedText = v.strictObject({ 'zh-CN': plainText, en: v.optional(plainText) });

const daypart = v.strictObject({
  days: v.pipe(v.array(day, says('array')), v.minLength(1, says('array'))),
  from: timeOfDay,
  to: timeOfDay,
});
const dayparts = v.pipe(v.array(daypart, says('array')), v.minLength(1, says('array')));
const flight = v.strictObject({ from: v.optional(calendarDate), to: v.optional(calendarDate) });
const review = v.strictObject({ by: plainText, on: calendarDate, reference: v.optional(plainText) });
const weight = v.pipe(
  v.number(says('weight')),
  v.minValue(0.001, says('weight')),
  v.maxValue(1000, says('weight')),
);

const anySpot = {
  id: kebabCase,
  category: kebabCase,
  topic: v.optional(kebabCase),
  weight: v.optional(weight, 1),
  /** The shortest on-air time between two plays of the spot. */
  minSeparationMinutes: v.optional(minutes),
  title: v.optional(localizedText),
  audiences: v.optional(words),
  venues: v.optional(words),
  /** The screens whose shape it was composed for; every one when left out. */
  shape: v.optional(v.picklist(['landscape', 'portrait'], says('shape'))),
  flight: v.optional(flight),
  dayparts: v.optional(dayparts),
  review: v.optional(review),
};

/** A creative that belongs to another one, such as a segment of an HLS stream. */
const companionFile = v.strictObject({ src: source, sha256 });

const fileSpot = { ...anySpot, src: source, sha256: v.optional(sha256) };

const spot = v.variant('kind', [
  v.strictObject({ kind: v.literal('video'), ...fileSpot, durationMs: positiveMs }),
  /** With `durationMs`: video on demand, kept for offline use. Without: live, played up to its deadline. */
  v.strictObject({
    kind: v.literal('hls'),
    ...fileSpot,
    durationMs: v.optional(positiveMs),
    files: v.optional(v.array(companionFile, says('list'))),
  }),
  v.strictObject({ kind: v.literal('image'), ...fileSpot, durationMs: positiveMs }),
  v.strictObject({
    kind: v.literal('slogan'),
    ...anySpot,
    durationMs: positiveMs,
    text: localizedText,
    detail: v.optional(localizedText),
    action: v.optional(localizedText),
    theme: v.optional(v.picklist(['advice', 'caution', 'alert', 'two-colour'], says('theme')), 'advice'),
  }),
  v.strictObject({ kind: v.literal('web'), ...anySpot, src: source, durationMs: positiveMs }),
  v.strictObject({
    kind: v.literal('announcement'),
    ...anySpot,
    src: v.optional(source),
    sha256: v.optional(sha256),
    text: v.optional(localizedText),
    durationMs: positiveMs,
  }),
]);

/** What every spot has in common: judges the rest of a spot whose kind is unknown. */
export const anySpotDefinition = v.object(anySpot);

export const playlistDefinition = v.strictObject({
  $schema: v.optional(v.string(says('schema-address'))),
  id: kebabCase,
  revision,
  publisher: plainText,
  title: localizedText,
  spots: v.pipe(v.array(spot, says('spots')), v.maxLength(maxSpots, says('spots'))),
});

const spotKind = v.picklist(['video', 'hls', 'image', 'slogan', 'web', 'announcement'], says('kind'));

const shareRule = v.strictObject({
  category: kebabCase,
  atLeast: v.pipe(v.number(says('share')), v.gtValue(0, says('share')), v.maxValue(1, says('share'))),
  windowMinutes: v.optional(minutes, 60),
  of: v.optional(v.picklist(['on-air', 'commercial'], says('denominator')), 'on-air'),
  kinds: v.optional(v.pipe(v.array(spotKind, says('array')), v.minLength(1, says('array')))),
  maxGapMinutes: v.optional(minutes),
  /** The zone whose plays count; left out, the main one. */
  zone: v.optional(kebabCase),
});

/**
 * `width` and `height` alone give the picture its proportions, as it is set up on the screen: a portrait screen says the
 * larger number as its height. With `x` and `y` it is the rectangle of device pixels that a sender card takes from the
 * desktop, and the picture is turned inside it.
 */
const canvas = v.strictObject({
  width: pixels,
  height: pixels,
  x: v.optional(position),
  y: v.optional(position),
  /** Clockwise; added to the turn that the screen's own settings ask for. */
  rotationDegrees: v.optional(v.picklist([0, 90, 180, 270], says('rotation'))),
  /** What one lamp of the board can show; all but `full-colour` have no half tones. */
  lamps: v.optional(
    v.picklist(['full-colour', 'two-colour', 'red', 'green', 'amber', 'white'], says('lamps')),
  ),
});

const roadside = v.strictObject({
  /** How long each picture stands at least. */
  atLeastMs: v.optional(
    v.pipe(whole(maxDurationMs, says('still-time')), v.minValue(leastStillMs, says('still-time'))),
    leastStillMs,
  ),
  /** How long the change from one picture to the next takes. */
  changeMs: v.optional(
    v.pipe(whole(maxChangeMs, says('change-time')), v.minValue(minChangeMs, says('change-time'))),
    2_000,
  ),
});

const dimmed = v.strictObject({
  from: timeOfDay,
  to: timeOfDay,
  /** Share of the full luminance. */
  brightness: v.pipe(
    v.number(says('brightness')),
    v.minValue(0.01, says('brightness')),
    v.maxValue(1, says('brightness')),
  ),
});

const kiosk = v.strictObject({
  /** Without a touch or a key for this long, the screen returns to its programme. */
  idleSeconds: v.optional(
    v.pipe(whole(maxIdleSeconds, says('idle-time')), v.minValue(leastIdleSeconds, says('idle-time'))),
    60,
  ),
});

const switchOn = v.strictObject({
  /** Airtime of warnings from the start on, before anything else may happen. */
  atLeastSeconds: whole(maxWarningSeconds, says('warning-time')),
  /** The address to hand over to, relative to the player's page, or `close`. */
  handOverTo: v.pipe(v.string(says('hand-over')), v.check(isPlaylistAddress, says('hand-over'))),
  returnAfterIdleMinutes: v.optional(minutes),
});

const announcementIds = v.optional(words);
const seconds = v.pipe(
  v.number(says('seconds')),
  v.minValue(0, says('seconds')),
  v.maxValue(maxSeconds, says('seconds')),
);
const loudness = v.pipe(
  v.number(says('volume')),
  v.minValue(0, says('volume')),
  v.maxValue(1, says('volume')),
);

/** When the announcements of the playlists are spoken. `spots` are their ids; left out, each of them in turn. */
const voice = v.strictObject({
  /** A loudspeaker: the screen stays dark and says what is spoken when. */
  only: v.optional(v.boolean(says('yes-or-no')), false),
  volume: v.optional(loudness, 1),
  /** What is left of the programme's own volume while something is said. */
  duckTo: v.optional(loudness, 0.2),
  /** What an announcement that has a recording and words is spoken from, where both can be had. */
  prefer: v.optional(v.picklist(['recording', 'speech'], says('voice-source')), 'recording'),
  quietHours: v.optional(dayparts),
  rotation: v.optional(v.strictObject({ everyMinutes: minutes, spots: announcementIds })),
  setTimes: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          at: v.pipe(v.array(timeOfDay, says('array')), v.minLength(1, says('array'))),
          days: v.optional(v.pipe(v.array(day, says('array')), v.minLength(1, says('array')))),
          spots: announcementIds,
          /** A time that was missed by no more than this is caught up with; else it is skipped, and said so. */
          lateByAtMostSeconds: v.optional(seconds, 60),
        }),
        says('array'),
      ),
      v.minLength(1, says('array')),
    ),
  ),
  onApproach: v.optional(
    v.strictObject({
      /** `KeyboardEvent.code` of keys that stand for a sensor, such as `KeyG`. */
      keys: v.optional(
        v.pipe(
          v.array(
            v.pipe(v.string(says('key')), v.regex(/^[A-Z][A-Za-z0-9]{1,31}$/, says('key'))),
            says('array'),
          ),
          v.minLength(1, says('array')),
        ),
      ),
      /** From the end of one to the start of the next. */
      pauseSeconds: v.optional(seconds, 30),
      spots: announcementIds,
    }),
  ),
});

/** Whole pixels of the canvas, or a part of its width or height. */
const zoneLength = v.union(
  [
    position,
    v.pipe(v.string(says('zone-length')), v.regex(/^(?:100|\d{1,2}(?:\.\d{1,4})?)%$/, says('zone-length'))),
  ],
  says('zone-length'),
);

/** A part of the picture with a playout of its own; the main one is the programme's. */
const zone = v.strictObject({
  id: kebabCase,
  kind: v.picklist(['main', 'ticker', 'panel', 'clock'], says('zone-kind')),
  x: zoneLength,
  y: zoneLength,
  width: zoneLength,
  height: zoneLength,
  /** What a ticker or a panel plays; left out, what of the programme's own playlists it can show. */
  playlists: v.optional(v.pipe(v.array(playlistAddress, says('array')), v.minLength(1, says('array')))),
  /** Of a ticker: where its text runs to. Left out, to the left. */
  direction: v.optional(v.picklist(['left', 'up'], says('direction'))),
  /** Of a ticker, in pixels of the canvas. */
  pixelsPerFrame: v.optional(whole(maxPixelsPerFrame, says('step'))),
});

export const programmeDefinition = v.strictObject({
  $schema: v.optional(v.string(says('schema-address'))),
  id: kebabCase,
  revision,
  title: v.optional(localizedText),
  timeZone: v.pipe(v.string(says('time-zone')), v.check(isTimeZone, says('time-zone'))),
  /** Left out, the venue is unknown: spots limited to venues then do not play. */
  venue: v.optional(kebabCase),
  /** Left out, everyone: spots for particular audiences play too. */
  audiences: v.optional(words),
  playlists: v.pipe(v.array(playlistAddress, says('array')), v.minLength(1, says('array'))),
  shares: v.optional(v.array(shareRule, says('list')), []),
  hours: v.optional(dayparts),
  canvas: v.optional(canvas),
  /** Parts of the picture, none of which covers another. Left out, the main one is all of it. */
  zones: v.optional(
    v.pipe(v.array(zone, says('zones')), v.minLength(1, says('zones')), v.maxLength(maxZones, says('zones'))),
  ),
  /** Beside a road: nothing that moves, nothing that changes fast or often. */
  roadside: v.optional(roadside),
  /** Whoever touches the screen may learn and check what they know. */
  kiosk: v.optional(kiosk),
  /** Of a box that is switched on for something else: a warning first, and then that. */
  switchOn: v.optional(switchOn),
  /** By the programme's time of day; the rest of the day is full brightness. */
  dimming: v.optional(v.pipe(v.array(dimmed, says('array')), v.minLength(1, says('array')))),
  /** 0 silent to 1 full. Left out, the screen is muted. */
  volume: v.optional(
    v.pipe(v.number(says('volume')), v.minValue(0, says('volume')), v.maxValue(1, says('volume'))),
    0,
  ),
  voice: v.optional(voice),
  /** The live code in a corner of the picture. Left out: see `liveCodeModeOf`. */
  liveCode: v.optional(v.picklist(['off', 'code', 'code-and-qr'], says('live-code'))),
});

export type LocalizedText = v.InferOutput<typeof localizedText>;
export type Daypart = v.InferOutput<typeof daypart>;
export type Spot = v.InferOutput<typeof spot>;
export type SpotKind = Spot['kind'];
export type Playlist = v.InferOutput<typeof playlistDefinition>;
export type ShareRule = v.InferOutput<typeof shareRule>;
export type Programme = v.InferOutput<typeof programmeDefinition>;
export type Canvas = NonNullable<Programme['canvas']>;
export type SwitchOn = NonNullable<Programme['switchOn']>;
export type VoiceRules = NonNullable<Programme['voice']>;
export type Zone = v.InferOutput<typeof zone>;
export type LiveCodeMode = NonNullable<Programme['liveCode']>;
