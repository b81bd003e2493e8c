import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { KeptTherapist } from '#shared/people/therapist.ts';
import { useEngine } from '../../app/context.tsx';
import { formatLocale } from '../../i18n/locales.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { Why } from '../../ui/Why.tsx';
import { EntryDialog, type EntryAct } from './EntryDialog.tsx';
import { LicenceFacts } from './LicenceFacts.tsx';
import { PeopleByName } from './PeopleByName.tsx';
import styles from './house.module.css';

/** Who is a therapist here, and whom the directory shows (F043): giving an entry, taking it, or ending an approval. */
export function TherapistsPart() {
  const { t } = useTranslation('house');
  const { therapists } = useEngine();
  return (
    <section aria-label={t('part.therapists')}>
      <p className={styles.quiet}>{t('therapists.what')}</p>
      <PeopleByName
        read={therapists.list}
        none={<EmptyState text={t('therapists.none')} />}
        rows={({ therapists: kept }, ask: (asked: { readonly act: EntryAct; readonly name: string }) => void) =>
          kept.map((one) => <Row key={one.name} therapist={one} ask={(act) => ask({ act, name: one.name })} />)
        }
        renderDialog={(asked, close, done) => <EntryDialog {...asked} close={close} done={done} />}
      />
    </section>
  );
}

function Row({ therapist, ask }: { therapist: KeptTherapist; ask: (act: EntryAct) => void }) {
  const { t, i18n } = useTranslation('house');
  const { name, entry, listed, mayGive, mayTake, mayEnd } = therapist;
  const day = (atMs: number): string => new Intl.DateTimeFormat(formatLocale(i18n.language, navigator.languages), { dateStyle: 'long' }).format(atMs);
  const until = entry?.untilMs ?? null;
  const state = listed ? 'listed' : entry === null ? 'unlisted' : until === null ? 'hidden' : 'ended';
  const button = (act: EntryAct) => (
    <Button size="sm" variant={act === 'give' && !listed ? 'filled' : 'default'} aria-label={t('actOn', { act: t(`therapists.${act}.open`), name })} onClick={() => ask(act)}>
      {t(`therapists.${act}.open`)}
    </Button>
  );
  return (
    <li className={styles.row}>
      <div className={styles.who}>
        <Avatar name={name} type="therapist" size={40} />
        <div>
          <strong>
            <PersonName name={name} />
          </strong>{' '}
          <span className={styles.quiet}>
            {t(`therapists.state.${state}`)} {until !== null && t('therapists.until', { day: day(until) })}
          </span>
          <LicenceFacts licence={therapist} title={t('applications.licence')} />
        </div>
      </div>
      <div className={styles.acts}>
        {mayGive.allowed && button('give')}
        {mayTake.allowed && entry !== null && button('take')}
        {mayEnd.allowed && button('end')}
      </div>
      {/* Whatever keeps from an end keeps from the rest as well. */}
      {!mayEnd.allowed && <Why rule={mayEnd.rule} question={t('why:of.decide', { name })} />}
      {mayEnd.allowed && !mayGive.allowed && <Why rule={mayGive.rule} question={t('why:of.giveEntry', { name })} />}
    </li>
  );
}
