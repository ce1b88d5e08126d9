import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const page = fileURLToPath(new URL('page.html', import.meta.url));

/** Builds the page that has the offline parts alone, with the program's own configuration and service worker. */
export async function buildOfflinePage(outDir: string): Promise<void> {
  await build({
    root,
    configFile: `${root}vite.config.ts`,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
    plugins: [
      {
        name: 'changming:offline-page-only',
        enforce: 'post',
        config(config) {
          const options = config.build?.rolldownOptions;
          if (options) options.input = { page };
        },
      },
    ],
  });
}
