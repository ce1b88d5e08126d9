import { text } from '../../elements/language.ts';
import { messages as panelMessages } from '../../elements/panel/messages.ts';

/** A fault of the log in words; one that this version does not know, by its own name. */
export function faultName(what: string): string {
  return text(panelMessages).faultNames[what] ?? what;
}
