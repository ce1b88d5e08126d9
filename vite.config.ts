import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import manifest from './package.json' with { type: 'json' };

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * What the first picture and its log need and other pages, workers or later parts share. Left to itself the bundler makes
 * a file of each set of entries that share a module, which together compress worse by 3 kB.
 * The airtime rule and the stage are in it whole, though nothing else needs all of them: in one piece they are 0.4 kB less.
 */
const sharedAtStart = new RegExp(
  [
    'src/core/as-run/(as-run-log|as-run-log-error|choose-identity|copies|entry-text|high-water-mark|in-flight|mirrored-store)\\.ts$',
    'src/core/as-run/(open-as-run-log|open-epoch|place-drafts|recent-plays|recovery|screen-identity|tree-head)\\.ts$',
    'src/core/tlog/(base64|checkpoint|ed25519|merkle|signed-note)\\.ts$',
    'src/core/airtime/(because|boundary|choice|demand|fairness|forecast|groups|ledger)\\.ts$',
    'src/core/airtime/(offers|packing|pools|promise|rebuild|rotation|state)\\.ts$',
    'src/core/(ports/as-run-store|ports/stage|playlist/(built-in|plays-here)|wall-time)\\.ts$',
    'src/core/(text/(chunks|line-breaks|fit)|screen/screen-settings|playlist/share-rule|abort)\\.ts$',
    'src/core/(zones/(all-spots|zone-rules)|voice/zone)\\.ts$',
    'src/elements/stage/(load-error|picture|prepare-picture|stage-element|stage-style|waiting|illustrations/figure)\\.ts$',
    'src/elements/stage/slogan/(layout|slogan-content|slogan-style|regions|themes)\\.ts$',
    'src/elements/stage/still/(still-picture|pulse-meter)\\.ts$',
    'src/elements/stage/video/(video-picture|frame-meter|watchdog|frame-source|media-error|video-deck|creative-source)\\.ts$',
    'src/browser/(as-run-(store|mirror|database|home)|high-water-marks|programme-store|screen-identity|writer-lock)\\.ts$',
    'src/elements/language\\.ts$',
    'node_modules/(idb/|@noble/(ed25519|hashes/(sha2|utils|_md|_u64)))',
    'preload-helper',
  ].join('|'),
);

export default defineConfig({
  root,
  // Relative: the same build runs at the root of a server or in any folder of one.
  base: './',
  // A missing file is a 404, never a page: a film that is not there must fail at once.
  appType: 'mpa',
  define: { __CHANGMING_VERSION__: JSON.stringify(manifest.version) },
  build: {
    // The oldest engine is Chrome 87; see oldEngines() for how its syntax is reached.
    target: 'es2022',
    cssTarget: 'chrome87',
    // Chrome has it since 66.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: join(root, 'index.html'), audit: join(root, 'audit.html') },
      output: { codeSplitting: { groups: [{ name: 'start', test: sharedAtStart }] } },
    },
  },
  plugins: [oldEngines(), copyPlaylists(), progressiveWebApp()],
  worker: { plugins: () => [oldEngines()] },
});

/**
 * Makes what is built run on Chrome 87. Vite's own lowering turns every private member into a WeakMap for any target
 * before ES2022, though Chrome has them since 84: 4 kB more before the first picture, and look-ups on every
 * hot path. esbuild knows feature by feature what an engine has.
 *
 * Syntax is lowered, library functions are not. `Object.hasOwn` came with Chrome 93, and @noble/hashes calls it while it
 * loads, so it must be there before the first module of every page.
 */
function oldEngines(): Plugin {
  const hasOwn = '(object, key) => Object.prototype.hasOwnProperty.call(object, key)';
  return {
    name: 'changming:old-engines',
    apply: 'build',
    enforce: 'post',
    async renderChunk(code) {
      const { code: lowered } = await transform(code, { target: 'chrome87', minifyWhitespace: true });
      return { code: lowered, map: null };
    },
    transformIndexHtml: () => [
      { tag: 'script', children: `Object.hasOwn = Object.hasOwn || (${hasOwn});`, injectTo: 'head-prepend' },
    ],
  };
}

/** The playlists that play out of the box stand beside the page, at the address where the dev server has them too. */
function copyPlaylists(): Plugin {
  let outDir = '';
  return {
    name: 'changming:copy-playlists',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    async writeBundle() {
      await cp(join(root, 'playlists'), join(outDir, 'playlists'), { recursive: true });
    },
  };
}

function progressiveWebApp() {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/service-worker',
    filename: 'main.ts',
    // src/browser/app-update.ts registers it and decides when a new version takes over.
    injectRegister: false,
    // The pattern below has them already.
    includeManifestIcons: false,
    registerType: 'prompt',
    injectManifest: {
      // Classic script: module service workers came with Chrome 91.
      rollupFormat: 'iife',
      globPatterns: ['**/*.{html,js,css,svg,png,woff2}'],
      globIgnores: ['playlists/**', 'schemas/**'],
    },
    integration: {
      // Named for what it is: the address of a service worker must never change.
      beforeBuildServiceWorker(options) {
        options.swDest = options.swDest.replace(/main\.js$/, 'service-worker.js');
        options.injectManifest.swDest = options.swDest;
      },
    },
    manifest: {
      id: './',
      name: '长鸣 Changming',
      short_name: '长鸣',
      description: '反诈宣传播放器：离线循环播放，保证播放时长占比，每次播放有据可查',
      lang: 'zh-CN',
      start_url: './',
      scope: './',
      display: 'fullscreen',
      display_override: ['fullscreen', 'standalone'],
      orientation: 'any',
      background_color: '#0b2a5b',
      theme_color: '#0b2a5b',
      categories: ['business', 'utilities'],
      icons: [
        { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
        { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
        { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      ],
    },
  });
}
