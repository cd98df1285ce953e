// The slope of the line that is nearest to points, in float64: the largest distance along y is the smallest there is. The caller
// rounds it and chooses the value, exactly.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** @param points with x ascending, at least two; where all are at one x, 0. */
export function bestSlope(points: readonly Point[]): number {
  const [first, last] = [points[0], points[points.length - 1]];
  if (!(last.x > first.x)) return 0;
  const [upper, lower] = [hull(points, 1), hull(points, -1)];
  // The best line is parallel to an edge of the hull: beside it the distance of the two parallels around all points grows either way.
  let best = { slope: (last.y - first.y) / (last.x - first.x), width: Infinity };
  for (const edges of [upper, lower]) {
    for (let i = 1; i < edges.length; i++) {
      const slope = (edges[i].y - edges[i - 1].y) / (edges[i].x - edges[i - 1].x);
      const width = widthAround(slope, upper, lower);
      if (width < best.width) best = { slope, width };
    }
  }
  return best.slope;
}

function widthAround(slope: number, upper: readonly Point[], lower: readonly Point[]): number {
  const rest = ({ x, y }: Point): number => y - slope * x;
  return Math.max(...upper.map(rest)) - Math.min(...lower.map(rest));
}

/** The corners that are seen from above (sign 1) or from below (−1), from left to right, each at an x of its own. */
function hull(points: readonly Point[], sign: number): readonly Point[] {
  const corners: Point[] = [];
  for (const point of points) {
    const last = corners.at(-1);
    if (last?.x === point.x) {
      if ((point.y - last.y) * sign <= 0) continue;
      corners.pop();
    }
    while (corners.length > 1 && !turns(corners[corners.length - 2], corners[corners.length - 1], point, sign)) corners.pop();
    corners.push(point);
  }
  return corners;
}

function turns(before: Point, corner: Point, after: Point, sign: number): boolean {
  return sign * ((corner.y - before.y) * (after.x - corner.x) - (after.y - corner.y) * (corner.x - before.x)) > 0;
}
