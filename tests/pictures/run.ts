import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Language, pictureOf } from './camera.ts';
import { scenes } from './scenes.ts';

const help = `The pictures of the docs: each programme is set up in a real Chromium, plays, and is taken as it stands there.

npm run pictures -- [name …] [--out docs/pictures] [--language zh-CN] [--build dist]

--language  of the set-up page, the panel and the kiosk: zh-CN or en
--build     a built program, instead of building it now
--list      the names
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: fileURLToPath(new URL('../../docs/pictures', import.meta.url)) },
    language: { type: 'string', default: 'zh-CN' },
    build: { type: 'string' },
    list: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

if (values.help) process.stdout.write(help);
else if (values.list) process.stdout.write(`${scenes.map(({ name }) => name).join('\n')}\n`);
else await takeAll();
process.exit();

async function takeAll(): Promise<void> {
  mkdirSync(values.out, { recursive: true });
  for (const scene of scenes) {
    if (positionals.length > 0 && !positionals.includes(scene.name)) continue;
    const picture = await pictureOf(scene, languageOf(values.language), values.build);
    const file = join(values.out, `${scene.name}.webp`);
    writeFileSync(file, picture);
    process.stdout.write(`${file} ${(picture.length / 1000).toFixed(0)} kB\n`);
  }
}

function languageOf(value: string): Language {
  if (value === 'zh-CN' || value === 'en') return value;
  throw new Error(`--language ${value}: zh-CN or en was expected`);
}
