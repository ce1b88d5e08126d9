import type { Playlist, Programme, Spot, Zone } from './definition.ts';
import type { PictureShape } from './picture-shape.ts';

/** A spot as one programme sees it: with the playlist it came from and its addresses made absolute. */
export interface ProgrammeSpot {
  /** `<playlist id>/<spot id>`, unique in the programme. */
  readonly key: string;
  readonly playlist: { readonly id: string; readonly revision: number };
  readonly spot: Spot;
  /** Absolute address of the creative; absent for spots that need no file. */
  readonly url?: string;
  /** Absolute addresses of the files that belong to the creative (HLS on demand). */
  readonly files?: readonly { readonly url: string; readonly sha256: string }[];
}

/** A programme with what is worked out once, when it is judged, and not at every start of a screen. */
export type PlacedProgramme = Programme & {
  /** Left out, landscape. */
  readonly pictureShape?: PictureShape;
};

/** A programme with its playlists: parsed, validated, resolved, ready to be scheduled. */
export interface ResolvedProgramme {
  readonly programme: PlacedProgramme;
  readonly playlists: readonly Playlist[];
  /** All spots of the main zone's playlists, in their order; also those that never play at this venue. */
  readonly spots: readonly ProgrammeSpot[];
  /** Zones beside the main one, clocks included; absent when there is none. */
  readonly zones?: readonly ResolvedZone[];
  /**
   * SHA-256 (hex) over the SHA-256s of the programme file and its playlist files, as fetched and in the programme's
   * order: names exactly what was activated.
   */
  readonly sha256: string;
}

export interface ResolvedZone {
  readonly zone: Zone;
  /** The spots of its playlists that it can show; also those that never play at this venue. */
  readonly spots: readonly ProgrammeSpot[];
}
