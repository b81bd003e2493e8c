import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useEngine, useIdentity } from '../../app/context.tsx';
import type { WaitingStart } from '../../engine/starts.ts';
import type { CommandFailure } from '../../engine/types.ts';
import { nameInText } from '../../ui/name-in-text.ts';
import { Notice } from '../../ui/Notice.tsx';
import { AgreementDialog } from '../course/AgreementDialog.tsx';
import { FailureNotice } from '../gate/FailureNotice.tsx';
import { useGate } from '../gate/use-gate.tsx';

export interface Taking {
  /** What is being agreed to or set aside now: a second press does nothing. */
  readonly busy: string | null;
  take(start: WaitingStart): void;
  /** `noMore`: and no more first words from whoever wrote these (F155). */
  setAside(start: WaitingStart, noMore?: boolean): Promise<void>;
  /** What went wrong, and the questions that come first. */
  readonly rest: ReactNode;
}

/** Taken back, run out, or settled on another device: no failure, and nobody's fault (P9). */
const isOver = (failure: CommandFailure): boolean =>
  failure.code === 'not-found' || (failure.code === 'denied' && failure.rule === 'P9-first-wins');

const isAgreement = (failure: CommandFailure): boolean => failure.code === 'denied' && failure.rule === 'P24-listener-agreement';

/** Agreeing to what waits for oneself, or setting it aside, whichever side of a chat one is on. */
export function useTaking(): Taking {
  const { t } = useTranslation('starts');
  const { starts } = useEngine();
  const identity = useIdentity();
  const [, go] = useLocation();
  const gate = useGate();
  const [busy, setBusy] = useState<string | null>(null);
  const [missed, setMissed] = useState<{ name: string; failure: CommandFailure } | null>(null);
  const [before, askBefore] = useState<WaitingStart | null>(null);
  const consent = identity.at === 'account' ? identity.actor.standing.listenerConsent : 'missing';
  const listens = identity.at === 'account' && identity.actor.type === 'listener';

  const takeNow = async (start: WaitingStart): Promise<void> => {
    setBusy(start.start);
    setMissed(null);
    const taken = await starts.accept(start.start);
    setBusy(null);
    if (taken.ok) go(`/chats/${taken.value}`);
    else if (isAgreement(taken.error)) askBefore(start);
    else setMissed({ name: start.with.name, failure: taken.error });
  };

  return {
    busy,
    take(start) {
      if (busy !== null) return;
      // P24: read before the first chat that is taken, and here already where this device knows of it.
      if (listens && consent !== 'given') askBefore(start);
      else gate.pass(() => void takeNow(start));
    },
    async setAside(start, noMore = false) {
      if (busy !== null) return;
      setBusy(start.start);
      setMissed(null);
      const done = await (noMore ? starts.refuse(start.start) : starts.decline(start.start));
      setBusy(null);
      if (!done.ok) setMissed({ name: start.with.name, failure: done.error });
    },
    rest: (
      <>
        {missed !== null && isOver(missed.failure) && (
          <Notice kind="good" title={t('over.title')} safe={t('over.text', { name: nameInText(t, missed.name) })} />
        )}
        {missed !== null && !isOver(missed.failure) && <FailureNotice title={t('takeFailed')} failure={missed.failure} />}
        {gate.dialog}
        <AgreementDialog
          opened={before !== null}
          outdated={consent === 'outdated'}
          close={() => askBefore(null)}
          passed={() => {
            askBefore(null);
            if (before !== null) void takeNow(before);
          }}
        />
      </>
    ),
  };
}
