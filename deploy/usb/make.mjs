import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, cp, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

// Builds a folder that installs and plays without a network: the built player, its programmes, a server, the Node that
// runs it, the recipes of this folder, and a manifest of every file.

const usage = `usage: node deploy/usb/make.mjs --out <new folder> [--dist dist] [--programmes <folder>]
         [--node-linux <node>] [--node-windows <node.exe>] [--no-node]
  --programmes    a folder laid over app/playlists: your own programmes, playlists, media and index.json
  --node-linux, --node-windows   Node to take along; for this system's own kind, the Node that runs this
  --no-node       the target has Node 18 or newer`;

const manifestName = 'manifest.sha256';
const deploy = fileURLToPath(new URL('..', import.meta.url));
const project = dirname(resolve(deploy));

const options = readOptions();
await refuseUsedFolder(options.out);
await copyPlayer();
await copyRecipes();
await copyNode();
const manifest = await writeManifest();
process.stdout.write(`${options.out}: ${manifest.files} files, ${(manifest.bytes / 1e6).toFixed(1)} MB
SHA-256 of ${manifestName}, to be written down or sent by another way than the stick:
${manifest.sha256}
`);

async function refuseUsedFolder(out) {
  const found = await readdir(out).catch((error) => (error.code === 'ENOENT' ? [] : fail(error.message)));
  if (found.length > 0) fail(`${out} is not empty; nothing was written`);
  await mkdir(out, { recursive: true });
}

async function copyPlayer() {
  const { dist, out, programmes } = options;
  const needed = ['index.html', 'audit.html', 'service-worker.js', 'playlists/index.json'];
  for (const file of needed) {
    if (!(await isFile(join(dist, file)))) fail(`${dist} has no ${file}: run "npm run build" first`);
  }
  await copy(dist, join(out, 'app'));
  if (programmes) await copy(programmes, join(out, 'app/playlists'));
}

async function copyRecipes() {
  const { out } = options;
  for (const folder of ['kiosk', 'linux', 'windows']) await copy(join(deploy, folder), join(out, folder));
  for (const file of ['check.sh', 'start.sh', 'check.ps1', 'start.cmd', 'README.txt']) {
    await copy(join(deploy, 'usb', file), join(out, file));
  }
  await copy(join(project, 'LICENSE'), join(out, 'LICENSE'));
  for (const doc of ['deploy.md', 'deploy.zh-CN.md']) await copy(join(project, 'docs', doc), join(out, doc));
}

async function copyNode() {
  const { out, nodeLinux, nodeWindows } = options;
  for (const [from, to] of [
    [nodeLinux, 'runtime/node'],
    [nodeWindows, 'runtime/node.exe'],
  ]) {
    if (!from) continue;
    await mkdir(join(out, 'runtime'), { recursive: true });
    await cp(from, join(out, to), { dereference: true });
    await chmod(join(out, to), 0o755);
    await copyNodeLicence(from);
  }
}

/** Beside node.exe in the Windows archive, one folder up in the others; a distribution's Node has it elsewhere. */
async function copyNodeLicence(node) {
  const places = [join(dirname(node), 'LICENSE'), join(dirname(node), '../LICENSE')];
  for (const place of places) {
    if (await isFile(place)) return copy(place, join(options.out, 'runtime/LICENSE'));
  }
}

/** `sha256sum` reads it, and PowerShell's Get-FileHash has the same digests. */
async function writeManifest() {
  const paths = (await filesBelow(options.out)).map((path) =>
    relative(options.out, path).split(sep).join('/'),
  );
  let bytes = 0;
  let text = '';
  for (const path of paths.sort()) {
    // check.ps1 and sha256sum read a plain list: no escapes in it.
    if (/[\\\n\r]/.test(path)) fail(`cannot be listed: ${JSON.stringify(path)}`);
    const file = join(options.out, path);
    bytes += (await stat(file)).size;
    text += `${await sha256Of(file)}  ${path}\n`;
  }
  await writeFile(join(options.out, manifestName), text);
  return { files: paths.length, bytes, sha256: createHash('sha256').update(text).digest('hex') };
}

async function sha256Of(file) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const below = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    }),
  );
  return below.flat();
}

/** FAT and exFAT have no links: what a link names is copied. */
async function copy(from, to) {
  await cp(from, to, { recursive: true, dereference: true }).catch((error) => fail(error.message));
}

async function isFile(path) {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

function readOptions() {
  try {
    const { values } = parseArgs({ options: optionTypes() });
    if (!values.out) throw new Error('--out is missing');
    const own = values['no-node'] ? undefined : ownNode();
    return {
      out: resolve(values.out),
      dist: resolve(values.dist ?? join(project, 'dist')),
      programmes: values.programmes && resolve(values.programmes),
      nodeLinux: values['node-linux'] ?? (process.platform === 'linux' ? own : undefined),
      nodeWindows: values['node-windows'] ?? (process.platform === 'win32' ? own : undefined),
    };
  } catch (error) {
    return fail(`${error.message}\n${usage}`, 2);
  }
}

function optionTypes() {
  const string = { type: 'string' };
  return {
    out: string,
    dist: string,
    programmes: string,
    'node-linux': string,
    'node-windows': string,
    'no-node': { type: 'boolean', default: false },
  };
}

/** A distribution's Node may be a shell around libnode.so: alone on another machine it would not start. */
function ownNode() {
  if (process.config.variables.node_shared) {
    fail(
      'this Node needs a shared library; name one from nodejs.org with --node-linux, or give --no-node',
      2,
    );
  }
  return process.execPath;
}

function fail(message, code = 1) {
  process.stderr.write(`make: ${message}\n`);
  process.exit(code);
}
