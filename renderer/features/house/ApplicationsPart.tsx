import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApplicationKind, ApplicationView } from '#shared/people/keeping.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { useEngine } from '../../app/context.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { Why } from '../../ui/Why.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { ActDialog } from './ActDialog.tsx';
import { Cleared } from './Cleared.tsx';
import { EarlierNo } from './EarlierNo.tsx';
import { LicenceFacts } from './LicenceFacts.tsx';
import { useAsked } from './use-asked.ts';
import styles from './house.module.css';

interface Asking {
  readonly kind: ApplicationKind;
  readonly name: string;
  readonly grant: boolean;
}

/** Adult listeners who ask to be cleared for teens (F085), and those who apply as therapists (F042): somebody looks, and decides. */
export function ApplicationsPart({ actor }: { actor: Actor }) {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  const { answer, again } = useAsked(house.readApplications);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [settled, setSettled] = useState(0);
  return (
    <section aria-label={t('part.applications')}>
      <p className={styles.quiet}>{t('applications.what')}</p>
      {answer?.ok === false && <FailureNotice failure={answer.error} />}
      {answer?.ok === true && answer.value.applications.length === 0 && <EmptyState text={t('applications.none')} />}
      {answer?.ok === true && (
        <ul className={styles.rows}>
          {answer.value.applications.map((one) => (
            <Application key={`${one.kind} ${one.name}`} application={one} settle={(grant) => setAsking({ kind: one.kind, name: one.name, grant })} />
          ))}
        </ul>
      )}
      {answer?.ok === true && answer.value.more && <p className={styles.quiet}>{t('more')}</p>}
      {/* Read anew with each decision: whoever is cleared above stands there at once. */}
      <Cleared key={settled} actor={actor} />
      {asking !== null && (
        <ActDialog
          title={t(`applications.${asking.kind}.${asking.grant ? 'grantTitle' : 'declineTitle'}`, { name: asking.name })}
          hint={t('applications.hint')}
          confirm={t(asking.grant ? `applications.${asking.kind}.grant` : 'applications.decline')}
          act={({ reason }) => house.settleApplication({ ...asking, reason })}
          close={() => setAsking(null)}
          done={() => {
            setAsking(null);
            setSettled(settled + 1);
            void again();
          }}
        />
      )}
    </section>
  );
}

function Application({ application, settle }: { application: ApplicationView; settle: (grant: boolean) => void }) {
  const { t } = useTranslation('house');
  const { kind, name, text, atMs, mayGrant, mayDecline, licence, known, earlier } = application;
  const grant = t(`applications.${kind}.grant`);
  return (
    <li className={styles.row}>
      <strong>
        <PersonName name={name} />
      </strong>{' '}
      <span className={styles.quiet}>
        {t(`applications.${kind}.${known === null ? 'asks' : 'changes'}`)} · <TimeText atMs={atMs} />
      </span>
      {known !== null && <LicenceFacts licence={known} title={t('applications.known')} />}
      {licence !== null && <LicenceFacts licence={licence} title={t(known === null ? 'applications.licence' : 'applications.changed')} />}
      <blockquote className={styles.words} dir="auto">
        {text}
      </blockquote>
      <EarlierNo earlier={earlier} />
      {(mayGrant.allowed || mayDecline.allowed) && (
        <div className={styles.acts}>
          {mayGrant.allowed && (
            <Button size="sm" aria-label={t('actOn', { act: grant, name })} onClick={() => settle(true)}>
              {grant}
            </Button>
          )}
          {mayDecline.allowed && (
            <Button size="sm" variant="default" aria-label={t('actOn', { act: t('applications.decline'), name })} onClick={() => settle(false)}>
              {t('applications.decline')}
            </Button>
          )}
        </div>
      )}
      {/* Who may not decline may not grant either, by the same rule. */}
      {!mayGrant.allowed && <Why rule={mayGrant.rule} question={t(mayDecline.allowed ? 'why:of.grant' : 'why:of.decide', { name })} />}
    </li>
  );
}
