import { toJsonSchema } from '@valibot/to-json-schema';
import { playlistDefinition, programmeDefinition } from '../core/playlist/definition.ts';
import { takeoverFileDefinition } from '../core/takeover/definition.ts';
import { schemaNotes } from './schema-notes.ts';

type Json = { [key: string]: unknown };

const titles = {
  playlist: 'Changming playlist 长鸣节目单',
  programme: 'Changming programme 长鸣播放方案',
  takeovers: 'Changming takeovers 长鸣插播',
};

/** The published JSON Schemas: file name to text. What no schema can say (order, uniqueness) `check` finds. */
export function jsonSchemas(): Record<string, string> {
  return {
    'playlist.schema.json': textOf('playlist', playlistDefinition),
    'programme.schema.json': textOf('programme', programmeDefinition),
    'takeovers.schema.json': textOf('takeovers', takeoverFileDefinition),
  };
}

function textOf(
  name: keyof typeof titles,
  definition: typeof playlistDefinition | typeof programmeDefinition | typeof takeoverFileDefinition,
): string {
  const schema = toJsonSchema(definition, {
    target: 'draft-2020-12',
    // An author leaves out what has a default.
    typeMode: 'input',
    ignoreActions: ['check'],
  });
  const { $schema, ...rest } = described(schema, name) as Json;
  return `${JSON.stringify({ $schema, title: titles[name], ...rest }, null, 2)}\n`;
}

/** The same schema with a description at every key. */
function described(node: unknown, above: string): unknown {
  if (Array.isArray(node)) return node.map((item) => described(item, above));
  if (!isObject(node)) return node;
  const entries = Object.entries(node).map(([key, value]) => {
    return [
      key,
      key === 'properties' && isObject(value) ? properties(value, above) : described(value, above),
    ];
  });
  return Object.fromEntries(entries);
}

function properties(of: Json, above: string): Json {
  const entries = Object.entries(of).map(([name, schema]) => {
    const description = schemaNotes[`${above}.${name}`] ?? schemaNotes[name];
    return [name, { ...(description ? { description } : {}), ...(described(schema, name) as Json) }];
  });
  return Object.fromEntries(entries);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
