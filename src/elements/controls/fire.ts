/** Tells the world outside an element's shadow root what the person wishes. */
export function fire<T>(element: EventTarget, type: string, detail: T): void {
  element.dispatchEvent(new CustomEvent<T>(type, { detail, bubbles: true, composed: true }));
}
