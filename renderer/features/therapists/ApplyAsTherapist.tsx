import { useState } from 'react';
import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { OwnTherapist } from '#shared/people/therapist.ts';
import { useConnection, useEngine, useIdentity } from '../../app/context.tsx';
import { formatLocale } from '../../i18n/locales.ts';
import { Section } from '../../ui/Page.tsx';
import { Why } from '../../ui/Why.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { useCommand } from '../account/use-command.ts';
import { GateInvitation } from '../gate/GateInvitation.tsx';
import { useGate } from '../gate/use-gate.tsx';
import { useAsked } from '../house/use-asked.ts';
import { ApplicationFields } from './ApplicationFields.tsx';
import { licencePlace } from './licence-place.ts';
import styles from './therapists.module.css';

/**
 * For members, and for therapists themselves: applying, how it stands, and what the directory shows (F042, F043, F046); for whoever may
 * not, why (P51). Folded, since it is for few; open where one has come for it, or something of it is there. Guests and listeners find it only where they have come for it.
 */
export function ApplyAsTherapist({ open }: { open: boolean }) {
  const identity = useIdentity();
  const { at } = useConnection();
  if (identity.at === 'local') return null;
  const { type, consent, ageGroup } = identity.me;
  if (at !== 'online' || (!open && type !== 'member' && type !== 'therapist')) return null;
  // What the relay says follows from these: asked anew when the gate was passed, or an approval came.
  return <Asked key={`${type} ${consent} ${ageGroup}`} open={open || type === 'therapist'} />;
}

function Asked({ open }: { open: boolean }) {
  const { t } = useTranslation('therapists');
  const { therapists } = useEngine();
  const { answer, again } = useAsked(therapists.readOwn);
  if (answer === null) return null;
  if (!answer.ok) return open ? <FailureNotice failure={answer.error} /> : null;
  const own = answer.value;
  const shown = open || own.application !== null;
  return (
    <Section title={t('apply.title')} text={t(own.licence === null ? 'apply.text' : 'own.text')}>
      {own.licence !== null && <Licence own={own} />}
      {own.application !== null && <Application own={own} again={() => void again()} />}
      {shown ? (
        <May own={own} again={() => void again()} />
      ) : (
        <Anchor component={Link} href="/you/therapist" display="inline-block" py={4}>
          {t('apply.begin')}
        </Anchor>
      )}
    </Section>
  );
}

function Licence({ own: { licence, entry, listed } }: { own: OwnTherapist }) {
  const { t, i18n } = useTranslation('therapists');
  if (licence === null) return null;
  const day = (atMs: number): string => new Intl.DateTimeFormat(formatLocale(i18n.language, navigator.languages), { dateStyle: 'long' }).format(atMs);
  const place = licencePlace(licence, i18n.language);
  const end = entry?.untilMs ?? null;
  return (
    <dl className={styles.facts}>
      <dt>{t('own.legalName')}</dt>
      <dd>
        <bdi>{licence.legalName}</bdi>
      </dd>
      <dt>{t('own.licence')}</dt>
      <dd>
        {place} · <bdi>{licence.number}</bdi> <span className={styles.quiet}>{t('own.numberUnseen')}</span>
      </dd>
      <dt>{t('own.entry')}</dt>
      <dd>{listed ? (end === null ? t('own.listed') : t('own.listedUntil', { day: day(end) })) : end === null ? t('own.unlisted') : t('own.ended', { day: day(end) })}</dd>
    </dl>
  );
}

function Application({ own: { application }, again }: { own: OwnTherapist; again: () => void }) {
  const { t, i18n } = useTranslation('therapists');
  const { therapists } = useEngine();
  const { state, run } = useCommand();
  if (application === null) return null;
  const withdraw = async (): Promise<void> => {
    if ((await run(() => therapists.withdraw()))?.ok === true) again();
  };
  const { licence, answer } = application;
  if (application.state === 'waiting') {
    return (
      <>
        <p>{t('apply.waiting')}</p>
        {licence !== null && (
          <p className={styles.quiet}>
            <bdi>{licence.legalName}</bdi> · {licencePlace(licence, i18n.language)} · <bdi>{licence.number}</bdi>
          </p>
        )}
        {state.at === 'failed' && <FailureNotice failure={state.failure} />}
        <Button variant="default" disabled={state.at === 'busy'} onClick={() => void withdraw()}>
          {t('apply.withdraw')}
        </Button>
      </>
    );
  }
  if (answer === null) return <p>{t('apply.closed')}</p>;
  return <p dir="auto">{t(application.state === 'granted' ? 'apply.granted' : 'apply.declined', { answer })}</p>;
}

/** The form, or why there is none. */
function May({ own, again }: { own: OwnTherapist; again: () => void }) {
  const { t } = useTranslation('therapists');
  const gate = useGate();
  const [changing, setChanging] = useState(false);
  const { mayApply } = own;
  if (!mayApply.allowed) {
    if (mayApply.rule === 'P47-one-application') return null;
    // A guest becomes a member first, whatever they answer at the gate.
    if (mayApply.rule === 'P3-consent' || (!gate.open && mayApply.remedy !== 'become-member')) {
      return (
        <>
          <GateInvitation gate={gate} />
          {gate.dialog}
        </>
      );
    }
    return (
      <>
        <p>{t('apply.elsewhere')}</p>
        <Why rule={mayApply.rule} question={t('why:of.apply')} />
      </>
    );
  }
  if (own.licence !== null && !changing) {
    return (
      <Button variant="default" onClick={() => setChanging(true)}>
        {t('own.change')}
      </Button>
    );
  }
  return <ApplicationFields licence={own.licence} again={again} />;
}
