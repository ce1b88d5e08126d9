import { isWithin, type OrganisationPath } from './organisation-path.ts';

export const roles = ['administrator', 'publisher', 'operator', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** A role in one organisation and in all that lies below it. */
export interface Grant {
  readonly role: Role;
  readonly path: OrganisationPath;
}

/** Who asks, as far as rights go. */
export interface RightsHolder {
  readonly grants: readonly Grant[];
}

// The promise: what is not said here nobody may. Auditors read everything and change nothing.
const allowed = {
  /** Organisations, screens, their plays and reports. */
  see: ['administrator', 'publisher', 'operator', 'auditor'],
  /** Who has which role, and who changed what. */
  'see-people': ['administrator', 'auditor'],
  'see-audit-trail': ['administrator', 'auditor'],
  /** Organisations: add, rename, remove. */
  organise: ['administrator'],
  /** Invite, give and take roles, close accounts. */
  'manage-people': ['administrator'],
  /** Confirm a new screen's pairing code. */
  'enrol-screens': ['administrator', 'operator'],
  /** Rename and move screens. */
  'change-screens': ['administrator', 'operator'],
  /** Replace or revoke a screen's key, take a screen out of service. */
  'revoke-keys': ['administrator', 'operator'],
  /** Playlists and programmes. */
  publish: ['administrator', 'publisher'],
  /** A warning that interrupts. */
  'take-over': ['administrator', 'publisher'],
  /** Whoever stands before a screen that must go dark is often no publisher. */
  'stop-screens': ['administrator', 'publisher', 'operator'],
  /** Acknowledge, assign and close what is wrong with a screen. */
  'handle-problems': ['administrator', 'operator'],
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof allowed;

export const actions = Object.keys(allowed) as readonly Action[];

/** What only looks. Everything else changes something. */
export const readingActions: readonly Action[] = ['see', 'see-people', 'see-audit-trail'];

/** Whether `holder` may do `action` to the organisation (or screen) at `path`. */
export function may({ grants }: RightsHolder, action: Action, path: OrganisationPath): boolean {
  const able: readonly Role[] = allowed[action];
  return grants.some((grant) => able.includes(grant.role) && isWithin(path, grant.path));
}

/** An account: whoever can set its password can do what it may. */
export interface Account extends RightsHolder {
  /** The organisation that it belongs to. */
  readonly home: OrganisationPath;
}

/**
 * Where somebody needs the right to manage people to close the account or to give it a new password: wherever the
 * account has any rights itself, or managing it would be a way to rights above one's own.
 */
export function accountPaths({ home, grants }: Account): OrganisationPath[] {
  return [home, ...grants.map(({ path }) => path)];
}
