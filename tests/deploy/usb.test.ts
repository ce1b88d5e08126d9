import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { playerFiles, writePlayer } from './fake-player.ts';
import { deploy, emptyFolder, run, serve } from './programs.ts';

const make = join(deploy, 'usb/make.mjs');
const hasSha256sum = process.platform !== 'win32';

/** An installation folder from a small player, and what was said of it. The Node is a stand-in of a few bytes. */
async function madeFolder(...more: string[]) {
  const folder = emptyFolder();
  const dist = writePlayer(join(folder, 'dist'));
  const node = join(folder, 'node');
  writeFileSync(node, '#!/bin/sh\necho "$@"\n');
  const out = join(folder, 'out');
  const args = ['--dist', dist, '--node-linux', node, '--node-windows', node, '--out', out, ...more];
  const { code, output } = await run(process.execPath, [make, ...args]);
  const sha256 = /^[0-9a-f]{64}$/m.exec(output)?.[0] ?? '';
  return { folder, dist, out, code, output, sha256 };
}

const check = (out: string, ...more: string[]) => run('bash', [join(out, 'check.sh'), ...more]);

describe('make.mjs', () => {
  test('lists every file with its SHA-256', async () => {
    const { out, code } = await madeFolder();
    expect(code).toBe(0);
    const listed = readFileSync(join(out, 'manifest.sha256'), 'utf8');
    for (const path of Object.keys(playerFiles)) expect(listed).toContain(`  app/${path}\n`);
    for (const path of [
      'runtime/node',
      'runtime/node.exe',
      'kiosk/serve.mjs',
      'linux/install.sh',
      'check.ps1',
    ]) {
      expect(listed).toContain(`  ${path}\n`);
    }
  });

  test('lays a venue’s own programmes over those that ship', async () => {
    const own = emptyFolder();
    writeFileSync(join(own, 'index.json'), '["own"]');
    const { out } = await madeFolder('--programmes', own);
    expect(readFileSync(join(out, 'app/playlists/index.json'), 'utf8')).toBe('["own"]');
    expect(existsSync(join(out, 'app/playlists/anti-fraud/media/影片 1.mp4'))).toBe(true);
  });

  test('writes into no folder that holds something', async () => {
    const { out, dist } = await madeFolder();
    const again = await run(process.execPath, [make, '--dist', dist, '--no-node', '--out', out]);
    expect(again).toMatchObject({ code: 1, output: expect.stringContaining('is not empty') });
  });

  test('refuses what is not a built player', async () => {
    const { dist, folder } = await madeFolder();
    rmSync(join(dist, 'service-worker.js'));
    const args = [make, '--dist', dist, '--no-node', '--out', join(folder, 'other')];
    const refused = await run(process.execPath, args);
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('service-worker.js') });
  });
});

describe.runIf(hasSha256sum)('check.sh', () => {
  test('accepts a folder that was copied, with the digest that was written down', async () => {
    const { folder, out, sha256 } = await madeFolder();
    const stick = join(folder, 'stick');
    cpSync(out, stick, { recursive: true });
    expect(await check(stick, sha256.toUpperCase())).toMatchObject({ code: 0 });
  });

  const harm: Record<string, (out: string) => void> = {
    'one byte of a film changed': (out) => {
      writeFileSync(join(out, 'app/playlists/anti-fraud/media/影片 1.mp4'), '0123456780');
    },
    'a file missing': (out) => rmSync(join(out, 'app/audit.html')),
    'a file added': (out) => writeFileSync(join(out, 'app/extra.js'), ''),
    'a hidden file added': (out) => writeFileSync(join(out, 'app/.extra'), ''),
    'the manifest missing': (out) => rmSync(join(out, 'manifest.sha256')),
    'the manifest empty': (out) => writeFileSync(join(out, 'manifest.sha256'), ''),
    'a line of the manifest damaged': (out) => {
      const text = readFileSync(join(out, 'manifest.sha256'), 'utf8');
      writeFileSync(join(out, 'manifest.sha256'), `x${text.slice(1)}`);
    },
  };
  test.each(Object.entries(harm))('refuses a folder with %s', async (_, doHarm) => {
    const { out } = await madeFolder();
    expect(await check(out)).toMatchObject({ code: 0 });
    doHarm(out);
    expect(await check(out)).toMatchObject({ code: 1, output: expect.stringContaining('✗') });
  });

  test('refuses a folder and manifest that were changed together, against the digest that was written down', async () => {
    const { folder, out, sha256 } = await madeFolder();
    const forged = await madeFolder(
      '--programmes',
      writePlayer(join(folder, 'forged'), { 'index.json': '[1]' }),
    );
    expect(await check(forged.out)).toMatchObject({ code: 0 });
    expect(await check(forged.out, sha256)).toMatchObject({ code: 1 });
    expect(await check(out, sha256)).toMatchObject({ code: 0 });
  });
});

