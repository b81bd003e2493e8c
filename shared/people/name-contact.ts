import { wordsOfName } from './name-words.ts';

/**
 * F077 in names: a telephone number, or a name on another service, stands in everybody's queue and list. Names have neither spaces nor
 * signs, so that words are told apart by their capitals and digits. Pure, and linear in the length of a name (RELIABILITY C10).
 */

/** As many digits as the shortest telephone number has; the guests' four, and years, stay below (F014). */
const MIN_DIGITS = 7;

/** Names of services that are nothing else ... */
const SERVICES = new Set([
  'insta', 'instagram', 'whatsapp', 'tiktok', 'facebook', 'snapchat', 'discord', 'telegram', 'wechat', 'skype', 'viber', 'roblox', 'tumblr', 'twitter',
]);
/** ... and those that are words, or parts of names, too: only where a digit comes behind, as in most handles. */
const ALSO_WORDS = new Set(['ig', 'fb', 'vk', 'qq', 'kik', 'psn', 'snap', 'signal', 'steam', 'threads', 'twitch', 'reddit', 'xbox']);
/** The same without a capital to tell where the handle begins. "Instant" and "instance" are words. */
const RUN_TOGETHER = /^(?:insta(?!n)|instagram|whatsapp|tiktok|facebook|snapchat|discord|telegram|wechat|skype|viber|roblox|tumblr|twitter)\p{L}*\p{Nd}/iu;
const MAILBOX = /gmail|hotmail|protonmail|icloud|yahoomail|dotcom|puntocom/iu;
/** What follows a service must be long enough to be somebody. */
const MIN_HANDLE = 3;

/** Whether a name, without its @, leads out of the house. */
export function namesContact(name: string): boolean {
  const plain = name.normalize('NFKC');
  if ((plain.match(/\p{Nd}/gu)?.length ?? 0) >= MIN_DIGITS || MAILBOX.test(plain) || RUN_TOGETHER.test(plain)) return true;
  const words = wordsOfName(plain);
  return words.some((word, at) => {
    const pair = `${word}${words[at + 1] ?? ''}`.toLowerCase(); // WhatsApp, TikTok
    const one = word.toLowerCase();
    return isHandle(one, words.slice(at + 1)) || isHandle(pair, words.slice(at + 2));
  });
}

function isHandle(service: string, rest: readonly string[]): boolean {
  const handle = rest.join('');
  if ([...handle].length < MIN_HANDLE) return false;
  return SERVICES.has(service) || (ALSO_WORDS.has(service) && /\p{Nd}/u.test(handle));
}
