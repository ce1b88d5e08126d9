import type { PlaySubject } from '../../core/report/row-subject.ts';
import { text } from '../../elements/language.ts';
import { messages } from '../words/messages.ts';

/** How a play ended, in words; what failed has a mark before it. */
export function outcomeOf({ outcome, ended }: Pick<PlaySubject, 'outcome' | 'ended'>): string {
  const say = text(messages);
  const name = outcomeName(outcome);
  if (outcome === 'completed') return name;
  return `${outcome === 'failed' ? '▼ ' : ''}${name} · ${say.ended[ended] ?? ended}`;
}

export function outcomeName(outcome: string): string {
  return text(messages).outcome[outcome] ?? outcome;
}
