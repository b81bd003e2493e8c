import { useState, type ReactNode } from 'react';
import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StartKind } from '#shared/words.ts';
import { nameInText } from '../../ui/name-in-text.ts';
import { useGate } from '../gate/use-gate.tsx';
import { BeforeTherapist } from '../therapists/BeforeTherapist.tsx';
import { AskSheet } from './AskSheet.tsx';
import { WordsSheet } from './WordsSheet.tsx';
import styles from './starts.module.css';

export interface StartSheet {
  /** Opens it; whoever has not passed the gate does so first (F082). */
  open(kind: StartKind, to: string, isTherapist?: boolean): void;
  /** Has to be rendered by whoever opens it, outside of anything that closes by itself. */
  readonly sheet: ReactNode;
}

/** The sheet in which a chat with somebody is begun: one for a whole list of people. */
export function useStartSheet(): StartSheet {
  const { t } = useTranslation(['starts', 'app']);
  const gate = useGate();
  const [wanted, setWanted] = useState<{ kind: StartKind; to: string; isTherapist: boolean; opened: boolean } | null>(null);
  const close = (): void => setWanted((now) => (now === null ? null : { ...now, opened: false }));
  return {
    open: (kind, to, isTherapist = false) => gate.pass(() => setWanted({ kind, to, isTherapist, opened: true })),
    sheet: (
      <>
        {gate.dialog}
        <Modal
          opened={wanted?.opened === true}
          onClose={close}
          title={wanted !== null && (
            <Begin here={wanted.kind === 'ask' || wanted.isTherapist}>{t(`${wanted.kind}.title`, { name: nameInText(t, wanted.to) })}</Begin>
          )}
          closeButtonProps={{ 'aria-label': t('app:close') }}
        >
          {wanted?.isTherapist === true && <BeforeTherapist />}
          {wanted?.kind === 'ask' && <AskSheet to={wanted.to} close={close} leaveMessage={() => setWanted({ ...wanted, kind: 'message' })} />}
          {wanted !== null && wanted.kind !== 'ask' && <WordsSheet kind={wanted.kind} to={wanted.to} close={close} atBox={!wanted.isTherapist} />}
        </Modal>
      </>
    ),
  };
}

/** Where something is to be read first, or nothing to be written, one begins at the heading; else in the box, never at the way out. */
const Begin = (props: { here: boolean; children: string }) => (
  <span className={styles.begin} {...(props.here ? { tabIndex: -1, 'data-autofocus': true } : {})}>
    {props.children}
  </span>
);
