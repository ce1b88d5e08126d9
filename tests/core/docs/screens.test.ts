import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const pictures = join(root, 'docs/pictures');
const mostBytes = 2_000_000;

const programmes: string[] = JSON.parse(readFileSync(join(root, 'playlists/index.json'), 'utf8')).map(
  ({ url }: { url: string }) => url.replace(/^programmes\/(.*)\.json$/, '$1'),
);

describe.each(['screens.md', 'screens.zh-CN.md'])('docs/%s', (name) => {
  const text = readFileSync(join(root, 'docs', name), 'utf8');

  test.each(programmes)('tells what %s is for, and shows it', (id) => {
    expect(text).toContain(`\`${id}\``);
    expect(text).toContain(`](pictures/${id}.webp)`);
  });

  test('shows no picture that is not there', () => {
    const shown = [...text.matchAll(/\]\(pictures\/([^)]+)\)/g)].map(([, file]) => file);
    expect(readdirSync(pictures)).toEqual(expect.arrayContaining(shown));
  });
});

test('all pictures together are small enough for a clone over a slow line', () => {
  const bytes = readdirSync(pictures).map((file) => statSync(join(pictures, file)).size);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(mostBytes);
});
