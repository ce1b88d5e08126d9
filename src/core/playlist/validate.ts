import * as v from 'valibot';
import { anySpotDefinition } from './definition.ts';
import { closestOf } from './near-miss.ts';
import { maxSpots, type Phrase, phrases } from './phrase.ts';

export type Path = readonly (string | number)[];
export type Report = (path: Path, found: Phrase, expected: Phrase) => void;

/** The parts of a valibot schema that are read here. */
interface Schema extends v.GenericSchema {
  readonly message?: unknown;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly item?: Schema;
  readonly wrapped?: Schema;
  /** Of a variant: schemas; of a picklist: its words. */
  readonly options?: readonly unknown[];
  readonly pipe?: readonly { readonly requirement?: unknown; readonly type: string }[];
}

const nothing: Phrase = { en: 'nothing', zh: '空缺' };
const hasOwn = Object.prototype.hasOwnProperty;

/** The value as valibot gives it, defaults filled in; undefined when it does not fit, for {@link findFaults} to say why. */
export function outputOf<T extends v.GenericSchema>(
  definition: T,
  value: unknown,
): v.InferOutput<T> | undefined {
  const spots = isRecord(value) ? value.spots : undefined;
  // Valibot would judge each of millions before it counts them.
  if (Array.isArray(spots) && spots.length > maxSpots) return undefined;
  const result = v.safeParse(definition, value, { abortEarly: true });
  return result.success ? result.output : undefined;
}

/**
 * Walks a value along its definition and reports every place that does not fit. Valibot itself stops at the first
 * unknown key of an object and says nothing of the rest of a spot whose kind is unknown.
 */
export function findFaults(definition: v.GenericSchema, value: unknown, report: Report): void {
  walk(definition as Schema, value, [], report);
}

/** A value as the messages show it: JSON, shortened. */
export function show(value: unknown): Phrase {
  if (value === undefined) return nothing;
  if (Array.isArray(value)) return { en: `a list of ${value.length}`, zh: `${value.length} 项的列表` };
  if (isRecord(value)) return { en: 'an object', zh: '一个对象' };
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return same(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

/** Text that reads the same in both languages. */
export function same(text: string): Phrase {
  return { en: text, zh: text };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function walk(schema: Schema, value: unknown, path: Path, report: Report): void {
  if (schema.wrapped) walk(schema.wrapped, value, path, report);
  else if (schema.type === 'variant') walkSpot(schema, value, path, report);
  else if (schema.entries) walkObject(schema, value, path, report);
  else if (schema.item) walkArray(schema, schema.item, value, path, report);
  else if (!v.is(schema, value)) report(path, show(value), expectedBy(schema));
}

function walkObject(schema: Schema, value: unknown, path: Path, report: Report): void {
  if (!isRecord(value)) {
    report(path, show(value), phrases.object);
    return;
  }
  const entries = schema.entries ?? {};
  for (const key of Object.keys(value)) {
    const entry = hasOwn.call(entries, key) ? entries[key] : undefined;
    if (entry) walk(entry, value[key], [...path, key], report);
    else if (schema.type === 'strict_object') reportUnknownKey(key, Object.keys(entries), path, report);
  }
  for (const [key, entry] of Object.entries(entries)) {
    const missing = entry.type !== 'optional' && !hasOwn.call(value, key);
    if (missing) report([...path, key], nothing, expectedBy(entry));
  }
}

function walkArray(schema: Schema, item: Schema, value: unknown, path: Path, report: Report): void {
  if (!Array.isArray(value)) {
    report(path, show(value), expectedBy(schema));
    return;
  }
  if (!lengthFits(schema, value.length)) report(path, lengthOf(value, path), expectedBy(schema));
  // Eight million bytes hold millions of empty spots: beyond the limit there is nothing left to judge.
  const judged = Math.min(value.length, maxSpots);
  for (let index = 0; index < judged; index += 1) walk(item, value[index], [...path, index], report);
}

function lengthOf(value: readonly unknown[], path: Path): Phrase {
  return path[0] === 'spots' && path.length === 1
    ? { en: `${value.length} spots`, zh: `${value.length} 个条目` }
    : show(value);
}

function lengthFits(schema: Schema, length: number): boolean {
  return (schema.pipe ?? []).every(({ type, requirement }) => {
    if (type === 'min_length') return length >= Number(requirement);
    return type !== 'max_length' || length <= Number(requirement);
  });
}

/** The kind decides which further keys belong to a spot; where it is unknown, what every spot has is still judged. */
function walkSpot(schema: Schema, value: unknown, path: Path, report: Report): void {
  const kind = isRecord(value) ? value.kind : undefined;
  const options = (schema.options ?? []) as readonly Schema[];
  const option = options.find(({ entries }) => entries?.kind && v.is(entries.kind, kind));
  if (isRecord(value) && !option) report([...path, 'kind'], show(kind), phrases.kind);
  walkObject(option ?? (anySpotDefinition as Schema), value, path, report);
}

function reportUnknownKey(key: string, known: readonly string[], path: Path, report: Report): void {
  const closest = closestOf(key, known);
  const found = { en: `the unknown key ${JSON.stringify(key)}`, zh: `未知的键 ${JSON.stringify(key)}` };
  const list = known.map((name) => JSON.stringify(name)).join(', ');
  const expected =
    closest === undefined
      ? { en: `only ${list}`, zh: `只有 ${list}` }
      : { en: `"${closest}" (did you mean that?)`, zh: `"${closest}"（是否想写这个？）` };
  report([...path, key], found, expected);
}

function expectedBy(schema: Schema): Phrase {
  if (schema.wrapped) return expectedBy(schema.wrapped);
  const name = schema.message;
  if (typeof name === 'string' && hasOwn.call(phrases, name)) return phrases[name as keyof typeof phrases];
  return phrases.object;
}
