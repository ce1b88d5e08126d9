/**
 * Where an organisation stands in the tree, from its root down: `/futian/lianhua/icbc-lianhua/`. Every path begins and
 * ends with a slash, so that what lies below is what begins with it. The root is `/`. A screen is the leaf below its
 * organisation, named by its id.
 */
export type OrganisationPath = string;

export const rootPath: OrganisationPath = '/';
export const mostLevels = 8;
export const longestStep = 40;

const step = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Whether `text` is one step of a path: a kebab-case word of at most 40 characters. */
export function isStep(text: string): boolean {
  return text.length <= longestStep && step.test(text);
}

export function isOrganisationPath(text: string): boolean {
  if (text === rootPath) return true;
  const steps = text.slice(1, -1).split('/');
  return text.startsWith('/') && text.endsWith('/') && steps.length <= mostLevels && steps.every(isStep);
}

/** Precondition: `below` is a step. */
export function childPath(path: OrganisationPath, below: string): OrganisationPath {
  return `${path}${below}/`;
}

/** Undefined for the root. */
export function parentPath(path: OrganisationPath): OrganisationPath | undefined {
  return path === rootPath ? undefined : path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
}

/** Whether `path` is `scope` or lies below it. */
export function isWithin(path: OrganisationPath, scope: OrganisationPath): boolean {
  return path.startsWith(scope);
}
