/** One measured value at a time. */
export interface Point {
  readonly minutes: number;
  readonly value: number;
}

/** A straight line through points, with how sure its slope is. */
export interface Trend {
  readonly mean: number;
  /** The line at the points' mean time is their mean value. */
  readonly meanMinutes: number;
  readonly perHour: number;
  /** Half of the 95 % interval of {@link perHour}. */
  readonly errorPerHour: number;
}

/** Samples taken soon after each other are alike and would make the error too small: means of blocks are less so. */
const blocks = 10;
/** Student's t for 95 % with `blocks` − 2 degrees of freedom. */
const t = 2.306;

/**
 * Least squares through the means of ten blocks of consecutive points.
 * @throws RangeError for fewer than ten points
 */
export function trendOf(points: readonly Point[]): Trend {
  if (points.length < blocks)
    throw new RangeError(`${points.length} points are too few for a trend: ${blocks} at least`);
  const means = Array.from({ length: blocks }, (_, block) => {
    const [from, to] = [block, block + 1].map((edge) => Math.round((edge * points.length) / blocks));
    return meanPoint(points.slice(from, to));
  });
  const centre = meanPoint(means);
  const spread = sum(means, ({ minutes }) => (minutes - centre.minutes) ** 2);
  const slope =
    sum(means, ({ minutes, value }) => (minutes - centre.minutes) * (value - centre.value)) / spread;
  const residue = sum(
    means,
    ({ minutes, value }) => (value - centre.value - slope * (minutes - centre.minutes)) ** 2,
  );
  const error = t * Math.sqrt(residue / (blocks - 2) / spread);
  return {
    mean: centre.value,
    meanMinutes: centre.minutes,
    perHour: slope * 60,
    errorPerHour: error * 60,
  };
}

/** Whether the values may stand still for all that the points say. */
export function isLevel({ perHour, errorPerHour }: Trend): boolean {
  return Math.abs(perHour) <= errorPerHour;
}

function meanPoint(points: readonly Point[]): Point {
  return {
    minutes: sum(points, ({ minutes }) => minutes) / points.length,
    value: sum(points, ({ value }) => value) / points.length,
  };
}

function sum(points: readonly Point[], of: (point: Point) => number): number {
  return points.reduce((total, point) => total + of(point), 0);
}
