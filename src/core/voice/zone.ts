/** Zone of the plays that are heard beside the picture. */
export const voiceZone = 'voice';
