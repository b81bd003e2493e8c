import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OwnAge as Own } from '#shared/people/age-wishes.ts';
import { KEEPING } from '#shared/limits.ts';
import { decide } from '#shared/policy/decide.ts';
import type { AgeGroup } from '#shared/words.ts';
import { useConnection, useEngine, useIdentity } from '../../app/context.tsx';
import { useDraft } from '../../app/use-draft.ts';
import type { Draft } from '../../engine/draft.ts';
import { Section } from '../../ui/Page.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { Why } from '../../ui/Why.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { useAsked } from '../house/use-asked.ts';
import { DraftForm } from './DraftForm.tsx';
import { TeenTitle } from './TeenTitle.tsx';
import styles from './standing.module.css';

/** The age group one is noted in, and the way to have it corrected: by asking, since nobody goes through that wall alone (F082, F084). */
export function OwnAge() {
  const identity = useIdentity();
  const { at } = useConnection();
  const { t } = useTranslation('standing');
  const ageGroup = identity.at === 'account' ? identity.actor.ageGroup : null;
  if (ageGroup === null) return null;
  return (
    <Section title={t('age.title')} text={t(`age.noted.${ageGroup}`)}>
      {/* Asked anew when it changes under one's eyes. */}
      {at === 'online' && <Asked key={ageGroup} />}
    </Section>
  );
}

function Asked() {
  const { house } = useEngine();
  const { answer, again } = useAsked(house.readOwnAge);
  if (answer === null) return null;
  return answer.ok ? <State own={answer.value} again={() => void again()} /> : <FailureNotice failure={answer.error} />;
}

function State({ own: { ageGroup, correctedAtMs, correctedWhy, correctedBecause, teenTitle, wish }, again }: { own: Own; again: () => void }) {
  const { t } = useTranslation('standing');
  const identity = useIdentity();
  const [wishes, setWishes] = useState(false);
  const draft = useDraft('age/own');
  if (ageGroup === null || identity.at === 'local') return null;
  const wanted: AgeGroup = ageGroup === 'adult' ? 'teen' : 'adult';
  const may = decide(identity.actor, { action: 'age.ask', wanted, waiting: wish?.state === 'waiting', declinedLately: (wish?.againFromMs ?? null) !== null });
  const opened = wishes || (draft !== null && draft.text.getSnapshot() !== '');
  return (
    <>
      {correctedAtMs !== null && (
        <p className={styles.quiet}>
          {t('age.corrected')} <TimeText atMs={correctedAtMs} />
        </p>
      )}
      {correctedBecause !== null && <p>{t(`house:because.${correctedBecause}`)}</p>}
      {correctedBecause === null && correctedWhy !== null && <p dir="auto">{t('age.correctedWhy', { why: correctedWhy })}</p>}
      {teenTitle !== null && <TeenTitle {...teenTitle} again={again} />}
      {wish?.state === 'waiting' && <p>{t('age.waiting')}</p>}
      {wish?.state === 'declined' && <p dir="auto">{wish.answer === null ? t('age.closed') : t('age.declined', { answer: wish.answer })}</p>}
      {!may.allowed && <Why rule={may.rule} question={t('why:of.otherAge')} />}
      {may.allowed && !opened && (
        <Button variant="default" onClick={() => setWishes(true)}>
          {t(ageGroup === 'teen' ? 'age.wrongOrGrown' : 'age.wrong')}
        </Button>
      )}
      {may.allowed && opened && draft !== null && <Form draft={draft} wanted={wanted} again={again} />}
    </>
  );
}

function Form({ draft, wanted, again }: { draft: Draft; wanted: AgeGroup; again: () => void }) {
  const { t } = useTranslation('standing');
  const { house } = useEngine();
  const [sure, setSure] = useState(false);
  return (
    <DraftForm
      draft={draft}
      label={t('age.own')}
      hint={t('age.hint')}
      submit={t('age.send')}
      rows={2}
      maxLength={KEEPING.maxAgeWishLength}
      quiet
      ready={sure}
      send={(text) => house.askForAge({ wanted, text })}
      sent={again}
    >
      <Checkbox label={t(`age.iAm.${wanted}`)} checked={sure} onChange={(event) => setSure(event.currentTarget.checked)} />
    </DraftForm>
  );
}
