import type { LocalizedText } from '../../core/playlist/definition.ts';

/** One programme to choose from, as `playlists/index.json` lists it. */
export interface ProgrammeOption {
  /** Absolute address of the programme file. */
  readonly url: string;
  readonly title: LocalizedText;
  /** The venue it is made for; it is preselected there. */
  readonly venue?: string;
  /** What it plays and promises, in one line. */
  readonly summary?: LocalizedText;
}
