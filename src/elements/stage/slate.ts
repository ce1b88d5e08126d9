/** What stands before the first picture and behind every other: calm, and never black. Plain markup, no file. */
export function slate(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'slate';
  element.innerHTML = `<div class="mark"><svg viewBox="0 0 240 240" fill="none" stroke="currentColor" stroke-width="8"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M120 28v16M64 172V108a56 56 0 0 1 112 0v64l16 20H48zM98 192a22 22 0 0 0 44 0M30 92a92 92 0 0 1 24-52M210 92a92 92 0 0 0-24-52"/></svg><span>警钟长鸣</span></div>`;
  return element;
}
