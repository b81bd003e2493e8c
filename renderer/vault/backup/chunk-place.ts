/** Ties a chunk to its copy, its place in it and to whether it is the last: none can be moved, left out or added. */
export const chunkPlace = (headSum: string, n: number, last: boolean): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(['samovar-copy', 1, headSum, n, last]));
