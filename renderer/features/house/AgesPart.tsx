import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AgeWishView } from '#shared/people/age-wishes.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { useEngine } from '../../app/context.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { Why } from '../../ui/Why.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { ActDialog } from './ActDialog.tsx';
import { EarlierNo } from './EarlierNo.tsx';
import { useAsked } from './use-asked.ts';
import styles from './house.module.css';

type Asking = { readonly act: 'correct' } | { readonly act: 'settle'; readonly wish: AgeWishView; readonly grant: boolean };

/** Age groups that were noted wrongly: who asks to be noted in the other one, and correcting somebody's (F082, F084). */
export function AgesPart({ actor }: { actor: Actor }) {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  const { answer, again } = useAsked(house.readAgeWishes);
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = (): void => setAsking(null);
  const done = (): void => {
    close();
    void again();
  };
  return (
    <section aria-label={t('part.ages')}>
      <p className={styles.quiet}>{t('ages.what')}</p>
      <Button variant="default" onClick={() => setAsking({ act: 'correct' })}>
        {t('ages.correct')}
      </Button>
      <h2 className={styles.track}>{t('ages.asked')}</h2>
      {answer?.ok === false && <FailureNotice failure={answer.error} />}
      {answer?.ok === true && answer.value.wishes.length === 0 && <EmptyState text={t('ages.none')} />}
      {answer?.ok === true && (
        <ul className={styles.rows}>
          {answer.value.wishes.map((wish) => (
            <Wish key={wish.name} wish={wish} actor={actor} settle={(grant) => setAsking({ act: 'settle', wish, grant })} />
          ))}
        </ul>
      )}
      {answer?.ok === true && answer.value.more && <p className={styles.quiet}>{t('more')}</p>}
      {asking?.act === 'correct' && <CorrectDialog close={close} done={done} />}
      {asking?.act === 'settle' && <SettleDialog {...asking} close={close} done={done} />}
    </section>
  );
}

function Wish({ wish, actor, settle }: { wish: AgeWishView; actor: Actor; settle: (grant: boolean) => void }) {
  const { t } = useTranslation('house');
  const { name, type, rank, wanted, text, atMs, self, sharesChat, earlier } = wish;
  const person = { account: self ? actor.account : ('' as Actor['account']), type, rank };
  const may = decide(actor, { action: 'age.correct', person, said: true, ageGroup: wanted, wished: true, sharesChat });
  const grant = t(`ages.grant.${wanted}`);
  return (
    <li className={styles.row}>
      <strong>
        <PersonName name={name} />
      </strong>{' '}
      <span className={styles.quiet}>
        {t(`ages.wants.${wanted}`)} · <TimeText atMs={atMs} />
      </span>
      <blockquote className={styles.words} dir="auto">
        {text}
      </blockquote>
      <EarlierNo earlier={earlier} />
      {may.allowed ? (
        <div className={styles.acts}>
          <Button size="sm" variant="default" aria-label={t('actOn', { act: grant, name })} onClick={() => settle(true)}>
            {grant}
          </Button>
          <Button size="sm" variant="default" aria-label={t('actOn', { act: t('ages.keep'), name })} onClick={() => settle(false)}>
            {t('ages.keep')}
          </Button>
        </div>
      ) : (
        <Why rule={may.rule} question={t('why:of.decide', { name })} />
      )}
    </li>
  );
}

function SettleDialog({ wish: { name, wanted }, grant, close, done }: { wish: AgeWishView; grant: boolean; close: () => void; done: () => void }) {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  return (
    <ActDialog
      title={t(grant ? `ages.grantTitle.${wanted}` : 'ages.keepTitle', { name })}
      text={<p>{t(grant ? 'ages.acts' : 'ages.keepText')}</p>}
      hint={t('ages.hint')}
      {...(grant ? { understand: t('ages.sure') } : {})}
      confirm={t(grant ? `ages.grant.${wanted}` : 'ages.keep')}
      act={({ reason }) => house.settleAgeWish({ name, grant, reason })}
      close={close}
      done={done}
    />
  );
}

/**
 * To the teens' group, which protects; the other way only a wish leads (P65). What is noted is not shown before: who looked it up
 * would leave no line, and a list of teenagers could be made of it.
 */
function CorrectDialog({ close, done }: { close: () => void; done: () => void }) {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  return (
    <ActDialog
      title={t('ages.correct')}
      text={
        <>
          <p>{t('ages.acts')}</p>
          <p>{t('ages.otherWay')}</p>
        </>
      }
      named
      hint={t('ages.hint')}
      understand={t('ages.sure')}
      confirm={t('ages.grant.teen')}
      act={({ reason, name }) => house.correctAge({ name, ageGroup: 'teen', reason })}
      close={close}
      done={done}
    />
  );
}
