import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KEEPING } from '#shared/limits.ts';
import type { RestrictedPerson } from '#shared/people/keeping.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { useEngine } from '../../app/context.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { Why } from '../../ui/Why.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { ActDialog } from './ActDialog.tsx';
import { useAsked } from './use-asked.ts';
import styles from './house.module.css';

type Asking = { readonly act: 'banPerson' | 'unbanPerson' | 'releasePerson' | 'answer'; readonly name: string | null };

/** Who is banned or held, what they say to it, and the ways on (F103, F104). */
export function RestrictionsPart({ actor }: { actor: Actor }) {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  const { answer, again } = useAsked(house.readRestrictions);
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = (): void => setAsking(null);
  return (
    <section aria-label={t('part.restrictions')}>
      <Button onClick={() => setAsking({ act: 'banPerson', name: null })}>{t('banPerson.open')}</Button>
      {answer?.ok === false && <FailureNotice failure={answer.error} />}
      {answer?.ok === true && answer.value.people.length === 0 && <EmptyState text={t('nobodyRestricted')} />}
      {answer?.ok === true && (
        <ul className={styles.rows}>
          {answer.value.people.map((person) => (
            <Restricted key={person.name} person={person} actor={actor} ask={setAsking} />
          ))}
        </ul>
      )}
      {answer?.ok === true && answer.value.more && <p className={styles.quiet}>{t('more')}</p>}
      {asking !== null && (
        <RestrictDialog
          asking={asking}
          close={close}
          done={() => {
            close();
            void again();
          }}
        />
      )}
    </section>
  );
}

function Restricted({ person, actor, ask }: { person: RestrictedPerson; actor: Actor; ask: (asking: Asking) => void }) {
  const { t } = useTranslation('house');
  const { name, type, rank, restriction, appeal } = person;
  const subject = { account: person.self ? actor.account : ('' as Actor['account']), type, rank };
  const may = decide(actor, { action: 'person.restrict', person: subject });
  const button = (act: Asking['act'], label: string) => (
    <Button size="sm" variant="default" aria-label={t('actOn', { act: t(label), name })} onClick={() => ask({ act, name })}>
      {t(label)}
    </Button>
  );
  return (
    <li className={styles.row}>
      <div className={styles.who}>
        <Avatar name={name} type={type} size={40} />
        <div>
          <strong>
            <PersonName name={name} />
          </strong>{' '}
          <span className={styles.quiet}>
            {t(`state.${restriction}`)} {person.sinceMs !== null && <TimeText atMs={person.sinceMs} />}
          </span>
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
          {restriction === 'banned' ? button('unbanPerson', 'unbanPerson.open') : button('releasePerson', 'releasePerson.open')}
          {restriction === 'held' && button('banPerson', 'banPerson.confirm')}
        </div>
      ) : (
        <Why rule={may.rule} about={t('actOn', { act: t('restrict'), name })} />
      )}
    </li>
  );
}

function RestrictDialog({ asking: { act, name: given }, close, done }: { asking: Asking; close: () => void; done: () => void }) {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  const whom = given ?? '';
  if (act === 'answer') {
    return (
      <ActDialog
        title={t('answer.title', { name: whom })}
        label={t('answer.label')}
        hint={t('answer.hint')}
        maxLength={KEEPING.maxAnswerLength}
        confirm={t('answer.confirm')}
        act={({ reason }) => house.answerAppeal({ name: whom, answer: reason })}
        close={close}
        done={done}
      />
    );
  }
  return (
    <ActDialog
      title={given === null ? t(`${act}.open`) : t(`${act}.title`, { name: given })}
      text={<p>{t(`${act}.text`)}</p>}
      named={given === null}
      confirm={t(`${act}.confirm`)}
      act={({ reason, name }) => house.restrict(act, { name: given ?? name, reason })}
      close={close}
      done={done}
    />
  );
}
