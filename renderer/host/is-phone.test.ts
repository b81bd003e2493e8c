import { expect, it } from 'vitest';
import { isPhone } from './is-phone.ts';

it.each<[string, number, boolean]>([
  ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36', 5, true],
  ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36', 5, true],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148', 5, true],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15', 5, true],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15', 0, false],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0', 10, false],
  ['Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0', 0, false],
])('F016: whether the system ends the browser when it is out of sight: %s, %i points', (userAgent, points, phone) => {
  expect(isPhone(userAgent, points)).toBe(phone);
});
