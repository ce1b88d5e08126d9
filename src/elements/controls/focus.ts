/** Where the keyboard can go: for remote controls, which have arrows and OK but no Tab, and for keeping focus in a dialog. */

const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), summary, [tabindex="0"]';

/** The stops of the Tab key below `root` in their order, shadow roots included; a radio group is one stop. */
export function tabStops(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
    if (element.shadowRoot) return tabStops(element.shadowRoot);
    return element.matches(focusable) && isVisible(element) && isStop(element, root) ? [element] : [];
  });
}

/** The focused element itself, however deep in shadow roots. */
export function focusedElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Moves the focus one stop on or back; around at the ends when `wrap`. */
export function moveFocus(root: ParentNode, step: 1 | -1, wrap = false): void {
  const stops = tabStops(root);
  const index = stops.indexOf(focusedElement() as HTMLElement);
  const next = index < 0 && step < 0 ? stops.length - 1 : index + step;
  const target = stops[wrap ? (next + stops.length) % stops.length : next];
  target?.focus();
  target?.scrollIntoView?.({ block: 'nearest' });
}

/**
 * Arrow keys for remote controls: up and down leave a field, left and right choose inside a radio group and move the
 * caret in a text. A key that an input method is using is left to it.
 */
export function moveFocusByArrow(event: KeyboardEvent, root: ParentNode): void {
  const step = arrowStep(event);
  if (!step) return;
  event.preventDefault();
  moveFocus(root, step);
}

function arrowStep(event: KeyboardEvent): 1 | -1 | undefined {
  if (
    event.defaultPrevented ||
    event.isComposing ||
    event.altKey ||
    event.ctrlKey ||
    event.metaKey ||
    event.shiftKey
  )
    return undefined;
  if (event.key === 'ArrowDown') return 1;
  if (event.key === 'ArrowUp') return -1;
  const [target] = event.composedPath();
  if (target instanceof HTMLInputElement && target.type !== 'checkbox') return undefined;
  if (event.key === 'ArrowRight') return 1;
  return event.key === 'ArrowLeft' ? -1 : undefined;
}

/** What is folded away has boxes all the same where browsers hide it by `content-visibility`, but takes no focus. */
function isVisible(element: HTMLElement): boolean {
  const folded = element.closest('details:not([open])');
  if (folded && element.parentElement !== folded) return false;
  return element.getClientRects().length > 0;
}

function isStop(element: HTMLElement, root: ParentNode): boolean {
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio' || element.checked) return true;
  const group = [...root.querySelectorAll<HTMLInputElement>('input[type="radio"]')].filter(
    (radio) => radio.name === element.name,
  );
  return group[0] === element && !group.some((radio) => radio.checked);
}
