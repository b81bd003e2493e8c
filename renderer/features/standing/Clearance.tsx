import { useTranslation } from 'react-i18next';
import { KEEPING } from '#shared/limits.ts';
import type { OwnClearance } from '#shared/people/keeping.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { hearsOthers } from '#shared/policy/listening.ts';
import { useConnection, useEngine, useIdentity } from '../../app/context.tsx';
import { useDraft } from '../../app/use-draft.ts';
import type { Draft } from '../../engine/draft.ts';
import { Section } from '../../ui/Page.tsx';
import { Why } from '../../ui/Why.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { Reason } from '../house/Reason.tsx';
import { useAsked } from '../house/use-asked.ts';
import { DraftForm } from './DraftForm.tsx';

/** For adult listeners and therapists: being cleared for chats with teens, which is a clearance and no role (F085, F208). */
export function Clearance() {
  const identity = useIdentity();
  const { at } = useConnection();
  if (identity.at === 'local' || !hearsOthers(identity.me.type)) return null;
  if (identity.me.ageGroup !== 'adult') return <NotForTeens actor={identity.actor} />;
  return at === 'online' ? <Asked /> : null;
}

/** P46: a teen who listens hears teens, and is cleared for nothing. */
function NotForTeens({ actor }: { actor: Actor }) {
  const { t } = useTranslation('standing');
  const may = decide(actor, { action: 'clearance.apply', waiting: false, declinedLately: false });
  return (
    <Section title={t('clearance.title')} text={t('clearance.text')}>
      {!may.allowed && <Why rule={may.rule} question={t('why:of.clearance')} />}
    </Section>
  );
}

function Asked() {
  const { t } = useTranslation('standing');
  const { house } = useEngine();
  const { answer, again } = useAsked(house.readClearance);
  if (answer === null) return null;
  return (
    <Section title={t('clearance.title')} text={t('clearance.text')}>
      {answer.ok ? <State own={answer.value} again={() => void again()} /> : <FailureNotice failure={answer.error} />}
    </Section>
  );
}

function State({ own: { cleared, application, takenBack }, again }: { own: OwnClearance; again: () => void }) {
  const { t } = useTranslation('standing');
  const identity = useIdentity();
  const draft = useDraft('clearance/own');
  if (cleared) return <p>{t('clearance.cleared')}</p>;
  const may = identity.at === 'account' ? decide(identity.actor, { action: 'clearance.apply', waiting: application?.state === 'waiting', declinedLately: (application?.againFromMs ?? null) !== null }) : null;
  return (
    <>
      {application?.state === 'waiting' && <p>{t('clearance.waiting')}</p>}
      {takenBack !== null && (
        <>
          <p>{t('clearance.takenBack')}</p>
          <Reason reason={takenBack.reason} because={takenBack.because} />
        </>
      )}
      {application?.state === 'declined' && (
        <p dir="auto">{application.answer === null ? t('clearance.closed') : t('clearance.declined', { answer: application.answer })}</p>
      )}
      {may?.allowed === false && <Why rule={may.rule} question={t('why:of.clearance')} />}
      {may?.allowed === true && draft !== null && <Form draft={draft} again={again} />}
    </>
  );
}

function Form({ draft, again }: { draft: Draft; again: () => void }) {
  const { t } = useTranslation('standing');
  const { house } = useEngine();
  return (
    <DraftForm
      draft={draft}
      label={t('clearance.own')}
      hint={t('clearance.hint')}
      submit={t('clearance.send')}
      rows={3}
      maxLength={KEEPING.maxApplicationLength}
      quiet
      send={(text) => house.applyForClearance(text)}
      sent={again}
    />
  );
}
