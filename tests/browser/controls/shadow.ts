/** Reaching into the shadow roots of the elements under test. */

export function find<T extends HTMLElement = HTMLElement>(host: Element, selector: string): T {
  const found = host.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`Nothing matches ${selector} in ${host.localName}`);
  return found;
}

export function findAll<T extends HTMLElement = HTMLElement>(host: Element, selector: string): T[] {
  return [...(host.shadowRoot?.querySelectorAll<T>(selector) ?? [])];
}

export function textOf(host: Element, selector: string): string {
  return (find(host, selector).textContent ?? '').replace(/\s+/g, ' ').trim();
}

export function buttonNamed(host: Element, name: string): HTMLElement {
  const button = findAll(host, 'button').find((candidate) => candidate.textContent?.trim() === name);
  if (!button) throw new Error(`No button "${name}" in ${host.localName}`);
  return button;
}

/** The next event of a kind: its detail. */
export function nextEvent<T>(target: EventTarget, type: string): Promise<T> {
  return new Promise((resolve) => {
    target.addEventListener(type, (event) => resolve((event as CustomEvent<T>).detail), { once: true });
  });
}

/** For `expect.poll`: waits as long as the test may take; a busy machine must not decide. */
export const patiently = { timeout: 50_000 };
