import type { Takeover, Warning } from '../../core/takeover/definition.ts';

/** What the operator has entered. */
export interface TakeoverDraft {
  readonly topic: string;
  readonly text: string;
  readonly detail: string;
  readonly action: string;
  readonly by: string;
  readonly why: string;
  readonly length: Length;
  readonly when: Takeover['when'];
}

export type Length = (typeof lengths)[number];
export type DraftField = 'text' | 'detail' | 'action' | 'by' | 'why';
/** As it stands in choices: minutes of airtime, or plays. */
export const lengths = ['1-play', '3-plays', '5-minutes', '30-minutes'] as const;

/** A warning that somebody typed on the spot is no standing order. */
const expiresAfterMs = 24 * 60 * 60_000;
export const longestTyped = 60;

export function draftOf(template: Warning, before: Pick<TakeoverDraft, 'by' | 'why'>): TakeoverDraft {
  return {
    topic: template.topic ?? '',
    text: template.text['zh-CN'],
    detail: template.detail?.['zh-CN'] ?? '',
    action: template.action?.['zh-CN'] ?? '',
    by: before.by,
    why: before.why,
    length: '5-minutes',
    when: 'now',
  };
}

/** The words; of a template that was changed, a translation that may no longer fit is left out. */
export function warningOf(draft: TakeoverDraft, templates: readonly Warning[]): Warning {
  const template = templates.find(({ topic }) => topic === draft.topic);
  const field = (name: 'text' | 'detail' | 'action') => {
    const zh = draft[name].trim();
    const known = template?.[name];
    return known?.['zh-CN'] === zh ? known : { 'zh-CN': zh };
  };
  const [detail, action] = [field('detail'), field('action')];
  return {
    ...(draft.topic ? { topic: draft.topic } : {}),
    text: field('text'),
    ...(detail['zh-CN'] ? { detail } : {}),
    ...(action['zh-CN'] ? { action } : {}),
  };
}

/** What must be there and is not. */
export function missingIn(draft: TakeoverDraft): DraftField[] {
  return (['text', 'by', 'why'] as const).filter((name) => draft[name].trim() === '');
}

export function takeoverOf(draft: TakeoverDraft, templates: readonly Warning[], wallMs: number): Takeover {
  const [count = '1', unit] = draft.length.split('-');
  return {
    id: `panel-${Math.floor(wallMs).toString(36)}`,
    by: draft.by.trim(),
    why: draft.why.trim(),
    slogan: warningOf(draft, templates),
    when: draft.when,
    ...(unit === 'minutes' ? { minutes: Number(count) } : { plays: Number(count) }),
    expiresAt: new Date(wallMs + expiresAfterMs).toISOString(),
    priority: 5,
  };
}
