import type { VoiceRules } from '../../core/playlist/definition.ts';

const longestName = 60;

/** What `window` hears when a page, an extension or a script of the machine has seen somebody. */
export const approachEvent = 'changming-approach';

/**
 * Listens for somebody coming near: keys of the programme (a sensor that types, as most with a USB plug do), the event
 * `changming-approach` on `window`, and messages `{ "changming": "approach", "by": "…" }` of this origin's own pages.
 * @param rules those in force, asked anew at each key
 * @param tell is given what saw it, for the log
 * @returns the function that ends it
 */
export function listenForApproach(
  rules: () => VoiceRules | undefined,
  tell: (by: string) => void,
): () => void {
  const onKey = (event: KeyboardEvent) => {
    const { code, repeat, ctrlKey, altKey, metaKey } = event;
    if (repeat || ctrlKey || altKey || metaKey || isTyping(event)) return;
    if (rules()?.onApproach?.keys?.includes(code)) tell(`key ${code}`);
  };
  const onEvent = (event: Event) => tell(nameOf((event as CustomEvent<unknown>).detail, 'event'));
  const onMessage = ({ data, origin }: MessageEvent<unknown>) => {
    if (origin !== location.origin || !isRecord(data) || data.changming !== 'approach') return;
    tell(nameOf(data, 'message'));
  };
  addEventListener('keydown', onKey);
  addEventListener(approachEvent, onEvent);
  addEventListener('message', onMessage);
  return () => {
    removeEventListener('keydown', onKey);
    removeEventListener(approachEvent, onEvent);
    removeEventListener('message', onMessage);
  };
}

/** What is typed into a form is no sensor. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function nameOf(value: unknown, otherwise: string): string {
  const by = isRecord(value) ? value.by : undefined;
  return typeof by === 'string' && by.trim() !== '' ? by.trim().slice(0, longestName) : otherwise;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
