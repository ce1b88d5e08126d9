import type { LiveCodeMode, Programme } from './definition.ts';

/**
 * What a programme wants of the live code. One that promises a share owes inspectors a picture that they can check, so
 * there the code stands unless it is turned off; one that promises nothing keeps its picture to itself.
 */
export function liveCodeModeOf({ liveCode, shares }: Pick<Programme, 'liveCode' | 'shares'>): LiveCodeMode {
  return liveCode ?? (shares.length > 0 ? 'code' : 'off');
}
