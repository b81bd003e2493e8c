import { z } from 'zod';
import { AGREEMENTS } from '#shared/people/consent.ts';
import { LISTENER_AGREEMENT } from '#shared/people/course.ts';
import type { AgreementsView, AskedText } from '#shared/people/watching.ts';
import type { Sql } from '../accounts/account-store.ts';

const VERSIONS: Readonly<Record<AskedText, string>> = {
  member: AGREEMENTS.member.version,
  privacy: AGREEMENTS.privacy.version,
  certification: AGREEMENTS.certification.version,
  listener: LISTENER_AGREEMENT.version,
};

const answered = z.object({ member: z.string(), privacy: z.string(), certification: z.string() });

/** F089: how many have agreed to which version. The work grows with how many versions there were, and with the accounts once. */
export async function readAgreements(db: Sql): Promise<AgreementsView> {
  const gate = await db
    .selectFrom('accounts')
    .select((eb) => ['consent_versions as said', eb.fn.countAll<number>().as('count')])
    .where('forgotten_at_ms', 'is', null)
    .groupBy('consent_versions')
    .execute();
  const listening = await db
    .selectFrom('accounts')
    .select((eb) => ['listener_version as said', eb.fn.countAll<number>().as('count')])
    .where('forgotten_at_ms', 'is', null)
    .where('type', '=', 'listener')
    .groupBy('listener_version')
    .execute();
  const said = gate.map((row) => ({ versions: parse(row.said), count: Number(row.count) }));
  const of = (name: keyof typeof AGREEMENTS) => summary(name, said.map(({ versions, count }) => ({ version: versions?.[name] ?? null, count })));
  const listener = listening.map((row) => ({ version: row.said, count: Number(row.count) }));
  return { texts: [of('member'), of('privacy'), of('certification'), summary('listener', listener)] };
}

function summary(name: AskedText, rows: readonly { readonly version: string | null; readonly count: number }[]): AgreementsView['texts'][number] {
  const counts = new Map<string, number>([[VERSIONS[name], 0]]);
  let unanswered = 0;
  for (const { version, count } of rows) {
    if (version === null) unanswered += count;
    else counts.set(version, (counts.get(version) ?? 0) + count);
  }
  const agreed = [...counts].map(([version, count]) => ({ version, count })).toSorted((one, other) => (one.version < other.version ? 1 : -1));
  return { name, version: VERSIONS[name], agreed, unanswered };
}

/** What cannot be read counts as no answer: the relay asks again then, too. */
function parse(text: string | null): z.infer<typeof answered> | null {
  if (text === null) return null;
  try {
    return answered.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
