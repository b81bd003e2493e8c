/** Up to so many rows are simply all there. */
export const ALL_AT_ONCE = 60;
/** Rows beyond what is in sight, above and below, so that a quick scroll or a Tab meets no gap. */
const BEYOND = 12;
/** In sight before anything was measured. */
const AT_FIRST = 24;

/** Which rows are drawn: from `first` up to, not including, `end`. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/** What is known of a list on screen, in CSS pixels: how far it lies above the upper edge, and how high the view is. */
export interface ListSight {
  readonly abovePx: number;
  readonly viewPx: number;
  readonly rowPx: number;
}

/** The rows in sight and some around them. All rows are equally high, so that this is a division (DESIGN promise 8). */
export function windowOf(count: number, { abovePx, viewPx, rowPx }: ListSight): RowWindow {
  if (count <= ALL_AT_ONCE) return { first: 0, end: count };
  if (rowPx <= 0 || viewPx <= 0) return { first: 0, end: AT_FIRST };
  const last = Math.max(0, count - Math.ceil(viewPx / rowPx));
  const top = Math.min(last, Math.max(0, Math.floor(abovePx / rowPx)));
  return { first: Math.max(0, top - BEYOND), end: Math.min(count, top + Math.ceil(viewPx / rowPx) + BEYOND) };
}
