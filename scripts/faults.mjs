import { runWithBrowser } from './run-with-browser.mjs';

await runWithBrowser('tests/faults/run.ts', 'Cannot run the fault bench: it kills a real Chromium');
