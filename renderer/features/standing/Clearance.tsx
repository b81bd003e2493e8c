import { Button, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KEEPING } from '#shared/limits.ts';
import type { OwnClearance } from '#shared/people/keeping.ts';
import { decide } from '#shared/policy/decide.ts';
import { useConnection, useEngine, useIdentity } from '../../app/context.tsx';
import { useDraft } from '../../app/use-draft.ts';
import { useReadable } from '../../app/use-readable.ts';
import type { Draft } from '../../engine/draft.ts';
import { Section } from '../../ui/Page.tsx';
import { Why } from '../../ui/Why.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { useCommand } from '../account/use-command.ts';
import { useAsked } from '../house/use-asked.ts';
import styles from './standing.module.css';

/** For adult listeners: being cleared for chats with teens, which is a clearance and no role (F085, F208). */
export function Clearance() {
  const identity = useIdentity();
  const { at } = useConnection();
  const shown = identity.at === 'account' && identity.me.type === 'listener' && identity.me.ageGroup === 'adult';
  return shown && at === 'online' ? <Asked /> : null;
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

function State({ own: { cleared, application }, again }: { own: OwnClearance; again: () => void }) {
  const { t } = useTranslation('standing');
  const identity = useIdentity();
  const draft = useDraft('clearance/own');
  if (cleared) return <p>{t('clearance.cleared')}</p>;
  const may = identity.at === 'account' ? decide(identity.actor, { action: 'clearance.apply', waiting: application?.state === 'waiting' }) : null;
  return (
    <>
      {application?.state === 'waiting' && <p>{t('clearance.waiting')}</p>}
      {application?.state === 'declined' && (
        <p dir="auto">{application.answer === null ? t('clearance.closed') : t('clearance.declined', { answer: application.answer })}</p>
      )}
      {may?.allowed === false && <Why rule={may.rule} />}
      {may?.allowed === true && draft !== null && <Form draft={draft} again={again} />}
    </>
  );
}

function Form({ draft, again }: { draft: Draft; again: () => void }) {
  const { t } = useTranslation('standing');
  const { house } = useEngine();
  const text = useReadable(draft.text);
  const { state, run } = useCommand();
  const send = async (): Promise<void> => {
    const asked = await run(() => house.applyForClearance(text));
    if (asked?.ok !== true) return;
    draft.sent();
    again();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Textarea
        label={t('clearance.own')}
        description={t('clearance.hint')}
        autoComplete="off"
        autosize
        minRows={3}
        maxLength={KEEPING.maxApplicationLength}
        value={text}
        onChange={(event) => draft.set(event.currentTarget.value)}
      />
      {state.at === 'failed' && <FailureNotice failure={state.failure} />}
      <Button type="submit" variant="default" disabled={state.at === 'busy' || text.trim() === ''}>
        {t('clearance.send')}
      </Button>
    </form>
  );
}
