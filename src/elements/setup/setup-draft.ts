import {
  type RotationDegrees,
  type ScreenSettings,
  screenNameMaxLength,
} from '../../core/screen/screen-settings.ts';
import { pinPattern } from '../pin/pin-hash.ts';
import type { ProgrammeOption } from './programme-option.ts';
import { startWords, type WordsDraft } from './setup-words.ts';
import { type Venue, venueOf } from './venues.ts';

/** What has been entered so far. Everything left undefined follows from the rest, so that untouched fields stay sensible. */
export interface SetupDraft {
  /** Undefined: the name suggested for the venue. */
  readonly screenName?: string | undefined;
  readonly venue: Venue;
  /** Undefined: the programme made for the venue. */
  readonly programmeUrl?: string | undefined;
  /** Set while the address is typed in and not chosen from the list. */
  readonly ownProgramme: boolean;
  readonly rotationDegrees: RotationDegrees;
  /** As typed; empty for none, or to keep the present one. */
  readonly pin: string;
  readonly removePin: boolean;
  /** What slogans may say of the place. */
  readonly words: WordsDraft;
}

export type SetupFault = 'screen-name-missing' | 'screen-name-long' | 'programme-url' | 'pin';

export function startDraft(
  settings: Partial<ScreenSettings>,
  programmes: readonly ProgrammeOption[],
): SetupDraft {
  const { programmeUrl } = settings;
  const listed = programmes.some(({ url }) => url === programmeUrl);
  return {
    screenName: settings.screenName,
    venue: venueOf(settings.venue),
    programmeUrl,
    ownProgramme: programmes.length === 0 || (programmeUrl !== undefined && !listed),
    rotationDegrees: settings.rotationDegrees ?? 0,
    pin: '',
    removePin: false,
    words: startWords(settings),
  };
}

/** The address of the programme as things stand; empty when none is known. */
export function programmeUrlOf(draft: SetupDraft, programmes: readonly ProgrammeOption[]): string {
  if (draft.programmeUrl !== undefined) return draft.programmeUrl.trim();
  const forVenue = programmes.find(({ venue }) => venue === draft.venue);
  return (forVenue ?? programmes[0])?.url ?? '';
}

/** What must be mended before playing can start, in the order of the page. */
export function faultsOf(
  draft: SetupDraft,
  screenName: string,
  programmes: readonly ProgrammeOption[],
): SetupFault[] {
  const name = screenName.trim();
  const faults: (SetupFault | false)[] = [
    name === '' && 'screen-name-missing',
    name.length > screenNameMaxLength && 'screen-name-long',
    !isWebAddress(programmeUrlOf(draft, programmes)) && 'programme-url',
    !draft.removePin && draft.pin !== '' && !pinPattern.test(draft.pin) && 'pin',
  ];
  return faults.filter((fault) => fault !== false);
}

/** For the unattended start: whatever is faulty goes back to what was suggested. */
export function withoutFaults(draft: SetupDraft, faults: readonly SetupFault[]): SetupDraft {
  const nameFaulty = faults.includes('screen-name-missing') || faults.includes('screen-name-long');
  return {
    ...draft,
    ...(nameFaulty ? { screenName: undefined } : {}),
    ...(faults.includes('programme-url') ? { programmeUrl: undefined, ownProgramme: false } : {}),
    ...(faults.includes('pin') ? { pin: '' } : {}),
  };
}

function isWebAddress(address: string): boolean {
  try {
    return /^https?:$/.test(new URL(address).protocol);
  } catch {
    return false;
  }
}
