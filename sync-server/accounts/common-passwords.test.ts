import { expect, test } from 'vitest';
import { SESSION } from '#shared/limits.ts';
import { parseNewPassword } from './password-rules.ts';

/**
 * What stands high on public lists of passwords that people really used, and is long enough for this relay. Written out
 * by hand and not made of the relay's own words: a gap in those would otherwise be a gap in their test, too.
 */
const KNOWN = [
  '123456789012345', '1234567890123456', '12345678901234567890', '987654321987654321', '123123123123123',
  '111111111111111', '000000000000000', 'aaaaaaaaaaaaaaa', '11223344556677889900', '123456789qwerty',
  'qwertyuiop12345', 'qwertyuiopasdfgh', 'qwertyuiopasdfghjklzxcvbnm', 'qwerty123456789', 'asdfghjkl123456',
  'zxcvbnm123456789', '1q2w3e4r5t6y7u8i', '1qaz2wsx3edc4rfv', 'qazwsxedcrfvtgb', '1234qwer1234qwer', 'abcd1234abcd1234',
  'abcdefghijklmnop', 'passwordpassword', 'password1234567', 'Password123456!', 'P@ssw0rdP@ssw0rd', 'mypassword12345',
  'thisisapassword', 'thisismypassword', 'iloveyouforever', 'iloveyou1234567', 'iloveyouiloveyou', 'ilovemyself12345',
  'ilovemyfamily123', 'letmein123456789', 'changeme1234567', 'welcome123456789', 'administrator123', 'superman12345678',
  'jesuschrist1234', 'jesuslovesme1234', 'manchesterunited', 'harrypotter12345', 'lordoftherings1', 'linkinpark12345',
  'justinbieber1234', 'onedirection1234', 'metallica1234567', 'fuckyoufuckyou1', 'motherfucker1234', 'maytheforcebewithyou',
  'nevergonnagiveyouup', 'correcthorsebatterystaple', 'supercalifragilisticexpialidocious',
] as const;

test('E4: refuses widely known passwords that were not taken from its own list', () => {
  const judged = KNOWN.map((text) => ({ text, result: parseNewPassword(text, 'carefulPear7220') }));
  expect(KNOWN.filter((text) => [...text].length < SESSION.minPasswordLength)).toEqual([]);
  expect(judged.filter(({ result }) => result.ok || result.error !== 'password-too-common').map(({ text }) => text)).toEqual([]);
});
