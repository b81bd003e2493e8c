import type { BodyOf } from '#shared/api/contract.ts';
import type { Me, Session } from '#shared/api/schemas.ts';
import { consentState } from '#shared/people/consent.ts';
import { LISTENER_AGREEMENT, listenerConsentState } from '#shared/people/course.ts';
import { parseName } from '#shared/people/names.ts';
import { decide } from '#shared/policy/decide.ts';
import { decideJoining, oldEnough } from '#shared/policy/joining.ts';
import { ALLOWED } from '#shared/policy/verdict.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { toFlag, type AccountRow, type NewAccountRow } from '../database/tables.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import { insertWithDevice } from '../house/new-account.ts';
import type { SessionIdentity } from '../ports.ts';
import { toActor, toMe } from './account-facts.ts';
import { findAccount, isNameTaken, newAccount } from './account-store.ts';
import type { AccountPorts } from './accounts.ts';
import { parseNewPassword } from './password-rules.ts';

/** How one becomes a listener (F034), and what a listener agrees to (F088). */
export interface Listeners {
  create(body: BodyOf<'createListener'>): Promise<Result<Session, Fault>>;
  agree(identity: SessionIdentity, body: BodyOf<'agreeAsListener'>): Promise<Result<Me, Fault>>;
}

export const createListeners = (ports: AccountPorts): Listeners => ({
  create: (body) => create(ports, body),
  agree: (identity, body) => agree(ports, identity, body),
});

/** A new account, which nothing ties to any other (F037). Everything that costs little is looked at before the password's hash. */
async function create(ports: AccountPorts, body: BodyOf<'createListener'>): Promise<Result<Session, Fault>> {
  const { db, clock, random, sessions, hasher } = ports;
  const refusal = whyNot(body);
  if (refusal !== null) return refusal;
  const name = parseName(body.name);
  if (!name.ok) return fail(name.error);
  const password = parseNewPassword(body.password, name.value);
  if (!password.ok) return fail(password.error);
  if (await isNameTaken(db, name.value)) return fail('name-taken');
  const password_hash = await hasher.hash(password.value.text);
  const nowMs = clock.nowMs();
  const { listener, ...versions } = body.versions;
  const row: NewAccountRow = {
    ...newAccount(random, name.value, 'listener', nowMs),
    password_hash,
    age_group: body.ageGroup,
    parental_consent: toFlag(body.parentalConsent),
    consent_versions: JSON.stringify(versions),
    consented_at_ms: nowMs,
    listener_version: listener,
    listener_agreed_at_ms: nowMs,
    course: JSON.stringify(body.course),
  };
  if ((await insertWithDevice(ports, row, body.deviceKey)) === null) return fail('name-taken');
  const opened = await sessions.open(row.id, body.deviceName);
  if (!opened.ok) return fail(opened.error);
  const made = await findAccount(db, row.id);
  return made === null ? fail('signed-out') : ok({ token: opened.value.token, me: toMe(made, opened.value.device) });
}

/** By the answers alone (F079–F083, F088, F089, F193, D13). */
function whyNot({ ageGroup, parentalConsent, versions, course, atLeast15 }: BodyOf<'createListener'>): Result<never, Fault> | null {
  const { listener, ...gate } = versions;
  const consent = consentState({ ageGroup, parentalConsent, versions: gate });
  if (consent === 'missing') return fail('bad-request'); // F081: a teen without a parent's consent
  if (consent === 'outdated' || listenerConsentState(listener) !== 'given') return fail('outdated-agreement');
  const verdict = decideJoining({ course, atLeast15 });
  // By a code of its own, which apps of before know.
  return !verdict.allowed && verdict.rule === 'P67-course-first' ? err({ code: 'course-incomplete', rule: verdict.rule }) : refusalOf(verdict);
}

async function agree(
  { db, clock, events }: AccountPorts,
  { account, device }: SessionIdentity,
  { version, atLeast15 }: BodyOf<'agreeAsListener'>,
): Promise<Result<Me, Fault>> {
  // Judged and written in one transaction: nobody agrees who was banned a moment before (RELIABILITY D3).
  const agreed = await db.transaction().execute(async (trx): Promise<Result<null, Fault>> => {
    const row = await findAccount(trx, account);
    if (row === null) return fail('signed-out');
    const refused = refusalOf(decide(toActor(row), { action: 'listener.agree' })) ?? refusalOf(oldEnough(atLeast15) ?? ALLOWED);
    if (refused !== null) return refused;
    if (listenerConsentState(version) !== 'given') return fail('outdated-agreement');
    await trx.updateTable('accounts').set(agreedNow(clock.nowMs())).where('id', '=', account).execute();
    return ok(null);
  });
  if (!agreed.ok) return agreed;
  await events.changed(account);
  const now = await findAccount(db, account);
  return now === null ? fail('signed-out') : ok(toMe(now, device));
}

/** The listener agreement in its present version, for whoever keeps that somebody gave it. */
export const agreedNow = (nowMs: number): Pick<AccountRow, 'listener_version' | 'listener_agreed_at_ms'> => ({
  listener_version: LISTENER_AGREEMENT.version,
  listener_agreed_at_ms: nowMs,
});
