import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '#shared/policy/verdict.ts';
import { decide } from '#shared/policy/decide.ts';
import { Page } from '../../ui/Page.tsx';
import { useEngine, useIdentity } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { RuleName } from '../../ui/Why.tsx';
import { StandingNotice } from '../standing/StandingNotice.tsx';
import { MyStart } from '../starts/MyStart.tsx';
import { MyStarts } from '../starts/MyStarts.tsx';
import { StartNews } from '../starts/StartNews.tsx';
import { TheirStarts } from '../starts/TheirStarts.tsx';
import { ownAsk } from '../starts/what-waits.ts';
import { AskForm } from './AskForm.tsx';
import { Ideas } from './Ideas.tsx';
import { OpenedCards } from './OpenedCards.tsx';
import { openAsSeeker } from './outcome.ts';
import { Waiting } from './Waiting.tsx';

/** Where a guest or member asks to be heard, of all who listen or of one, and waits for a listener. */
export function TalkPage() {
  const { t } = useTranslation('talk');
  const engine = useEngine();
  const waiting = useReadable(engine.waiting);
  const ask = ownAsk(useReadable(engine.starts.waiting));
  const verdict = useMayAsk();
  if (!verdict.allowed && verdict.rule === 'P5-seekers-ask') {
    return (
      <Page title={t('title')}>
        <EmptyState
          title={t('notHere.title')}
          text={`${t(`rules:${verdict.rule}.why`)} ${t(`rules:${verdict.rule}.change`)}`}
        />
        <RuleName rule={verdict.rule} />
      </Page>
    );
  }
  if (!verdict.allowed && (verdict.rule === 'P2-not-banned' || verdict.rule === 'P40-held')) {
    return (
      <Page title={t('title')}>
        <StandingNotice />
      </Page>
    );
  }
  return (
    <Page title={t('title')} lead={waiting === null && ask === null ? t('lead') : undefined}>
      <OpenedCards />
      <TheirStarts />
      <StartNews />
      {/* What one has asked and left already comes before the way to ask for more. */}
      {ask !== null && <MyStart start={ask} />}
      {waiting !== null && <Waiting waiting={waiting} />}
      <MyStarts kind="message" />
      {waiting === null && ask === null ? <Asking /> : <Ideas />}
    </Page>
  );
}

/** The form; behind a quiet button while a listener is there already, so that it does not stand in the way to them. */
function Asking() {
  const { t } = useTranslation('talk');
  const [another, setAnother] = useState(false);
  const answered = openAsSeeker(useReadable(useEngine().chats), false).length > 0;
  if (!answered || another) return <AskForm />;
  return (
    <Button variant="default" onClick={() => setAnother(true)}>
      {t('another')}
    </Button>
  );
}

/** Whether this account is one that asks at all; consent is the gate's to see to. */
function useMayAsk(): Verdict {
  const identity = useIdentity();
  if (identity.at === 'local') return { allowed: true };
  return decide(identity.actor, { action: 'request.create', waiting: 0 });
}
