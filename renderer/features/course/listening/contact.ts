/** What leads out of here, in any language: numbers, addresses, links, handles. The relay's rules forbid it too (F097). */
const MAIL = /[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]+\s?(?:\.|\(dot\)|\[dot\])\s?[a-z]{2,}/iu;
const LINK = /\b(?:https?:\/\/|www\.)\S+|\b[\p{L}\p{N}-]{2,}\.(?:com|net|org|io|app|gg|me|es|mx|ar|uk|de|fr|link)\b(?!\p{L})/iu;
const HANDLE = /(?:^|[\s:(])@[\p{L}\p{N}_.]{3,}/iu;
const NUMBER = /\+?\d(?:[\s().-]?\d){6,}/gu;
/** Days and years are no telephone numbers. */
const DATE = /\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:19|20)\d{2}\s?[-–]\s?(?:19|20)\d{2})\b/gu;

export const sharesContact = (text: string): boolean =>
  MAIL.test(text) || LINK.test(text) || HANDLE.test(text) || text.replace(DATE, ' ').search(NUMBER) >= 0;
