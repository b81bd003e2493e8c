import { afterEach, beforeEach, expect, it } from 'vitest';
import { entitlementsOf } from '../accounts/account-facts.ts';
import { AdminDesk } from './testing/desk.ts';

let desk: AdminDesk;
beforeEach(() => {
  desk = new AdminDesk();
});
afterEach(() => desk.close());

const WHY = '--reason for_a_test';
const said = async (line: string): Promise<string> => {
  const answer = await desk.type(line);
  return answer.code === 0 ? answer.out : answer.complaint;
};
/** A member made by hand, who has applied. */
const applies = async (name: string): Promise<void> => {
  await desk.type(`listener ${name} --age adult`);
  const { id } = await desk.account(name);
  await desk.inStore(async ({ db }) => {
    await db.updateTable('accounts').set({ type: 'member' }).where('id', '=', id).execute();
    await db.insertInto('therapist_applications').values({
      account: id, legal_name: 'Anna Miller', country: 'DE', region: '', number: 'N-77', text: 'Grief.\nSince 2001', at_ms: 1, state: 'waiting', answer: null, answered_at_ms: null,
    }).execute();
  });
};

it('F042, F043: from application to entry and back, at the console', async () => {
  await applies('Rowan');
  expect(await said('therapist list')).toBe('@Rowan  applies: Anna Miller, DE, licence N-77; says: "Grief.\\nSince 2001"');
  expect(await said('list applications')).toBe('1970-01-01T00:00:00.001Z  @Rowan  to be a therapist: Anna Miller, DE, licence N-77  "Grief.\\nSince 2001"');
  expect(await said(`grant Rowan directory-entry ${WHY}`)).toMatch(/no therapist/);
  expect(await said('therapist approve Rowan')).toMatch(/needs --reason/);
  expect(await said(`therapist approve @rowan ${WHY}`)).toMatch(/^@Rowan is a therapist: Anna Miller\./);
  expect((await desk.account('Rowan')).type).toBe('therapist');
  expect(await said(`grant Rowan directory-entry --until 2001-01-01 ${WHY}`)).toMatch(/day to come/);
  expect(await said(`grant Rowan directory-entry --until soon ${WHY}`)).toMatch(/such as 2027-01-31/);
  expect(await said(`grant Rowan premium-paths --until 2027-01-31 ${WHY}`)).toMatch(/directory-entry/);
  expect(await said(`grant Rowan directory-entry --until 2027-01-31 ${WHY}`)).toBe('directory-entry is open to @Rowan.');
  expect(await said('therapist list')).toBe('@Rowan  Anna Miller, DE, licence N-77; listed until 2027-01-31');
  expect(await said('list grants')).toMatch(/grant {3}directory-entry {2}@Rowan {2}until 2027-01-31$/);
  await said(`clear Rowan ${WHY}`);
  expect(await said('therapist list')).toBe('@Rowan  Anna Miller, DE, licence N-77; listed until 2027-01-31; also for teens');
  expect(await said('list cleared')).toMatch(/^@Rowan {2}therapist, adult, .*also for teens$/);
  await said(`unclear Rowan ${WHY}`);
  await said(`revoke Rowan directory-entry ${WHY}`);
  expect(await said('therapist list')).toMatch(/not listed$/);
  expect(await said(`therapist end Rowan ${WHY}`)).toBe('@Rowan is a member again; the licence is erased.');
  expect(await said(`therapist end Rowan ${WHY}`)).toBe('@Rowan is no therapist.');
  expect(await said('therapist list')).toBe('none');
  const kept = JSON.stringify(await desk.inStore(({ db }) => db.selectFrom('therapist_applications').selectAll().execute()));
  expect(kept).not.toMatch(/Anna|N-77|Grief/);
  expect(await said('audit')).not.toMatch(/Anna|N-77/);
});

it('P51 holds at the console, too; declining is open', async () => {
  await applies('Rowan');
  await desk.type(`age Rowan teen ${WHY}`);
  expect(await said(`therapist approve Rowan ${WHY}`)).toMatch(/No application of @Rowan waits/); // closed with the correction
  await applies('Willow');
  await desk.inStore(({ db }) => db.updateTable('accounts').set({ held: 1 }).where('name', '=', 'Willow').execute());
  expect(await said(`therapist approve Willow ${WHY}`)).toMatch(/no adult's account of its own/);
  expect(await said(`therapist decline Willow ${WHY}`)).toBe('The application of @Willow is declined.');
  expect(await said(`therapist decline Willow ${WHY}`)).toMatch(/No application/);
  await applies('Willow');
  expect(await said('therapist list')).toMatch(/declined before, last on \d{4}-\d\d-\d\d: "for a test"$/); // P66
});

it('F077: a legal name that leads outside becomes nobody\'s at the console either', async () => {
  await applies('Rowan');
  await desk.inStore(({ db }) => db.updateTable('therapist_applications').set({ legal_name: 'Ana annamuller.example.com' }).execute());
  expect(await said(`therapist approve Rowan ${WHY}`)).toMatch(/has contact details in it/);
  expect((await desk.account('Rowan')).type).toBe('member');
});

it('F077: contact details are excepted for therapists and holders of roles alone', async () => {
  await applies('Rowan');
  expect(await said(`grant Rowan contact-details ${WHY}`)).toMatch(/neither a therapist nor holds a role/);
  await desk.type(`role give supporter Rowan ${WHY}`);
  expect(await said(`grant Rowan contact-details ${WHY}`)).toBe('contact-details is open to @Rowan.');
  expect(entitlementsOf(await desk.account('Rowan'))).toEqual(['contact-details']);
});
