import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');
const fast = process.argv.includes('--fast');
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
if (fast) process.env.CHANGMING_TESTS = 'fast';

ensureInstalled();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

// Each of them works on one core.
await Promise.all([
  check('biome', 'biome', ['ci', '--error-on-warnings']),
  check('tsc', 'tsc', ['-b']),
  check('lit-analyzer', 'lit-analyzer', ['--strict', '--quiet', 'src/**/*.ts']),
  check('knip', 'knip', ['--no-progress']),
]);
await vitest('core');
if (!fast) {
  await vitest('third-party');
  // What is built is served by the collector's tests and played by the whole program's.
  await check('vite build', 'vite', ['build', '--logLevel', 'warn']);
  await collectorTests();
  const isBrowserThere = await haveBrowser();
  await vitest('deploy');
  if (isBrowserThere) await browserTests();
  await engineTests();
}

process.stdout.write(`\n${failures.map((name) => `failed: ${name}\n`).join('')}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exit(total.failed === 0 ? 0 : 1);

/** Finds or installs a Chromium for what follows; false where there can be none. */
async function haveBrowser() {
  const { ensureBrowser } = await import('./ensure-browser.mjs');
  const chromium = await ensureBrowser();
  if (chromium) process.env.CHROMIUM_PATH = chromium;
  else if (process.env.CI) fail('Chromium (CI must not skip the browser tests)');
  else total.skipped += 1;
  return Boolean(chromium);
}

async function browserTests() {
  await vitest('browser');
  await node('first load', 'scripts/first-load.mjs');
  await playwright();
}

/** The collector on its databases; those that are not to be had are skipped, with a reason. */
async function collectorTests() {
  const { ensureDatabases } = await import('./ensure-browser.mjs');
  const { ensureChdb } = await import('./ensure-chdb.mjs');
  ensureDatabases();
  ensureChdb();
  await vitest('collector');
}

/** The whole program on engines of other makes; their tests skip themselves, with a reason, where one is not to be had. */
async function engineTests() {
  const { ensureEngines } = await import('./ensure-browser.mjs');
  ensureEngines();
  await vitest('engines');
}

/** A tool that answers yes or no: one test. */
async function check(name, command, args) {
  (await runTogether(command, args)) === 0 ? pass(1) : fail(name);
}

/** A script of our own that answers yes or no: one test. */
async function node(name, script) {
  process.stdout.write(`\n— node ${script}\n`);
  const { status } = spawnSync(process.execPath, [join(root, script)], { cwd: root, stdio: 'inherit' });
  status === 0 ? pass(1) : fail(name);
}

async function vitest(project) {
  const file = join(results, `${project}.json`);
  const code = await run('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  count(`vitest ${project}`, code, () => {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    failures.push(...failedTests(report));
    return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
  });
}

/** Each failed test by its name and what it said, so that the end of a long output tells. */
function failedTests({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(
        ({ fullName, failureMessages }) =>
          `${relative(root, name)} › ${fullName}\n${failureMessages.join('\n')}`,
      ),
  );
}

async function playwright() {
  const file = join(results, 'e2e.json');
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = file;
  const code = await run('playwright', ['test', '--reporter=list,json']);
  count('whole-program tests', code, () => {
    const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(file, 'utf8')).stats;
    return { passed: expected, failed: unexpected + flaky, skipped };
  });
}

/** Adds a runner's own figures; a runner that ended badly without a failed test counts as one failure. */
function count(name, code, read) {
  try {
    const { passed, failed, skipped } = read();
    total.passed += passed;
    total.skipped += skipped;
    total.failed += failed;
    if (failed > 0) failures.push(`${name}: ${failed}`);
    else if (code !== 0 || passed + skipped === 0) fail(`${name} (exit ${code})`);
  } catch (error) {
    fail(`${name}: no report (${error.message})`);
  }
}

function pass(number) {
  total.passed += number;
}

function fail(name) {
  total.failed += 1;
  failures.push(name);
}

/** Runs a tool; what it says comes in one piece when it ends, so that tools may run side by side. */
async function runTogether(command, args) {
  const child = start(command, args, 'pipe');
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part) => {
      said += part;
    });
  const code = await exitCodeOf(child);
  process.stdout.write(`\n— ${command} ${args.join(' ')}\n${said}`);
  return code;
}

function run(command, args) {
  process.stdout.write(`\n— ${command} ${args.join(' ')}\n`);
  return exitCodeOf(start(command, args, 'inherit'));
}

function exitCodeOf(child) {
  return new Promise((resolve) => {
    child.on('close', (code) => resolve(code ?? 1));
    child.on('error', () => resolve(1));
  });
}

function start(command, args, output) {
  const suffix = process.platform === 'win32' ? '.cmd' : '';
  return spawn(join(root, 'node_modules/.bin', command + suffix), args, {
    cwd: root,
    stdio: ['ignore', output, output],
    shell: process.platform === 'win32',
  });
}
