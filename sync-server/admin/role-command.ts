import { reason as reasonShape } from '#shared/people/keeping.ts';
import { role as roleShape, roleKey, type Role } from '#shared/people/roles.ts';
import { CAPABILITIES } from '#shared/policy/standing.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** What an operator may ask for about roles (F206). */
export type RoleCommand =
  | { readonly do: 'role'; readonly act: 'list' }
  | { readonly do: 'role'; readonly act: 'give' | 'take'; readonly role: string; readonly name: string; readonly reason: string }
  | { readonly do: 'role'; readonly act: 'remove'; readonly role: string; readonly reason: string }
  /** What is not said stays as it is; a new role needs all but the titles of teens. */
  | { readonly do: 'role'; readonly act: 'add' | 'edit'; readonly role: string; readonly change: RoleChange; readonly reason: string };

export interface RoleChange {
  readonly track?: string;
  readonly rank?: number;
  readonly names: Partial<Role['names']>;
  readonly teenNames: Partial<Role['names']>;
  readonly purposes: Partial<Role['names']>;
  readonly capabilities?: Role['capabilities'];
}

export const ROLE_OPTIONS = {
  track: { type: 'string' },
  rank: { type: 'string' },
  en: { type: 'string' },
  es: { type: 'string' },
  'teen-en': { type: 'string' },
  'teen-es': { type: 'string' },
  'purpose-en': { type: 'string' },
  'purpose-es': { type: 'string' },
  can: { type: 'string' },
} as const;
type RoleValues = { readonly [Name in keyof typeof ROLE_OPTIONS | 'reason']?: string | undefined };

export const ROLE_HELP = `  role list           every role, what it may, and who holds it
  role give <role> <name>, role take <role> <name>
  role add <role>     a new role; "edit" changes one, "remove" takes one out of the house (all with --reason)
      --track <track>   the ladder it stands on; --rank 1 to 7, its place there
      --en, --es        its name in both languages; --purpose-en, --purpose-es one sentence on what it is for
      --teen-en, --teen-es  what a teen is called who holds it
      --can <list>      what it may, with commas: ${CAPABILITIES.join(', ')}; or none`;

const ACTS = ['list', 'give', 'take', 'add', 'edit', 'remove'] as const;

export function parseRoleCommand([said, role, name]: readonly (string | undefined)[], values: RoleValues): Result<RoleCommand, string> {
  const act = ACTS.find((one) => one === (said ?? 'list'));
  if (act === undefined) return err(`"role" knows ${ACTS.join(', ')}.`);
  if (act === 'list') return ok({ do: 'role', act });
  if (!roleKey.safeParse(role).success || role === undefined) return err(`"role ${act}" needs a role, such as mentor-leader.`);
  const reason = reasonShape.safeParse(values.reason ?? '');
  if (!reason.success) return err(`"role ${act}" needs --reason, a few words on why; they are kept in the record of acts.`);
  if (act === 'give' || act === 'take') {
    return name === undefined ? err('This command needs a name.') : ok({ do: 'role', act, role, name, reason: reason.data });
  }
  if (name !== undefined) return err(`"role ${act}" takes one role, and "${name}" is one too many.`);
  if (act === 'remove') return ok({ do: 'role', act, role, reason: reason.data });
  const change = changeIn(values);
  return change.ok ? ok({ do: 'role', act, role, change: change.value, reason: reason.data }) : change;
}

const texts = (en: string | undefined, es: string | undefined) => ({ ...(en === undefined ? {} : { en }), ...(es === undefined ? {} : { es }) });

function changeIn(values: RoleValues): Result<RoleChange, string> {
  const rank = values.rank === undefined ? undefined : Number(values.rank);
  if (rank !== undefined && !roleShape.shape.rank.safeParse(rank).success) return err('--rank is a number from 1 to 7.');
  const can = values.can?.split(',').map((word) => word.trim()).filter((word) => word !== '' && word !== 'none');
  const stray = can?.find((word) => !(CAPABILITIES as readonly string[]).includes(word));
  if (stray !== undefined) return err(`--can knows ${CAPABILITIES.join(', ')}, and not ${stray}.`);
  return ok({
    ...(values.track === undefined ? {} : { track: values.track }),
    ...(rank === undefined ? {} : { rank }),
    names: texts(values.en, values.es),
    teenNames: texts(values['teen-en'], values['teen-es']),
    purposes: texts(values['purpose-en'], values['purpose-es']),
    ...(can === undefined ? {} : { capabilities: CAPABILITIES.filter((capability) => can.includes(capability)) }),
  });
}

/** The role as it would be; the error is one sentence for the operator. */
export function changedRole(id: string, before: Role | null, { names, teenNames, purposes, ...rest }: RoleChange): Result<Role, string> {
  const ofTeens = { ...before?.teenNames, ...teenNames };
  const wanted = {
    ...(before ?? { id, capabilities: [] }),
    ...rest,
    names: { ...before?.names, ...names },
    teenNames: Object.keys(ofTeens).length === 0 ? null : ofTeens,
    purposes: { ...before?.purposes, ...purposes },
  };
  const parsed = roleShape.safeParse(wanted);
  if (parsed.success) return ok(parsed.data);
  const what = parsed.error.issues.map(({ path }) => path.join(' ')).join(', ');
  return err(`A role needs a track, a rank, and its name and purpose in both languages; what is missing or too long: ${what}.`);
}
