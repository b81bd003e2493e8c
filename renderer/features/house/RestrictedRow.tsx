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
import styles from './house.module.css';

export type RestrictAct = 'banPerson' | 'unbanPerson' | 'releasePerson' | 'answer';

/** Somebody, what stands against them and since when, what they say to it, and what one may do about it (F103, F104). */
export function RestrictedRow(props: { person: RestrictedPerson | PersonView; actor: Actor; ask: (asking: { act: RestrictAct; name: string }) => void }) {
  const { t, i18n } = useTranslation('house');
  const { person, actor, ask } = props;
  const { name, type, rank, restriction, appeal } = person;
  const subject = { account: person.self ? actor.account : ('' as Actor['account']), type, rank };
  const may = decide(actor, { action: 'person.restrict', person: subject });
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
          {person.reason !== null && <p dir="auto">{person.reason}</p>}
        </div>
      </div>
      {appeal !== null && (
        <blockquote className={styles.words} dir="auto">
          {appeal.text}
          {appeal.answer !== null && <p className={styles.quiet}>{t('answered', { answer: appeal.answer })}</p>}
        </blockquote>
      )}
      {may.allowed ? (
        <div className={styles.acts}>
          {appeal !== null && appeal.answer === null && button('answer', 'answer.open')}
          {restriction === 'banned' && button('unbanPerson', 'unbanPerson.open')}
          {restriction === 'held' && button('releasePerson', 'releasePerson.open')}
          {restriction !== 'banned' && button('banPerson', 'banPerson.confirm')}
        </div>
      ) : (
        <Why rule={may.rule} about={t('actOn', { act: t('restrict'), name })} />
      )}
    </>
  );
}
