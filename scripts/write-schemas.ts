import { mkdirSync, writeFileSync } from 'node:fs';
import { jsonSchemas } from '../src/cli/json-schemas.ts';

const folder = new URL('../public/schemas/', import.meta.url);

mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(jsonSchemas())) {
  writeFileSync(new URL(name, folder), text);
  process.stdout.write(`public/schemas/${name}\n`);
}
