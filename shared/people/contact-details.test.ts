import { describe, expect, it } from 'vitest';
import { contactKindsIn, findContactDetails } from './contact-details.ts';
import { fullNameIn } from './full-name.ts';

describe('F077, G1: what leads outside is found', () => {
  it.each([
    ['Call me on 079 4112 8803 tonight', 'phone'],
    ['+44 7700 900 123', 'phone'],
    ['(555) 010-4477', 'phone'],
    ['my number is 5550104477', 'phone'],
    ['٠٧٧٠٠٩٠٠١٢٣', 'phone'],
    ['write to nadia.river@example.org', 'email'],
    ['nadia (at) example (dot) org', 'email'],
    ['nadia AT example DOT org', 'email'],
    ['ｎａｄｉａ＠ｅｘａｍｐｌｅ．ｏｒｇ', 'email'],
    ['nadia arroba example punto com', 'email'],
    ['nadia\u200B@exam\u00ADple.org', 'email'],
    ['see https://example.org/me', 'link'],
    ['www.example.org', 'link'],
    ['it is all on my-quiet-page.com', 'link'],
    ['t.me/quiet_harbour', 'link'],
    ['my page is example dot com', 'link'],
    ['insta: sunny.side.up22', 'handle'],
    ['on discord as moonlit#4821', 'handle'],
    ['my insta is @sunnyside', 'handle'],
    ['mi telegram es calma_77', 'handle'],
    ['Tel:07700900123', 'phone'],
    ['Handy 0151/23456789', 'phone'],
    ['+44•7700•900•123', 'phone'],
    ['0770_090_0123', 'phone'],
    ['0️⃣7️⃣7️⃣0️⃣0️⃣9️⃣0️⃣0️⃣1️⃣2️⃣3️⃣', 'phone'],
    ['0 7 7 0 0 9 0 0 1 2 3', 'phone'],
    ['O77OO 9OO 123', 'phone'],
    ['zero seven seven zero zero nine zero zero one two three', 'phone'],
    ['cinco cinco cinco cero uno cero cuatro cuatro', 'phone'],
    ['nadia_at_example_dot_org', 'email'],
    ['nadiaATexampleDOTorg', 'email'],
    ['nadia @ example . org', 'email'],
    ['n a d i a @ g m a i l . c o m', 'email'],
    ['nadia@gmail', 'email'],
    ['nadia.river at gmail', 'email'],
    ['nadia arroba gmail', 'email'],
    ['bit.ly/3abcd', 'link'],
    ['linktr.ee/nadia', 'link'],
    ['example[.]org', 'link'],
    ['hxxps://example.org', 'link'],
    ['example . com', 'link'],
    ['example。com', 'link'],
    ['nadia.bsky.social', 'link'],
    ['Instagram: sunnyside', 'handle'],
    ['IG 👉 sunny.side', 'handle'],
    ['IG @sunnyside', 'handle'],
    ['sunny_side22 on instagram', 'handle'],
    ['ínsta: sunny_side', 'handle'],
    ['add me on snap sunnyside', 'handle'],
    ['moonlit#4821', 'handle'],
    // In running words.
    ['hey, my ig is sunnyside', 'handle'],
    ['My IG is sunnyside if you want to talk more', 'handle'],
    ['my insta is Sunnyside!', 'handle'],
    ['my snap name is sunnyside', 'handle'],
    ['snap: sunnyside!', 'handle'],
    ['snap: sunnyside if you need me', 'handle'],
    ['we should talk more, add me on insta, it is sunnyside', 'handle'],
    ['you could add me on insta sunnyside', 'handle'],
    ['feel free to follow me on ig: sunnyside', 'handle'],
    ['hmu on kik sunnyside', 'handle'],
    ['I am on telegram as sunnyside', 'handle'],
    ['here’s my snap, sunnyside', 'handle'],
    ['mi ig es solecito', 'handle'],
    ['Mi insta es Solecito, por si acaso', 'handle'],
    ['bueno, agrégame en insta solecito', 'handle'],
    ['agrégame en insta', 'handle'],
    ['si quieres añádeme a snap: solecito', 'handle'],
    ['puedes buscarme en ig como solecito', 'handle'],
    ['te dejo mi telegram, solecito', 'handle'],
    ['estoy en discord como solecito', 'handle'],
  ] as const)('%s', (text, kind) => {
    expect(contactKindsIn(text)).toContain(kind);
  });

  it('says which words it means', () => {
    expect(findContactDetails('I am nadia.river@example.org, hello')).toEqual([{ kind: 'email', text: 'nadia.river@example.org' }]);
  });
});

