/**
 * Whether a browser runs on a telephone or tablet, whose system ends it when it is out of sight. An iPad calls itself a
 * Mac; no Mac has a touch screen.
 */
export const isPhone = (userAgent: string, maxTouchPoints: number): boolean =>
  /Android|iPhone|iPad|iPod|Mobile/u.test(userAgent) || (/Macintosh/u.test(userAgent) && maxTouchPoints > 1);
