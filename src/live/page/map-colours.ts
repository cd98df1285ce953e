// The colours of maps: of values from dark to bright, of differences from blue over white to red.

type Colour = readonly [red: number, green: number, blue: number];

/** Brightness rises evenly, so that a print in grey keeps the order. */
const VALUES: readonly Colour[] = [
  [30, 20, 75], [44, 63, 134], [36, 105, 150], [34, 146, 148], [76, 184, 120], [160, 214, 84], [250, 234, 90],
];
const DIFFERENCES: readonly Colour[] = [
  [24, 72, 160], [110, 160, 220], [244, 244, 244], [235, 140, 110], [165, 24, 40],
];

/** From 0 … 1. */
export function chartColours(kind: "values" | "differences"): (share: number) => Colour {
  const stops = kind === "values" ? VALUES : DIFFERENCES;
  return (share) => {
    const place = share * (stops.length - 1);
    const index = Math.min(stops.length - 2, Math.floor(place));
    const mix = (channel: 0 | 1 | 2): number => Math.round(stops[index][channel] + (stops[index + 1][channel] - stops[index][channel]) * (place - index));
    return [mix(0), mix(1), mix(2)];
  };
}
