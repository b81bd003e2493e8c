import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PersonView, RestrictedPerson } from '#shared/people/keeping.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { Why } from '../../ui/Why.tsx';
import { inTongue } from '../team/in-tongue.ts';
import { Reason } from './Reason.tsx';
import styles from './house.module.css';

export type RestrictAct = 'banPerson' | 'unbanPerson' | 'releasePerson' | 'answer' | 'endClearance';

/** Somebody, what stands against them and since when, what they say to it, and what one may do about it (F103, F104). */
export function RestrictedRow(props: { person: RestrictedPerson | PersonView; actor: Actor; ask: (asking: { act: RestrictAct; name: string }) => void }) {
  const { t, i18n } = useTranslation('house');
  const { person, actor, ask } = props;
  const { name, type, rank, restriction, appeal } = person;
  const subject = { account: person.self ? actor.account : ('' as Actor['account']), type, rank };
  const may = decide(actor, { action: 'person.restrict', person: subject });
  const maySettle = decide(actor, { action: 'appeal.settle', person: subject, sharesChat: person.sharesChat });
  // What protects others never waits for somebody else (P59), so that there may be both: a button, and a why.
  const denied = !may.allowed ? may : !maySettle.allowed && restriction !== null ? maySettle : null;
  const isCleared = 'cleared' in person && person.cleared;
  const mayEnd = isCleared ? decide(actor, { action: 'clearance.end', person: subject }) : null;
  const roles = 'roles' in person ? person.roles.map((names) => inTongue(names, i18n.language)) : [];
  const button = (act: RestrictAct, label: string) => (
    <Button size="sm" variant="default" aria-label={t('actOn', { act: t(label), name })} onClick={() => ask({ act, name })}>
      {t(label)}
    </Button>
  );
  return (
    <>
      <div className={styles.who}>
        <Avatar name={name} type={type} size={40} />
        <div>
          <strong>
            <PersonName name={name} />
          </strong>{' '}
          <span className={styles.quiet}>
            {t(`state.${restriction ?? 'free'}`)} {person.sinceMs !== null && <TimeText atMs={person.sinceMs} />}
          </span>
          {roles.length > 0 && <p className={styles.quiet}>{roles.join(' · ')}</p>}
          {isCleared && <p className={styles.quiet}>{t('cleared.is')}</p>}
          {person.reason !== null && <Reason reason={person.reason} because={person.because} />}
          {restriction === 'banned' && <Read told={person.told} />}
        </div>
      </div>
      {appeal !== null && (
        <blockquote className={styles.words} dir="auto">
          {appeal.text}
          {appeal.answer !== null && <p className={styles.quiet}>{t('answered', { answer: appeal.answer })}</p>}
        </blockquote>
      )}
      <div className={styles.acts}>
        {maySettle.allowed && appeal !== null && appeal.answer === null && button('answer', 'answer.open')}
        {maySettle.allowed && restriction === 'banned' && button('unbanPerson', 'unbanPerson.open')}
        {maySettle.allowed && restriction === 'held' && button('releasePerson', 'releasePerson.open')}
        {mayEnd?.allowed === true && button('endClearance', 'cleared.end.open')}
        {may.allowed && restriction !== 'banned' && button('banPerson', 'banPerson.confirm')}
      </div>
      {denied !== null && <Why rule={denied.rule} question={t('why:of.decide', { name })} />}
      {mayEnd?.allowed === false && mayEnd.rule !== denied?.rule && <Why rule={mayEnd.rule} question={t('why:of.endClearance', { name })} />}
    </>
  );
}

/** What they read of why, apart from the reason in the record. */
export function Read({ told }: { told: string | null }) {
  const { t } = useTranslation('house');
  if (told === null) return <p className={styles.quiet}>{t('theyReadNothing')}</p>;
  return (
    <p className={styles.told}>
      <span className={styles.quiet}>{t('theyRead')}</span> <q dir="auto">{told}</q>
    </p>
  );
}
