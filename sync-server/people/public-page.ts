import { createHash } from 'node:crypto';
import { countryName } from '#shared/people/countries.ts';
import type { ProfileView } from '#shared/people/profile.ts';
import { PAGE_WORDS, type PageLanguage, type PageWords } from './page-words.ts';

/** One style, known by its hash, so that a page may have nothing else in it that a browser would act on. */
const STYLE =
  // All colours, for both schemes: what the browser takes where none is named is told to nobody who measures contrast.
  'html{color-scheme:light dark;background:#fdfaf5;color:#221d19}a,a:visited{color:#7a3f14}' +
  '@media (prefers-color-scheme:dark){html{background:#1f1b18;color:#f3ece3}a,a:visited{color:#f0b487}}' +
  'html{font:1.05rem/1.6 system-ui,sans-serif}body{max-width:38rem;margin:0 auto;padding:2rem 1rem}' +
  'h1{margin:0 0 .25rem;overflow-wrap:anywhere}p,dd{overflow-wrap:anywhere}dt{font-weight:600;margin-block-start:.75rem}dd{margin:0}.bio{white-space:pre-line}';
export const PAGE_POLICY =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export interface PageParts {
  /** Of this community. */
  readonly house: string;
  readonly language: PageLanguage;
  /** Whether the app is served at the same address. */
  readonly hasApp: boolean;
}

/** A profile as a page that needs nothing: no script, no picture, no app (F023). Every word of people's is escaped. */
export function profilePage({ house, language, hasApp }: PageParts, view: ProfileView): string {
  const words = PAGE_WORDS[language];
  const name = `@${view.name}`;
  const kind = view.type === 'guest' ? '' : words.types[view.type];
  const languages = new Intl.DisplayNames([language], { type: 'language' });
  const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${view.sinceMonth}-01`));
  // F210: what "Our Team" says of them, without a teen's title (F207).
  const titles = view.titles ?? [];
  const facts = [
    ...(titles.length > 0 ? [[words.onTeam, titles.map((title) => title[language]).join(', ')] as const] : []),
    ...listenerFacts(words, language, view),
    ...therapistFacts(words, language, view),
    ...(view.topics.length > 0 ? [[words.topics, view.topics.map((topic) => words.topic[topic]).join(', ')] as const] : []),
    ...(view.languages.length > 0 ? [[words.languages, view.languages.map((tag) => languages.of(tag) ?? tag).join(', ')] as const] : []),
  ];
  // F046: a therapist stands here under the legal name, and is told by the word "therapist" (F045).
  const legalName = view.therapist?.legalName;
  return page(language, `${legalName === undefined ? name : `${legalName} (${name})`} · ${house}`, '', [
    `<h1><bdi>${escape(legalName ?? name)}</bdi></h1>`,
    ...(legalName === undefined ? [] : [`<p><bdi>${escape(name)}</bdi></p>`]),
    `<p>${escape(`${kind} · ${words.since(month)}`)}</p>`,
    `<p class="bio" dir="auto">${escape(view.bio === '' ? words.noBio : view.bio)}</p>`,
    ...(facts.length > 0 ? [`<dl>${facts.map(([term, text]) => `<dt>${escape(term)}</dt><dd dir="auto">${escape(text)}</dd>`).join('')}</dl>`] : []),
    ...(hasApp ? [`<p><a href="/#/@${encodeURIComponent(view.name)}">${escape(words.open)}</a></p>`] : []),
  ]);
}

/** Of whom nothing is shown: the same bytes whoever it is or is not (RELIABILITY D5), and nothing for a search engine to keep. */
export function unknownPage({ house, language }: PageParts): string {
  const words = PAGE_WORDS[language];
  return page(language, `${words.unknownTitle} · ${house}`, '<meta name="robots" content="noindex">', [
    `<h1>${escape(words.unknownTitle)}</h1>`,
    `<p>${escape(words.unknownText)}</p>`,
  ]);
}

/** Of listeners, and of therapists who can be reached here (F043): whether they are here, and whom they talk with. */
function listenerFacts(words: PageWords, language: PageLanguage, { listener, therapist }: ProfileView): (readonly [string, string])[] {
  const presence = listener?.presence ?? therapist?.presence ?? null;
  if (presence === null) return [];
  const hears = listener?.hears ?? therapist?.hears ?? [];
  const day = (atMs: number): string => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(atMs);
  const onBreak = presence.onBreak;
  const now = onBreak === null ? words.status[presence.status] : onBreak.untilMs === null ? words.onBreak : words.onBreakUntil(day(onBreak.untilMs));
  const more = [
    ...(onBreak !== null && onBreak.note !== '' ? [onBreak.note] : []),
    ...(presence.noChats ? [words.noChats] : []),
    ...hears.map((group) => words.hears[group]),
    ...(listener?.over35 === true ? [words.over35] : []),
  ];
  return [[now, more.join(' · ')]];
}

/** F042: where the licence holds. Its number is nobody's to read here. */
function therapistFacts(words: PageWords, language: PageLanguage, { therapist }: ProfileView): (readonly [string, string])[] {
  if (therapist === undefined) return [];
  return [[words.licensedIn, [therapist.region, countryName(therapist.country, language)].filter((part) => part !== '').join(', ')]];
}

const page = (language: PageLanguage, title: string, head: string, body: readonly string[]): string =>
  `<!doctype html>\n<html lang="${language}">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${head}` +
  `<title>${escape(title)}</title><style>${STYLE}</style></head>\n<body><main>\n${body.join('\n')}\n</main></body>\n</html>\n`;

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
