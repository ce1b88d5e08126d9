import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deploy } from './programs.ts';

const files = ['windows', 'usb'].flatMap((folder) =>
  readdirSync(join(deploy, folder)).map((name) => `${folder}/${name}`),
);
const named = (pattern: RegExp) => files.filter((file) => pattern.test(file));

test.each(named(/\.(ps1|cmd|reg|xml)$/))(
  '%s is plain ASCII: Windows PowerShell 5.1 reads nothing else alike everywhere',
  (file) => {
    expect([...readFileSync(join(deploy, file))].filter((byte) => byte > 126)).toEqual([]);
  },
);

test.each(named(/\.(cmd|reg)$/))(
  '%s has the line ends of Windows, without which cmd loses its place',
  (file) => {
    const lines = readFileSync(join(deploy, file), 'latin1').split('\n');
    expect(lines.slice(0, -1).filter((line) => !line.endsWith('\r'))).toEqual([]);
  },
);
