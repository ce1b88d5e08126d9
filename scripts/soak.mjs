import { runWithBrowser } from './run-with-browser.mjs';

await runWithBrowser('tests/soak/run.ts', 'Cannot run the soak: it plays in a real Chromium for hours');
