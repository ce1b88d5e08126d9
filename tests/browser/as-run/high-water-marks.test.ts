import { afterEach, expect, it, vi } from 'vitest';
import { browserHighWaterMarks } from '../../../src/browser/high-water-marks.ts';

const key = 'changming-as-run';
const mark = { screenId: 'abcdefghijklmnop', epoch: 1, size: 7, root: `${'A'.repeat(43)}=` };

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.removeItem(key);
  // biome-ignore lint/suspicious/noDocumentCookie: as in the code under test.
  document.cookie = `${key}=; Max-Age=0; Path=${location.pathname.replace(/[^/]*$/, '')}`;
});

it('survives the loss of either place', () => {
  browserHighWaterMarks().raise(mark);
  expect(document.cookie).toContain(`${key}=1.abcdefghijklmnop.1.7.`);
  localStorage.removeItem(key);
  expect(browserHighWaterMarks().read()).toEqual(mark);
  browserHighWaterMarks().raise(mark);
  // biome-ignore lint/suspicious/noDocumentCookie: as in the code under test.
  document.cookie = `${key}=; Max-Age=0; Path=${location.pathname.replace(/[^/]*$/, '')}`;
  expect(browserHighWaterMarks().read()).toEqual(mark);
});

it('only ever grows', () => {
  const marks = browserHighWaterMarks();
  marks.raise(mark);
  marks.raise({ ...mark, size: 6 });
  expect(marks.read()).toEqual(mark);
  marks.raise({ ...mark, epoch: 2, size: 1 });
  marks.raise({ ...mark, size: 900 });
  expect(marks.read()).toMatchObject({ epoch: 2, size: 1 });
});

it('takes no harm from places that are switched off or hold something else', () => {
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const marks = browserHighWaterMarks();
  // biome-ignore lint/suspicious/noDocumentCookie: as in the code under test.
  document.cookie = `${key}=nonsense; Path=${location.pathname.replace(/[^/]*$/, '')}`;
  expect(marks.read()).toBeUndefined();
  marks.raise(mark);
  expect(marks.read()).toEqual(mark);
});
