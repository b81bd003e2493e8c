import type { Status } from '#shared/people/presence-shown.ts';
import type { AccountType, AgeGroup, Topic } from '#shared/words.ts';

/** The languages of the public pages: those of the app. */
export const PAGE_LANGUAGES = ['en', 'es'] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

/** All words of the public pages. The app's own are in its translation files, which the relay does not read. */
export interface PageWords {
  readonly types: Readonly<Record<Exclude<AccountType, 'guest'>, string>>;
  readonly status: Readonly<Record<Status, string>>;
  readonly hears: Readonly<Record<AgeGroup, string>>;
  readonly over35: string;
  readonly noChats: string;
  readonly licensedIn: string;
  readonly onBreak: string;
  readonly onBreakUntil: (day: string) => string;
  readonly onTeam: string;
  readonly topics: string;
  readonly languages: string;
  readonly since: (month: string) => string;
  readonly noBio: string;
  readonly open: string;
  readonly unknownTitle: string;
  readonly unknownText: string;
  readonly topic: Readonly<Record<Topic, string>>;
}

export const PAGE_WORDS: Readonly<Record<PageLanguage, PageWords>> = {
  en: {
    types: { member: 'Member', listener: 'Listener', therapist: 'Therapist' },
    status: { online: 'Online', busy: 'Busy', offline: 'Offline' },
    hears: { teen: 'Talks with teenagers, 13 to 17', adult: 'Talks with adults' },
    over35: 'Is 35 or over',
    noChats: 'No one-to-one chats at present',
    licensedIn: 'Licensed in',
    onBreak: 'On a break',
    onBreakUntil: (day) => `On a break until ${day}`,
    onTeam: 'On our team',
    topics: 'Topics',
    languages: 'Languages',
    since: (month) => `Here since ${month}`,
    noBio: 'Nothing is written here yet.',
    open: 'Open in the app',
    unknownTitle: 'Nobody is shown here',
    unknownText: 'No profile is shown under this name. It may be written differently, or not be shown at present.',
    topic: {
      anxiety: 'Anxiety', 'low-mood': 'Low mood', loneliness: 'Loneliness', grief: 'Grief and loss', family: 'Family',
      relationships: 'Relationships', friendship: 'Friendship', 'work-study': 'Work or study', stress: 'Stress', sleep: 'Sleep',
      'self-worth': 'Self-worth', identity: 'Who I am', anger: 'Anger', trauma: 'Something that happened to me', eating: 'Eating',
      substances: 'Alcohol or drugs', illness: 'Illness or pain', 'life-change': 'A change in my life', 'something-else': 'Something else',
    },
  },
  es: {
    types: { member: 'Miembro', listener: 'Oyente', therapist: 'Terapeuta' },
    status: { online: 'En línea', busy: 'Sin disponibilidad', offline: 'Sin conexión' },
    hears: { teen: 'Habla con adolescentes, de 13 a 17 años', adult: 'Habla con personas adultas' },
    over35: 'Tiene 35 años o más',
    noChats: 'Por ahora, sin conversaciones a solas',
    licensedIn: 'Con licencia en',
    onBreak: 'En pausa',
    onBreakUntil: (day) => `En pausa hasta el ${day}`,
    onTeam: 'En nuestro equipo',
    topics: 'Temas',
    languages: 'Idiomas',
    since: (month) => `Aquí desde ${month}`,
    noBio: 'Todavía no hay nada escrito aquí.',
    open: 'Abrir en la aplicación',
    unknownTitle: 'Aquí no se muestra a nadie',
    unknownText: 'Con este nombre no se muestra ningún perfil. Quizá se escriba de otro modo, o ahora no se muestre.',
    topic: {
      anxiety: 'Ansiedad', 'low-mood': 'Desánimo', loneliness: 'Soledad', grief: 'Duelo y pérdida', family: 'Familia',
      relationships: 'Pareja', friendship: 'Amistad', 'work-study': 'Trabajo o estudios', stress: 'Estrés', sleep: 'Sueño',
      'self-worth': 'Autoestima', identity: 'Quién soy', anger: 'Enfado', trauma: 'Algo que me pasó', eating: 'Alimentación',
      substances: 'Alcohol o drogas', illness: 'Enfermedad o dolor', 'life-change': 'Un cambio en mi vida', 'something-else': 'Otra cosa',
    },
  },
};

/** The first of the languages a browser asks for that we have; English where there is none. */
export function pageLanguage(header: string | undefined): PageLanguage {
  const asked = (header ?? '').slice(0, 400).split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return PAGE_LANGUAGES.find((language) => language === asked.find((one) => PAGE_LANGUAGES.some((ours) => ours === one))) ?? 'en';
}
