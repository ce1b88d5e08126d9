import type { LocalizedText, VoiceRules } from '../../core/playlist/definition.ts';

/** What is said on a screen and what comes next, as plain data. Hand in a new object at every change. */
export interface VoiceStatus {
  readonly rules: VoiceRules;
  readonly atWallMs: number;
  readonly heard?: AnnouncementStatus;
  readonly next?: AnnouncementStatus & { readonly code: 'set-time' | 'rotation'; readonly wallMs: number };
  /** When the quiet hours that hold now are over; infinite when never. */
  readonly quietUntilMs?: number;
  /** What may be said now by hand, the next in turn first. */
  readonly sayable: readonly AnnouncementStatus[];
}

export interface AnnouncementStatus {
  readonly key: string;
  readonly title: LocalizedText;
  /** As they are spoken. */
  readonly words?: LocalizedText;
}
