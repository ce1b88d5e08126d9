import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Account,
  type Action,
  accountPaths,
  actions,
  may,
  type RightsHolder,
  type Role,
  readingActions,
  roles,
} from '../../../src/core/rights/may.ts';
import { isWithin } from '../../../src/core/rights/organisation-path.ts';

const own = '/futian/lianhua/';
const below = '/futian/lianhua/icbc/';
const screen = '/futian/lianhua/icbc/abcdefgh23456723/';
const above = '/futian/';
const sibling = '/futian/lianhua-north/';

const yes = { own: true, below: true, above: false, sibling: false };
const no = { own: false, below: false, above: false, sibling: false };

/** Every cell, as the office was promised it; in the order of `roles`. */
const matrix: Record<Action, Record<Role, typeof yes>> = {
  see: { administrator: yes, publisher: yes, operator: yes, auditor: yes },
  'see-people': { administrator: yes, publisher: no, operator: no, auditor: yes },
  'see-audit-trail': { administrator: yes, publisher: no, operator: no, auditor: yes },
  organise: { administrator: yes, publisher: no, operator: no, auditor: no },
  'manage-people': { administrator: yes, publisher: no, operator: no, auditor: no },
  'enrol-screens': { administrator: yes, publisher: no, operator: yes, auditor: no },
  'change-screens': { administrator: yes, publisher: no, operator: yes, auditor: no },
  'revoke-keys': { administrator: yes, publisher: no, operator: yes, auditor: no },
  publish: { administrator: yes, publisher: yes, operator: no, auditor: no },
  'take-over': { administrator: yes, publisher: yes, operator: no, auditor: no },
  'stop-screens': { administrator: yes, publisher: yes, operator: yes, auditor: no },
  'handle-problems': { administrator: yes, publisher: no, operator: yes, auditor: no },
};

describe('may()', () => {
  it('knows every role and action of the matrix, and no other', () => {
    expect([...actions].sort()).toEqual(Object.keys(matrix).sort());
    for (const row of Object.values(matrix)) expect(Object.keys(row).sort()).toEqual([...roles].sort());
  });

  for (const action of actions) {
    for (const role of roles) {
      const cell = matrix[action][role];
      it(`${cell.own ? 'lets' : 'does not let'} the ${role} of an organisation ${action} there and below, never above or beside`, () => {
        const holder = { grants: [{ role, path: own }] };
        expect({
          own: may(holder, action, own),
          below: may(holder, action, below),
          above: may(holder, action, above),
          sibling: may(holder, action, sibling),
        }).toEqual(cell);
        expect(may(holder, action, screen)).toBe(cell.below);
        expect(may(holder, action, '/')).toBe(false);
      });
    }
  }
});

const path = fc
  .array(fc.constantFrom('a', 'b', 'a-b', 'c'), { maxLength: 4 })
  .map((steps) => `/${steps.map((word) => `${word}/`).join('')}`);
const grant = fc.record({ role: fc.constantFrom(...roles), path });
const holder = fc.record({ grants: fc.array(grant, { maxLength: 4 }) });

describe('whoever holds whatever roles', () => {
  it('may nothing outside the subtrees of these roles', () => {
    fc.assert(
      fc.property(holder, path, fc.constantFrom(...actions), (who, where, action) => {
        const isOutside = !who.grants.some(({ path }) => isWithin(where, path));
        if (isOutside) expect(may(who, action, where)).toBe(false);
      }),
    );
  });

  it('may above what they may below, and the other way round', () => {
    fc.assert(
      fc.property(holder, path, fc.constantFrom(...actions), (who, where, action) => {
        if (may(who, action, where)) expect(may(who, action, `${where}x/`)).toBe(true);
      }),
    );
  });

  it('changes nothing as an auditor', () => {
    const auditor = fc.array(path).map((paths) => ({
      grants: paths.map((path) => ({ role: 'auditor' as const, path })),
    }));
    fc.assert(
      fc.property(auditor, path, fc.constantFrom(...actions), (who, where, action) => {
        if (!readingActions.includes(action)) expect(may(who, action, where)).toBe(false);
      }),
    );
  });

  it('may nothing with no role', () => {
    for (const action of actions) expect(may({ grants: [] }, action, '/')).toBe(false);
  });

  it('has by each further role no less than before', () => {
    fc.assert(
      fc.property(holder, grant, path, fc.constantFrom(...actions), (who, more, where, action) => {
        if (may(who, action, where)) expect(may({ grants: [...who.grants, more] }, action, where)).toBe(true);
      }),
    );
  });
});

describe('an account', () => {
  const subDistrict = { grants: [{ role: 'administrator' as const, path: own }] };
  const isManagedBy = (holder: RightsHolder, account: Account) =>
    accountPaths(account).every((path) => may(holder, 'manage-people', path));

  it('is managed by administrators of the subtree in which it has all its rights', () => {
    expect(isManagedBy(subDistrict, { home: below, grants: [{ role: 'operator', path: below }] })).toBe(true);
    expect(isManagedBy(subDistrict, { home: own, grants: [] })).toBe(true);
  });

  it('is not, where it has a role outside of it: its password would be a way there', () => {
    expect(isManagedBy(subDistrict, { home: below, grants: [{ role: 'auditor', path: above }] })).toBe(false);
    expect(isManagedBy(subDistrict, { home: above, grants: [] })).toBe(false);
    expect(isManagedBy({ grants: [{ role: 'auditor', path: '/' }] }, { home: own, grants: [] })).toBe(false);
  });
});
