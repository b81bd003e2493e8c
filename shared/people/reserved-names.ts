import { nameSkeleton } from './look-alikes.ts';
import { wordsOfName } from './name-words.ts';

/**
 * Names that would let somebody pass for the house itself, or for help that they are not. By themselves and with digits
 * behind them: what looks like one of them is one of them (F012). And names that are made of nothing else: SafetyTeam, HelpDesk.
 */
const RESERVED: readonly string[] = [
  // What people are here, and whoever keeps the place.
  'admin', 'administrator', 'administradora', 'adminstaff', 'ambassador', 'bot', 'buddy', 'coach', 'communitymanager', 'counselor',
  'counsellor', 'doctor', 'embajadora', 'embajador', 'guest', 'helper', 'invitada', 'invitado', 'leader', 'lider', 'listener', 'manager',
  'member', 'memberguide', 'mentor', 'mentora', 'mentorleader', 'miembro', 'mod', 'moderador', 'moderadora', 'moderator', 'oyente', 'peer', 'peersupporter',
  'professional', 'profesional', 'psicologa', 'psicologo', 'psychologist', 'supporter', 'teenstar', 'estrellajoven', 'terapeuta', 'therapist', 'volunteer',
  'voluntaria', 'voluntario',
  // The house.
  'everyone', 'equipo', 'here', 'nobody', 'official', 'oficial', 'operator', 'owner', 'ourteam', 'relay', 'root', 'safety', 'samovar',
  'seguridad', 'service', 'soporte', 'staff', 'support', 'system', 'sistema', 'team', 'todos',
  // Help in danger.
  'ambulance', 'ambulancia', 'ayuda', 'crisis', 'crisisline', 'emergency', 'emergencia', 'emergencias', 'help', 'helpline', 'helpnow',
  'hotline', 'lifeline', 'police', 'policia', 'suicide', 'suicidio', 'sos',
  // What the app shows in place of a name.
  'anonymous', 'anonimo', 'deleted', 'deletedaccount', 'forgotten', 'unknown', 'desconocido', 'you',
  // The same in other alphabets.
  'админ', 'администратор', 'модератор', 'поддержка', 'помощь', 'полиция', 'психолог', 'терапевт', 'διαχειριστής',
  '管理员', '管理員', '管理者', '客服', '官方', '警察', '運営', 'サポート', '관리자', '운영자', 'مدير', 'مشرف', 'الدعم', 'שוטר', 'מנהל',
];

/** Beside reserved words these make a name of the house of them, and are none alone. */
const BETWEEN: readonly string[] = [
  'the', 'our', 'real', 'verified', 'desk', 'line', 'center', 'centre', 'centro', 'officer', 'group', 'account', 'chat', 'contact', 'community', 'comunidad',
  'de', 'del', 'el', 'la', 'los', 'tecnico', 'cuenta', 'grupo', 'linea', 'now', 'ya',
];

/** One word of a name that says of its bearer what only the house may say. */
const TITLES: readonly string[] = [
  'mod', 'staff', 'official', 'oficial', 'verified', 'verificada', 'verificado', 'police', 'policia', 'dr', 'dra', 'doctor', 'doctora', 'counselor', 'counsellor',
];

/** Neither the beginning nor the end of a name; inside of one it may be chance, as in gladMint. */
const AT_NO_END: readonly string[] = ['admin'];

/** Nobody's name holds these, whatever stands around them. */
const NOWHERE: readonly string[] = [
  'samovar', 'самовар', 'moderator', 'moderador', 'hotline', 'helpline', 'suicid', 'emergenc', 'therapist', 'terapeuta', 'psycholog', 'psicolog', 'psychiatr', 'psiquiatr',
];

const reserved: ReadonlySet<string> = new Set(RESERVED.map(nameSkeleton));
const between: ReadonlySet<string> = new Set(BETWEEN.map(nameSkeleton));
const titles: ReadonlySet<string> = new Set(TITLES.map(nameSkeleton));
const atNoEnd: readonly string[] = AT_NO_END.map(nameSkeleton);
const nowhere: readonly string[] = NOWHERE.map(nameSkeleton);

const holds = (form: string): boolean =>
  atNoEnd.some((word) => form.startsWith(word) || form.endsWith(word)) || nowhere.some((word) => form.includes(word));

/** Digits that people read as letters: M0d3rat0r, St4ff. Those that look like letters to everybody are in the skeleton already. */
const LETTER_OF: Readonly<Record<string, string>> = { 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b' };
const spelled = (name: string): string => name.replaceAll(/[34578]/g, (digit) => LETTER_OF[digit] ?? digit);

const isMadeOf = (words: readonly string[]): boolean => {
  const forms = words.map(nameSkeleton);
  if (forms.some((form) => titles.has(form))) return forms.length > 1 || reserved.has(forms[0] ?? '');
  return forms.some((form) => reserved.has(form)) && forms.every((form) => reserved.has(form) || between.has(form));
};

export function isReservedName(name: string): boolean {
  // As it looks, without the digits at its end, and with digits read as the letters that they stand for.
  const bare = name.replace(/\p{Nd}+$/u, '');
  const written = [name, bare, spelled(name), spelled(bare)];
  return written.map(nameSkeleton).some((form) => reserved.has(form) || holds(form)) || [bare, spelled(bare)].some((one) => isMadeOf(wordsOfName(one)));
}
