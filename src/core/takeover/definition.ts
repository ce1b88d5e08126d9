import * as v from 'valibot';
import { kebabCase, localizedText, minutes, plainText, whole } from '../playlist/definition.ts';
import { maxTextLength, type PhraseName } from '../playlist/phrase.ts';

const says = <Name extends PhraseName>(name: Name): Name => name;

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;
const instant = v.pipe(
  v.string(says('instant')),
  v.regex(instantPattern, says('instant')),
  v.check((text) => !Number.isNaN(Date.parse(text)), says('instant')),
);

/** The words of a warning, set as a slogan: red, which nothing else is. */
const warning = v.strictObject({
  text: localizedText,
  detail: v.optional(localizedText),
  action: v.optional(localizedText),
  topic: v.optional(kebabCase),
});

/** A spot of the programme that is in force when it is shown. */
const spotReference = v.strictObject({ playlist: kebabCase, id: kebabCase });

/**
 * An urgent warning that interrupts what plays. It validates at run time and generates the JSON Schema, as playlists
 * do. Of `slogan` and `spot`, and of `minutes` and `plays`, exactly one is there: `crossCheckTakeovers`.
 */
export const takeoverDefinition = v.strictObject({
  /** Never used again for another one: what is known by it is not begun a second time. */
  id: kebabCase,
  by: plainText,
  why: plainText,
  slogan: v.optional(warning),
  spot: v.optional(spotReference),
  when: v.optional(v.picklist(['now', 'boundary'], says('takeover-start')), 'now'),
  /** Airtime of its own. */
  minutes: v.optional(minutes),
  plays: v.optional(whole(1000, says('takeover-plays'))),
  expiresAt: instant,
  priority: v.optional(
    v.pipe(
      v.number(says('priority')),
      v.integer(says('priority')),
      v.minValue(0, says('priority')),
      v.maxValue(9, says('priority')),
    ),
    5,
  ),
});

export const takeoverFileDefinition = v.strictObject({
  $schema: v.optional(v.pipe(v.string(says('schema-address')), v.maxLength(maxTextLength, says('text')))),
  takeovers: v.pipe(
    v.array(takeoverDefinition, says('takeovers')),
    v.minLength(1, says('takeovers')),
    v.maxLength(50, says('takeovers')),
  ),
});

export type Takeover = v.InferOutput<typeof takeoverDefinition>;
export type Warning = v.InferOutput<typeof warning>;
