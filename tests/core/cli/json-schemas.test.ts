import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { jsonSchemas } from '../../../src/cli/json-schemas.ts';
import { schemaNotes } from '../../../src/cli/schema-notes.ts';

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly description?: string;
  readonly additionalProperties?: boolean;
  readonly [key: string]: unknown;
}

const schemas = Object.entries(jsonSchemas()).map(([name, text]) => ({
  name,
  text,
  root: JSON.parse(text) as Node,
}));

function objectsIn(node: unknown): Node[] {
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(objectsIn);
  return 'properties' in node && 'type' in node ? [node as Node, ...inner] : inner;
}

describe('the published JSON Schemas', () => {
  test.each(schemas)('are those of the definition (npm run schemas): $name', ({ name, text }) => {
    expect(readFileSync(new URL(`../../../public/schemas/${name}`, import.meta.url), 'utf8')).toBe(text);
  });

  test.each(schemas)('say of every key what it is for: $name', ({ root }) => {
    const silent = objectsIn(root).flatMap(({ properties = {} }) =>
      Object.entries(properties).flatMap(([key, { description }]) => (description ? [] : [key])),
    );
    expect(silent).toEqual([]);
  });

  test.each(schemas)('let an editor mark unknown keys, everywhere: $name', ({ root }) => {
    expect(objectsIn(root).filter((object) => object.additionalProperties !== false)).toEqual([]);
  });

  test('ask for no key that has a default', () => {
    const { properties = {}, required } =
      schemas.find(({ name }) => name.startsWith('programme'))?.root ?? {};
    expect(properties.shares).toMatchObject({ default: [] });
    expect(required).toEqual(['id', 'revision', 'timeZone', 'playlists']);
  });

  test('use every note', () => {
    const texts = schemas.map(({ text }) => text).join('');
    const unused = Object.entries(schemaNotes).filter(([, note]) => !texts.includes(JSON.stringify(note)));
    expect(unused).toEqual([]);
  });
});
