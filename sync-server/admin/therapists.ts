import { leadsOutside } from '#shared/people/therapist.ts';
import { mayBeTherapist } from '#shared/policy/therapists.ts';
import { err, ok } from '#shared/result.ts';
import type { Sql } from '../accounts/account-store.ts';
import { approve, decline, endTherapist, therapistSubject, waitingApplication } from '../house/therapist-store.ts';
import { therapistApplications } from '../house/therapists.ts';
import { therapists } from '../people/therapist-listings.ts';
import { entryIn, isListedNow, licenceIn } from '../people/therapist-rows.ts';
import { DONE, type AdminContext, type Outcome } from './context.ts';
import { onAccount } from './on-account.ts';
import { MANY } from './waiting.ts';
import { earlierWords, licenceWords } from './words.ts';
import type { TherapistCommand } from './therapist-command.ts';

/** Therapists from the console: approved under the same conditions as in the app (P51), since whoever runs the relay may be mistaken, too. */
export async function therapistCommand(context: AdminContext, db: Sql, command: TherapistCommand): Promise<Outcome> {
  if (command.act === 'list') {
    for (const line of await listTherapists(db, context.ports.clock.nowMs())) context.say(line);
    return DONE;
  }
  const { act } = command;
  return onAccount(context, db, command, async (trx, doing, account) => {
    if (act === 'end') {
      return (await endTherapist(trx, doing, account)) ? ok(`@${account.name} is a member again; the licence is erased.`) : err(`@${account.name} is no therapist.`);
    }
    const application = await waitingApplication(trx, account.id);
    if (application === null) return err(`No application of @${account.name} waits.`);
    if (act === 'decline') {
      await decline(trx, doing, account, application.seq);
      return ok(`The application of @${account.name} is declined.`);
    }
    if (!mayBeTherapist(await therapistSubject(trx, account))) return err(`@${account.name} is no adult's account of its own, in whose name nobody has talked; or it is banned or held.`);
    if (leadsOutside(application.licence) !== null) return err(`The legal name or region that @${account.name} gave has contact details in it, and would be public: decline it.`);
    await approve(trx, doing, account, application);
    return ok(`@${account.name} is a therapist: ${application.licence.legalName}. "grant ${account.name} directory-entry" lists them.`);
  });
}

async function listTherapists(db: Sql, nowMs: number): Promise<string[]> {
  const known = await therapists(db).select('accounts.cleared_for_teens').where('accounts.forgotten_at_ms', 'is', null).orderBy('accounts.name_folded').execute();
  const waiting = await therapistApplications.waiting(db, null, MANY);
  const lines = [
    ...known.map((row) => [`@${row.name}  ${licenceWords(licenceIn(row))}`, entryWords(row, nowMs), ...(row.cleared_for_teens === 1 ? ['also for teens'] : [])].join('; ')),
    ...waiting.map(({ name, licence, text, earlier }) =>
      [`@${name}  applies${licence === null ? '' : `: ${licenceWords(licence)}`}`, `says: ${JSON.stringify(text)}`, ...earlierWords(earlier)].join('; ')),
  ];
  return lines.length === 0 ? ['none'] : lines;
}

function entryWords(row: Parameters<typeof isListedNow>[0] & Parameters<typeof isListedNow>[1], nowMs: number): string {
  const entry = entryIn(row, row);
  if (entry === null) return 'not listed';
  const end = entry.untilMs === null ? '' : ` until ${new Date(entry.untilMs).toISOString().slice(0, 10)}`;
  return isListedNow(row, row, nowMs) ? `listed${end}` : `entry${end}, not shown`;
}
