import { z } from 'zod';
import { ROLE } from '../limits.ts';
import { CAPABILITIES, type Capability } from '../policy/standing.ts';
import { contactKindsIn } from './contact-details.ts';
import { nameSkeleton } from './look-alikes.ts';

/** A text that people read, in each language of the house. */
export const inBothLanguages = (max: number) =>
  z.strictObject({ en: z.string().trim().min(1).max(max), es: z.string().trim().min(1).max(max) });

export const roleKey = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/).max(40);

/** A role (F206) with its place on the ladder of a track (F209). Data of the relay: whoever may changes it. */
export const role = z.strictObject({
  id: roleKey,
  track: roleKey,
  rank: z.int().min(ROLE.minRank).max(ROLE.maxRank),
  names: inBothLanguages(ROLE.maxNameLength),
  /** What a teen is called who holds it (F207); null: the same. */
  teenNames: inBothLanguages(ROLE.maxNameLength).nullable(),
  purposes: inBothLanguages(ROLE.maxPurposeLength),
  capabilities: z.array(z.enum(CAPABILITIES)).max(CAPABILITIES.length),
});
export type Role = z.infer<typeof role>;

export const track = z.strictObject({ id: roleKey, names: inBothLanguages(ROLE.maxNameLength) });
export type Track = z.infer<typeof track>;

/** The one role that nobody edits or takes out of the house, so that there is always a key to it. An operator gives it. */
export const ADMIN_ROLE = 'admin';

/** F207: the teens' title is for those alone who are teens by the age flag, and whose yes to it stands: it tells everybody their age. */
export const titleOf = (of: Pick<Role, 'names' | 'teenNames'>, isTeen: boolean, saidYes: boolean): Role['names'] =>
  isTeen && saidYes && of.teenNames !== null ? of.teenNames : of.names;

/**
 * F208: "adult teen listener" is a clearance and no role. A role whose name spoke of listening and of teens at once would
 * be taken for it, so none may; nor may a track, under whose name its roles stand.
 */
export function soundsLikeClearance({ names, teenNames }: Pick<Role, 'names' | 'teenNames'>): boolean {
  const words = [names, teenNames].flatMap((texts) => (texts === null ? [] : [texts.en, texts.es]));
  // As they look: a letter of another alphabet, or one that shows nothing, makes no other word of it.
  return words.map(nameSkeleton).some((text) => [TEENS, LISTENERS].every((group) => group.some((word) => text.includes(word))));
}
const TEENS = ['teen', 'adolescen', 'joven', 'jóvenes'].map(nameSkeleton);
const LISTENERS = ['listen', 'oyente', 'escuch'].map(nameSkeleton);

/** F077: what everybody reads of a role or a ladder leads nowhere outside. */
export const textsLeadOutside = (...texts: readonly (Role['names'] | null)[]): boolean =>
  texts.some((one) => one !== null && [one.en, one.es].some((text) => contactKindsIn(text).length > 0));

/** The tracks of a new house, in the order of the page. */
export const FIRST_TRACKS: readonly Track[] = [
  { id: 'welcome', names: { en: 'Welcome', es: 'Bienvenida' } },
  { id: 'safety', names: { en: 'Safety', es: 'Seguridad' } },
  { id: 'mentoring', names: { en: 'Mentoring', es: 'Mentoría' } },
  { id: 'house', names: { en: 'The house', es: 'La casa' } },
];

/** The seven ranks of a new house (F206). From then on they are the house's own to change. */
export const FIRST_ROLES: readonly Role[] = [
  {
    id: 'supporter', track: 'welcome', rank: 1, teenNames: null, capabilities: [],
    names: { en: 'Supporter', es: 'Colaborador' },
    purposes: { en: 'Greets newcomers and shows them around.', es: 'Recibe a quien llega y le enseña la casa.' },
  },
  {
    id: 'moderator', track: 'safety', rank: 2, teenNames: null, capabilities: ['people.ban'],
    names: { en: 'Moderator', es: 'Moderador' },
    purposes: { en: 'Keeps conversations safe and answers when somebody appeals.', es: 'Cuida de que se hable con seguridad y responde a las reclamaciones.' },
  },
  {
    id: 'mentor', track: 'mentoring', rank: 3, capabilities: [],
    names: { en: 'Mentor', es: 'Mentor' },
    teenNames: { en: 'Teen star', es: 'Estrella joven' },
    purposes: { en: 'Stands by listeners who are finding their way.', es: 'Acompaña a los oyentes que están empezando.' },
  },
  {
    id: 'mentor-leader', track: 'mentoring', rank: 4, teenNames: null, capabilities: ['people.ban', 'roles.appoint'],
    names: { en: 'Mentor leader', es: 'Coordinador de mentores' },
    purposes: { en: 'Brings mentors together and appoints them.', es: 'Reúne a los mentores y los nombra.' },
  },
  {
    id: 'ambassador', track: 'welcome', rank: 5, teenNames: null, capabilities: ['roles.appoint'],
    names: { en: 'Ambassador', es: 'Embajador' },
    purposes: { en: 'Speaks for the community and brings supporters together.', es: 'Habla en nombre de la comunidad y reúne a los colaboradores.' },
  },
  {
    id: 'community-manager', track: 'house', rank: 6, teenNames: null,
    capabilities: ['applications.settle', 'people.ban', 'roles.appoint', 'roles.edit', 'audit.read', 'relay.watch'],
    names: { en: 'Community manager', es: 'Responsable de la comunidad' },
    purposes: { en: 'Looks after the community as a whole, day by day.', es: 'Cuida de la comunidad entera, día a día.' },
  },
  {
    id: ADMIN_ROLE, track: 'house', rank: 7, teenNames: null, capabilities: [...CAPABILITIES],
    names: { en: 'Admin', es: 'Administrador' },
    purposes: { en: 'Runs the house and answers for it.', es: 'Lleva la casa y responde de ella.' },
  },
];

/** What came later: those who are there for other listeners (F197), and for members who never become listeners (F205). */
export const LATER_TRACKS: readonly Track[] = [{ id: 'members', names: { en: 'Among members', es: 'Entre miembros' } }];

export const LATER_ROLES: readonly Role[] = [
  {
    id: 'peer-supporter', track: 'mentoring', rank: 1, teenNames: null, capabilities: [],
    names: { en: 'Peer supporter', es: 'Apoyo entre oyentes' },
    purposes: { en: 'Is there for other listeners when listening weighs on them.', es: 'Está para otros oyentes cuando escuchar pesa.' },
  },
  {
    id: 'member-guide', track: 'members', rank: 1, teenNames: null, capabilities: [],
    names: { en: 'Member guide', es: 'Guía de miembros' },
    purposes: { en: 'A member who helps others find their way. It needs no listener\'s account.', es: 'Un miembro que ayuda a otros a orientarse. No hace falta una cuenta de oyente.' },
  },
];

/** What somebody may who holds these roles. */
export function powersOf(roles: readonly Pick<Role, 'rank' | 'capabilities'>[]): { rank: number; capabilities: readonly Capability[] } {
  const held = new Set(roles.flatMap(({ capabilities }) => capabilities));
  return { rank: Math.max(0, ...roles.map(({ rank }) => rank)), capabilities: CAPABILITIES.filter((capability) => held.has(capability)) };
}
