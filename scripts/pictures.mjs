import { runWithBrowser } from './run-with-browser.mjs';

await runWithBrowser('tests/pictures/run.ts', 'Cannot take the pictures: they are of a real Chromium');
