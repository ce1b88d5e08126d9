/** One measured value at a time. */
export interface Point {
  readonly minutes: number;
  readonly value: number;
}

/** A straight line through points, with how sure its slope is. */
export interface Trend {
  /** The mean of the least values: the line at {@link meanMinutes}. */
  readonly least: number;
  readonly meanMinutes: number;
  readonly perHour: number;
  /** Half of the 95 % interval of {@link perHour}. */
  readonly errorPerHour: number;
}

/** Samples taken soon after each other are alike and would make the error too small: blocks of them are less so. */
const blocks = 10;
/** Student's t for 95 % with `blocks` − 2 degrees of freedom. */
const t = 2.306;

/**
 * Least squares through the least points of ten blocks of consecutive ones. Around a boundary a screen holds more, and
 * the slower its machine is the longer; what leaks raises the least that it holds.
 * @throws RangeError for fewer than ten points
 */
export function trendOf(points: readonly Point[]): Trend {
  if (points.length < blocks)
    throw new RangeError(`${points.length} points are too few for a trend: ${blocks} at least`);
  const floors = Array.from({ length: blocks }, (_, block) => {
    const [from, to] = [block, block + 1].map((edge) => Math.round((edge * points.length) / blocks));
    return leastPoint(points.slice(from, to));
  });
  const centre = meanPoint(floors);
  const spread = sum(floors, ({ minutes }) => (minutes - centre.minutes) ** 2);
  const slope =
    sum(floors, ({ minutes, value }) => (minutes - centre.minutes) * (value - centre.value)) / spread;
  const residue = sum(
    floors,
    ({ minutes, value }) => (value - centre.value - slope * (minutes - centre.minutes)) ** 2,
  );
  const error = t * Math.sqrt(residue / (blocks - 2) / spread);
  return {
    least: centre.value,
    meanMinutes: centre.minutes,
    perHour: slope * 60,
    errorPerHour: error * 60,
  };
}

/** Whether the values may stand still for all that the points say. */
export function isLevel({ perHour, errorPerHour }: Trend): boolean {
  return Math.abs(perHour) <= errorPerHour;
}

/** The first of them, where several are. */
function leastPoint(points: readonly Point[]): Point {
  return points.reduce((least, point) => (point.value < least.value ? point : least));
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