describe('G1: no false alarm', () => {
  it.each([
    '@carefulPear7220 and @Kate, thank you', 'You can call or text 988 any time', 'Samaritans are on 116 123', 'Childline 0800 1111 is free',
    '1-800-273-8255 still works as well as 988', 'Telefonseelsorge: 0800 111 0 111', 'Teléfono de la Esperanza: 717 003 717',
    'call 112, 911, 999, 000 or 061', 'findahelpline.com helps in many countries', 'I scored 18/27 on the PHQ-9', 'I slept 3-4 hours in the last 72',
    'on 12/03/1998 and on 2026-11-22 09:30', '5-4-3-2-1, what can you see?', '1 2 3 4 5 6 7 8', '10.0.0.1 is my router', 'version 2.10.3',
    'in 2019, 2020, 2021 and 2022', 'I owe $12,500 and pay 450.00 a month', '1,000,000 things', 'I deleted snapchat because it made me feel worse',
    'telegram from my grandmother', 'I am so tired.And then it was over', 'look at it, dot by dot', 'we met at work', 'Monday to Friday, 9:00-17:30',
    'I use reddit a lot', 'e.g. walking', '1 2 3 4 5 6 7 8 9 10', '10 9 8 7 6 5 4 3 2 1', 'in 4 hold 7 out 8', '4 7 8 4 7 8 4 7 8', 'one two three four five six seven', '0 1 2 3 1 0 2 1 1',
    'five six seven eight, one two three four', 'It is 3.14159265', 'scores: 12,14,9,18,20', 'scores 3 3 4 2 5 6 2 1', '1/2/3/4/5/6/7', 'in 2019/2020/2021', 'Samaritans: 116 123',
    'Facebook: never again', 'Instagram: gone.', 'my insta is boring', 'insta: makes me sad', 'they add me on snap and then they laugh', 'he works at gmail', 'thank you @Kate. Net result: calm',
    'two hours on discord', 'tired.He/she', 'I was at home. Community college', 'chapter 3: 1234', 'my email anxiety is out of control, 214 unread',
    // Words about such places, where no name is meant.
    'my ig is private', 'my insta is torture.', 'My Instagram is embarrassing!', 'my snap is full of him', 'my discord is down', 'my snap is broken, so I cannot see it',
    'my tiktok is mostly cats', 'my instagram is my whole life', 'my ig is nothing special', 'my instagram is empty now', 'insta: boring!', 'snap: useless if you ask me',
    'people follow me on instagram every day', 'strangers add me on snap constantly', 'he wants to add me on insta again', 'they message me on discord asking for pictures',
    'she would not follow me on insta anymore', 'I was on insta as usual', 'on insta as always', 'everybody is on discord as well', 'she is prettier on insta than here',
    'my ex has my insta', 'they took my snap streak from me', 'should I give him my snap?', 'a snap decision', 'oh snap: that hurt', 'a cold snap is coming',
    'mi insta es privado', 'mi ig es un desastre', 'mi insta es aburrida.', 'mi instagram es mentira', 'mi insta es todo lo que tengo', 'nadie me agrega en insta',
    'me siguen en instagram siempre', 'estoy en insta como siempre', 'en instagram como todos', 'no quiere seguirme en insta nunca más', 'dejó de hablarme en whatsapp ayer',
    'people dance on tiktok as strangers', 'my mum can text me on whatsapp anytime', 'le dejo mi telegrama', 'me da miedo mi insta, la verdad',
  ])('%s', (text) => {
    expect(findContactDetails(text)).toEqual([]);
  });
});

it('C10: stays quick on whatever is written, and reads no further than any field goes', () => {
  const hostile = ['a'.repeat(100_000), 'a.'.repeat(50_000), '1 '.repeat(50_000), 'a@'.repeat(50_000), '+'.repeat(100_000), `e${'\u0301\u0323'.repeat(50_000)}`,
    'at dot '.repeat(15_000), 'insta is '.repeat(12_000), 'my ig is '.repeat(12_000), 'add me on insta '.repeat(6_000), 'agregame en insta como '.repeat(5_000), `my ig is ${'e'.repeat(90_000)}`,  '_at_'.repeat(9_000), '1/'.repeat(9_000), 'oO0'.repeat(9_000), 'a b '.repeat(9_000), 'zero '.repeat(9_000), 'a1._'.repeat(6_000), `${'my name is '.repeat(9_000)}A`, '((((('.repeat(20_000), '-'.repeat(100_000)];
  for (const text of hostile) {
    const startedMs = performance.now();
    findContactDetails(text);
    fullNameIn(text);
    // A bound with room for a busy machine: what grows by the square takes seconds here.
    expect([text.slice(0, 8), performance.now() - startedMs < 250]).toEqual([text.slice(0, 8), true]);
  }
});