describe.runIf(hasSha256sum)('the folder', () => {
  test('serves what it was made of, with its own server', async () => {
    const { out } = await madeFolder();
    const { url } = await serve(join(out, 'app'));
    for (const [path, text] of Object.entries(playerFiles)) {
      expect(await (await fetch(url + encodeURI(path))).text()).toBe(text);
    }
  });

  test('plays from where it is, though a stick knows no permission to run', async () => {
    const { folder, out } = await madeFolder();
    chmodSync(join(out, 'runtime/node'), 0o644);
    const place = { CHANGMING_PROFILE: join(folder, 'profile') };
    const { code, output } = await run('bash', [join(out, 'start.sh'), '--more'], place);
    expect(code).toBe(0);
    expect(output).toContain(`${out}/kiosk/guard.mjs --app ${out}/app --profile ${folder}/profile -- --more`);
  });

  test('plays nothing that was tampered with', async () => {
    const { out } = await madeFolder();
    writeFileSync(join(out, 'kiosk/serve.mjs'), 'tampered');
    const refused = await run('bash', [join(out, 'start.sh')]);
    expect(refused).toMatchObject({ code: 1, output: expect.not.stringContaining('guard.mjs') });
  });

  test('installs everything where the units look for it, whatever a stick made of the permissions', async () => {
    const { folder, out, sha256 } = await madeFolder();
    chmodSync(join(out, 'runtime/node'), 0o644);
    const root = join(folder, 'root');
    mkdirSync(root);
    for (const session of ['cage', 'desktop']) {
      const args = ['--root', root, '--session', session, '--expected', sha256];
      expect(await run('bash', [join(out, 'linux/install.sh'), ...args])).toMatchObject({ code: 0 });
    }
    await expect(run(join(root, 'opt/changming/runtime/node'), [])).resolves.toMatchObject({ code: 0 });
    for (const path of [
      'opt/changming/app/index.html',
      'opt/changming/kiosk/guard.mjs',
      'opt/changming.old/app/index.html',
      'etc/chromium/policies/managed/changming.json',
      'etc/opt/chrome/policies/managed/changming.json',
      'etc/systemd/system/changming-server.service',
      'etc/systemd/system/changming-cage.service',
      'etc/systemd/user/changming-screen.service',
      'etc/xdg/autostart/changming-screen.desktop',
    ]) {
      expect(existsSync(join(root, path)), path).toBe(true);
    }
  });

  test('installs nothing from a folder that was tampered with', async () => {
    const { folder, out } = await madeFolder();
    writeFileSync(join(out, 'app/index.html'), 'tampered');
    const root = join(folder, 'root');
    mkdirSync(root);
    const refused = await run('bash', [join(out, 'linux/install.sh'), '--root', root]);
    expect(refused.code).not.toBe(0);
    expect(existsSync(join(root, 'opt/changming'))).toBe(false);
  });
});
