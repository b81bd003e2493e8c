import { mayBeCleared } from '#shared/policy/house.ts';
import { err, ok } from '#shared/result.ts';
import type { AgeGroup } from '#shared/words.ts';
import type { Sql } from '../accounts/account-store.ts';
import { declineAge, noteAge } from '../house/age-store.ts';
import { applicantOf, declineClearance, setCleared } from '../house/clearances.ts';
import { answerAppeal } from '../house/restriction-store.ts';
import { ANSWERED_BECAUSE } from '../house/restrictions.ts';
import type { Reasoned } from './command.ts';
import type { AdminContext, Outcome } from './context.ts';
import { onAccount } from './on-account.ts';

/** F082: an age is said once, and corrected by those who may; `keep` declines the wish of somebody who asked. */
export async function correctAge(context: AdminContext, db: Sql, command: Reasoned & { readonly ageGroup: AgeGroup | 'keep' }): Promise<Outcome> {
  const { ageGroup } = command;
  return onAccount(context, db, command, async (trx, doing, account) => {
    if (ageGroup === 'keep') {
      const declined = await declineAge(trx, doing, account.id);
      return declined ? ok(`@${account.name} stays as noted, and is told why.`) : err(`@${account.name} has not asked for anything.`);
    }
    await noteAge(trx, doing, account, ageGroup);
    return ok(`@${account.name} is ${ageGroup === 'teen' ? 'a teen' : 'an adult'}.`);
  });
}

export const notToBeCleared = (name: string): string =>
  `@${name} is no adult listener or therapist, or is banned or held; only those who are one and neither can be cleared for teens (P46).`;

/** F085. An application that waits is answered by it, in either way. */
export async function setClearance(context: AdminContext, db: Sql, command: Reasoned & { readonly do: 'clear' | 'unclear' | 'decline' }): Promise<Outcome> {
  const cleared = command.do === 'clear';
  return onAccount(context, db, command, async (trx, doing, account) => {
    if (command.do === 'decline') {
      const declined = await declineClearance(trx, doing, account.id);
      return declined ? ok(`The application of @${account.name} is declined.`) : err(`@${account.name} has not applied.`);
    }
    if (cleared && !mayBeCleared(applicantOf(account))) {
      return err(notToBeCleared(account.name));
    }
    await setCleared(trx, doing, account, cleared);
    return ok(cleared ? `@${account.name} may also talk to teens.` : `@${account.name} talks to adults only.`);
  });
}

/** P45: the words go to the person alone; the record has that they were answered. */
export async function answer(context: AdminContext, db: Sql, { name, words }: { readonly name: string; readonly words: string }): Promise<Outcome> {
  return onAccount(context, db, { name, reason: ANSWERED_BECAUSE }, async (trx, doing, account) =>
    (await answerAppeal(trx, doing, account.id, words)) ? ok(`@${account.name} is answered.`) : err(`Nothing that @${account.name} said waits for an answer.`));
}
