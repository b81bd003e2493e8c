import { nameSkeleton } from './look-alikes.ts';

/**
 * Names that would let somebody pass for the house itself, or for help that they are not. By themselves and with digits
 * behind them: what looks like one of them is one of them (F012).
 */
const RESERVED: readonly string[] = [
  // What people are here, and whoever keeps the place.
  'admin', 'administrator', 'administradora', 'adminstaff', 'ambassador', 'bot', 'buddy', 'coach', 'communitymanager', 'counselor',
  'counsellor', 'doctor', 'embajadora', 'embajador', 'guest', 'helper', 'invitada', 'invitado', 'leader', 'lider', 'listener', 'manager',
  'member', 'mentor', 'mentora', 'miembro', 'mod', 'moderador', 'moderadora', 'moderator', 'oyente', 'peer', 'professional', 'profesional',
  'psicologa', 'psicologo', 'psychologist', 'supporter', 'terapeuta', 'therapist', 'volunteer', 'voluntaria', 'voluntario',
  // The house.
  'everyone', 'equipo', 'here', 'nobody', 'official', 'oficial', 'operator', 'owner', 'ourteam', 'relay', 'root', 'safety', 'samovar',
  'seguridad', 'service', 'soporte', 'staff', 'support', 'system', 'sistema', 'team', 'todos',
  // Help in danger.
  'ambulance', 'ambulancia', 'ayuda', 'crisis', 'crisisline', 'emergency', 'emergencia', 'emergencias', 'help', 'helpline', 'helpnow',
  'hotline', 'lifeline', 'police', 'policia', 'suicide', 'suicidio', 'sos',
  // What the app shows in place of a name.
  'anonymous', 'anonimo', 'deleted', 'deletedaccount', 'forgotten', 'unknown', 'desconocido', 'you',
];

/** Neither the beginning nor the end of a name; inside of one it may be chance, as in gladMint. */
const AT_NO_END: readonly string[] = ['admin'];

/** Nobody's name holds these, whatever stands around them. */
const NOWHERE: readonly string[] = ['samovar', 'moderator', 'moderador', 'hotline', 'helpline', 'suicid', 'emergenc'];

const reserved: ReadonlySet<string> = new Set(RESERVED.map(nameSkeleton));
const atNoEnd: readonly string[] = AT_NO_END.map(nameSkeleton);
const nowhere: readonly string[] = NOWHERE.map(nameSkeleton);

const holds = (form: string): boolean =>
  atNoEnd.some((word) => form.startsWith(word) || form.endsWith(word)) || nowhere.some((word) => form.includes(word));

export function isReservedName(name: string): boolean {
  // Both as it looks and without the digits at its end, which look like letters in the form that is compared.
  const forms = [nameSkeleton(name), nameSkeleton(name.replace(/\p{Nd}+$/u, ''))];
  return forms.some((form) => reserved.has(form) || holds(form));
}
